#pragma once

#include <memory>
#include <osg/BoundingBox>
#include <osg/Geometry>
#include <osg/Group>
#include <osg/Texture2D>
#include <span>
#include <vector>

#include "viewer/look/lookup.h"
#include "viewer/model/run.h"
#include "viewer/model/ward_shapes.h"
#include "viewer/shapes/value_pages.h"

namespace twin {

/// What of a mesh its shader reads besides the places: the rest takes no memory on the card.
enum class Reads {
  tags,                 ///< bands that lie flat
  normals_and_tags,     ///< solids
  normals_and_features  ///< of the tags only their first number
};

/// A mesh for the graphics card: places, normals, and tags as attribute kTagAttribute. Once the
/// card has them, they are on the card only.
osg::ref_ptr<osg::Geometry> to_osg(const Mesh& mesh, Reads reads);
/// All tiles of a mesh in one group.
osg::ref_ptr<osg::Group> to_osg(const TiledMesh& tiles, Reads reads);

/// A texture of floats, `channels` (1 or 2) a texel, row by row; `linear`: blended between texels.
osg::ref_ptr<osg::Texture2D> float_texture(int columns, int rows, int channels,
                                           std::span<const float> values, bool linear);
/// Pairs of floats of which the card keeps three digits, blended between texels.
osg::ref_ptr<osg::Texture2D> half_texture(int columns, int rows, std::span<const float> pairs);
/// Puts other texels of the same kind, one float each, into a texture, or makes one for them. They
/// are read when it is next drawn with.
void set_texels(osg::ref_ptr<osg::Texture2D>& texture, int columns, int rows,
                const std::shared_ptr<const std::vector<float>>& texels, bool linear);
osg::ref_ptr<osg::Texture2D> byte_texture(int columns, int rows,
                                          std::span<const std::array<std::uint8_t, 4>> colours,
                                          bool linear);
/// A page of values: the instants from `first` on.
osg::ref_ptr<osg::Texture2D> value_texture(const FeatureValues& values, const ValuePages& pages,
                                           std::size_t first);

/// Bounds that OSG must not work out itself, because a shader moves the vertices.
void set_bounds(osg::Geometry& geometry, const osg::BoundingBox& box);

}  // namespace twin
