#include "viewer/web_export/glb.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

namespace twin {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kByte = 5120;
constexpr int kUnsignedByte = 5121;
constexpr int kShort = 5122;
constexpr int kUnsignedShort = 5123;
constexpr int kUnsignedInt = 5125;
constexpr int kFloat = 5126;
constexpr int kVertices = 34962;
constexpr int kTriangles = 34963;
constexpr double kFinest_m = 0.01;

/// Little-endian, as all machines are that this builds on.
template <typename Number>
void append(std::string& bytes, Number value) {
  std::array<char, sizeof(Number)> raw{};
  std::memcpy(raw.data(), &value, sizeof(Number));
  bytes.append(raw.data(), raw.size());
}

/// How the places of one mesh become 16-bit numbers.
struct Steps {
  Eigen::Vector3d middle;
  double step_m = kFinest_m;

  Eigen::Array<std::int16_t, 3, 1> of(const Eigen::Vector3f& place) const {
    const Eigen::Vector3d steps = (place.cast<double>() - middle) / step_m;
    return {static_cast<std::int16_t>(std::lround(steps.x())),
            static_cast<std::int16_t>(std::lround(steps.y())),
            static_cast<std::int16_t>(std::lround(steps.z()))};
  }
};

Steps steps_of(const Mesh& mesh) {
  Eigen::Vector3f low = mesh.places.front();
  Eigen::Vector3f high = low;
  for (const Eigen::Vector3f& place : mesh.places) {
    low = low.cwiseMin(place);
    high = high.cwiseMax(place);
  }
  const double reach_m = 0.5 * static_cast<double>((high - low).maxCoeff());
  return {.middle = (0.5F * (low + high)).cast<double>(),
          .step_m = std::max(kFinest_m, reach_m / 32767.0)};
}

/// Corners with the triangles of a ribbon's body before those of its round ends and joints, which
/// are finer than a pixel from afar; `body` is how many corners the body has.
struct BandCorners {
  std::vector<std::uint32_t> corners;
  std::size_t body = 0;
};

BandCorners body_first(const Mesh& mesh) {
  BandCorners out;
  std::vector<std::uint32_t> round;
  for (std::size_t i = 0; i < mesh.corners.size(); i += 3) {
    const auto first = mesh.corners.begin() + static_cast<std::ptrdiff_t>(i);
    const bool is_round =
        std::all_of(first, first + 3, [&](std::uint32_t c) { return mesh.tags[c][1] == 0.0F; });
    auto& part = is_round ? round : out.corners;
    part.insert(part.end(), first, first + 3);
  }
  out.body = out.corners.size();
  out.corners.insert(out.corners.end(), round.begin(), round.end());
  return out;
}

std::int8_t signed_share(float share) {
  return static_cast<std::int8_t>(std::lround(127.0F * std::clamp(share, -1.0F, 1.0F)));
}

std::uint8_t share(float value) {
  return static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(value, 0.0F, 1.0F)));
}

/// Grows the JSON and the binary chunk side by side.
class GlbWriter {
 public:
  GlbWriter(const GlbStyle& style, const std::string& generator) : style_(style) {
    json_["asset"] = {{"version", "2.0"}, {"generator", generator}};
    // Normals of 8 bits need it everywhere.
    json_["extensionsUsed"] = Json::array({"KHR_mesh_quantization"});
    json_["extensionsRequired"] = Json::array({"KHR_mesh_quantization"});
    json_["scene"] = 0;
    json_["scenes"] = Json::array({Json{{"nodes", Json::array({0})}}});
    json_["nodes"] = Json::array();
    json_["meshes"] = Json::array();
    json_["materials"] = Json::array({material()});
    json_["accessors"] = Json::array();
    json_["bufferViews"] = Json::array();
    if (style.row_of) json_["extensionsUsed"].push_back("EXT_mesh_features");
    // A quarter turn about x: north, which is y here, becomes −z, and up becomes y.
    constexpr double kHalfTurn = 0.70710678118654752;
    json_["nodes"].push_back({{"name", style.name},
                              {"rotation", Json::array({-kHalfTurn, 0.0, 0.0, kHalfTurn})},
                              {"children", Json::array()}});
  }

  void add(const Mesh& mesh) {
    Json node = {{"mesh", json_["meshes"].size()}};
    Json attributes;
    if (style_.bands) {
      attributes["POSITION"] = exact_places(mesh);
      attributes["TEXCOORD_0"] = bands(mesh);
    } else {
      const Steps steps = steps_of(mesh);
      attributes["POSITION"] = places(mesh, steps);
      node["translation"] = Json::array({steps.middle.x(), steps.middle.y(), steps.middle.z()});
      node["scale"] = Json::array({steps.step_m, steps.step_m, steps.step_m});
    }
    attributes[style_.flat ? "_NORMAL" : "NORMAL"] = normals(mesh);
    if (style_.row_of) attributes["_FEATURE_ID_0"] = feature_ids(mesh);
    if (style_.colour) attributes["COLOR_0"] = colours(mesh);
    Json primitive = {{"attributes", std::move(attributes)}, {"mode", 4}, {"material", 0}};
    if (style_.bands) {
      const BandCorners band = body_first(mesh);
      primitive["indices"] = corners(mesh, band.corners);
      primitive["extras"]["body"] = band.body;
    } else {
      primitive["indices"] = corners(mesh, mesh.corners);
    }
    if (style_.row_of) primitive["extensions"]["EXT_mesh_features"] = features();
    json_["nodes"][0]["children"].push_back(json_["nodes"].size());
    json_["nodes"].push_back(std::move(node));
    json_["meshes"].push_back(Json{{"primitives", Json::array({std::move(primitive)})}});
  }

  std::string bytes() {
    // A root without children, or lists without members, would not be valid glTF.
    if (json_["meshes"].empty()) {
      json_["nodes"][0].erase("children");
      for (const char* list : {"meshes", "accessors", "bufferViews"}) json_.erase(list);
    } else {
      json_["buffers"] = Json::array({Json{{"byteLength", binary_.size()}}});
    }
    std::string text = json_.dump();
    text.append((4 - text.size() % 4) % 4, ' ');
    std::string out = "glTF";
    const bool has_binary = !binary_.empty();
    append(out, std::uint32_t{2});
    append(out, static_cast<std::uint32_t>(12 + 8 + text.size() +
                                           (has_binary ? 8 + binary_.size() : 0)));
    append(out, static_cast<std::uint32_t>(text.size()));
    out += "JSON" + text;
    if (has_binary) {
      append(out, static_cast<std::uint32_t>(binary_.size()));
      out += std::string("BIN\0", 4) + binary_;
    }
    return out;
  }

 private:
  Json material() const {
    const auto& [red, green, blue] = style_.tone;
    return {{"name", style_.name},
            {"pbrMetallicRoughness",
             {{"baseColorFactor", Json::array({red, green, blue, 1.0})},
              {"metallicFactor", 0.0},
              {"roughnessFactor", 1.0}}}};
  }

  Json features() const {
    const Json ids = {{"featureCount", style_.rows},
                      {"nullFeatureId", style_.rows},
                      {"attribute", 0},
                      {"label", style_.name}};
    return {{"featureIds", Json::array({ids})}};
  }

  /// Adds a view of what was just appended from `from` on, and an accessor to it.
  std::size_t accessor(std::size_t from, int target, std::size_t stride, Json description) {
    Json view = {{"buffer", 0}, {"byteOffset", from}, {"byteLength", binary_.size() - from}};
    if (stride > 0) view["byteStride"] = stride;
    view["target"] = target;
    binary_.append((4 - binary_.size() % 4) % 4, '\0');
    description["bufferView"] = json_["bufferViews"].size();
    json_["bufferViews"].push_back(std::move(view));
    json_["accessors"].push_back(std::move(description));
    return json_["accessors"].size() - 1;
  }

  std::size_t places(const Mesh& mesh, const Steps& steps) {
    const std::size_t from = binary_.size();
    Eigen::Array<std::int16_t, 3, 1> low = steps.of(mesh.places.front());
    Eigen::Array<std::int16_t, 3, 1> high = low;
    for (const Eigen::Vector3f& place : mesh.places) {
      const Eigen::Array<std::int16_t, 3, 1> at = steps.of(place);
      low = low.min(at);
      high = high.max(at);
      for (int axis = 0; axis < 3; ++axis) append(binary_, at[axis]);
      append(binary_, std::int16_t{0});
    }
    return accessor(from, kVertices, 8,
                    {{"componentType", kShort},
                     {"count", mesh.places.size()},
                     {"type", "VEC3"},
                     {"min", Json::array({low[0], low[1], low[2]})},
                     {"max", Json::array({high[0], high[1], high[2]})}});
  }

  std::size_t exact_places(const Mesh& mesh) {
    const std::size_t from = binary_.size();
    Eigen::Vector3f low = mesh.places.front();
    Eigen::Vector3f high = low;
    for (const Eigen::Vector3f& place : mesh.places) {
      low = low.cwiseMin(place);
      high = high.cwiseMax(place);
      for (int axis = 0; axis < 3; ++axis) append(binary_, place[axis]);
    }
    return accessor(from, kVertices, 12,
                    {{"componentType", kFloat},
                     {"count", mesh.places.size()},
                     {"type", "VEC3"},
                     {"min", Json::array({low.x(), low.y(), low.z()})},
                     {"max", Json::array({high.x(), high.y(), high.z()})}});
  }

  std::size_t normals(const Mesh& mesh) {
    const std::size_t from = binary_.size();
    for (const Eigen::Vector3f& normal : mesh.normals) {
      for (int axis = 0; axis < 3; ++axis) append(binary_, signed_share(normal[axis]));
      append(binary_, std::int8_t{0});
    }
    return accessor(from, kVertices, 4,
                    {{"componentType", kByte},
                     {"normalized", true},
                     {"count", mesh.normals.size()},
                     {"type", "VEC3"}});
  }

  std::size_t feature_ids(const Mesh& mesh) {
    const std::size_t from = binary_.size();
    for (const auto& tag : mesh.tags) append(binary_, static_cast<float>(style_.row_of(tag)));
    return accessor(from, kVertices, 4,
                    {{"componentType", kFloat}, {"count", mesh.tags.size()}, {"type", "SCALAR"}});
  }

  std::size_t bands(const Mesh& mesh) {
    const std::size_t from = binary_.size();
    for (const auto& tag : mesh.tags) {
      append(binary_, tag[1] * tag[3]);
      append(binary_, tag[2]);
    }
    return accessor(from, kVertices, 8,
                    {{"componentType", kFloat}, {"count", mesh.tags.size()}, {"type", "VEC2"}});
  }

  std::size_t colours(const Mesh& mesh) {
    const std::size_t from = binary_.size();
    for (const auto& tag : mesh.tags) {
      for (const float part : style_.colour(tag)) append(binary_, share(part));
      append(binary_, std::uint8_t{255});
    }
    return accessor(from, kVertices, 4,
                    {{"componentType", kUnsignedByte},
                     {"normalized", true},
                     {"count", mesh.tags.size()},
                     {"type", "VEC4"}});
  }

  std::size_t corners(const Mesh& mesh, const std::vector<std::uint32_t>& order) {
    const std::size_t from = binary_.size();
    const bool few = mesh.places.size() < 65535;  // the last is no index in some programs
    for (const std::uint32_t corner : order) {
      if (few) {
        append(binary_, static_cast<std::uint16_t>(corner));
      } else {
        append(binary_, corner);
      }
    }
    return accessor(from, kTriangles, 0,
                    {{"componentType", few ? kUnsignedShort : kUnsignedInt},
                     {"count", order.size()},
                     {"type", "SCALAR"}});
  }

  const GlbStyle& style_;
  Json json_;
  std::string binary_;
};

}  // namespace

std::string glb_of(const std::vector<const Mesh*>& meshes, const GlbStyle& style,
                   const std::string& generator) {
  GlbWriter writer(style, generator);
  for (const Mesh* mesh : meshes) {
    if (!mesh->empty()) writer.add(*mesh);
  }
  return writer.bytes();
}

}  // namespace twin
