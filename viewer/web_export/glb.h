#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "viewer/shapes/mesh.h"

namespace twin {

/// What of a mesh's corners a glTF file keeps beside their places and normals.
struct GlbStyle {
  std::string name;  ///< of the layer; also the label of its feature ids
  /// The row of the layer's table that a corner belongs to, from its tag; `rows`: to none. Empty:
  /// no feature ids.
  std::function<std::size_t(const std::array<float, 4>& tag)> row_of = {};
  std::size_t rows = 0;  ///< of that table
  /// Ribbons (add_ribbon): TEXCOORD_0 is metres from the middle and along. They lie millimetres
  /// above the ground and each other, so their places stay floats. `extras.body` of a primitive is
  /// how many of its indices come before those of round ends, which may be left out from afar.
  bool bands = false;
  /// Flat faces that share corners (add_building): a normal holds for the triangles whose last
  /// corner it is. It is kept as `_NORMAL`, and NORMAL, which other programs would blend over a
  /// face, is left out: glTF has them work out flat ones then.
  bool flat = false;
  /// Red, green, blue of a corner, each 0 to 1; empty: none.
  std::function<std::array<float, 3>(const std::array<float, 4>& tag)> colour = {};
  std::array<float, 3> tone = {0.8F, 0.8F, 0.8F};  ///< of the material, for other programs
};

/// A glTF 2.0 binary of some meshes, a node each: z-up metres from the scene's origin under a root
/// that turns them to glTF's y-up. Places of what is no band are 16-bit numbers in steps that the
/// node's scale gives (KHR_mesh_quantization): a centimetre or, where a mesh is wider than 650 m,
/// 1/65,000 of its width. Feature ids are EXT_mesh_features by attribute. Empty meshes are left
/// out.
std::string glb_of(const std::vector<const Mesh*>& meshes, const GlbStyle& style,
                   const std::string& generator);

}  // namespace twin
