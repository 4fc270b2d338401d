#include "viewer/web_export/site_ward.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "viewer/look/ground_look.h"
#include "viewer/look/layer_list.h"
#include "viewer/look/words.h"
#include "viewer/model/facts.h"
#include "viewer/model/labels.h"
#include "viewer/model/ward_shapes.h"
#include "viewer/shapes/shade.h"
#include "viewer/web_export/glb.h"
#include "viewer/web_export/packed.h"
#include "viewer/web_export/table_json.h"

namespace twin {
namespace {

constexpr double kMillimetre = 0.001;
constexpr int kTilesAFile = 4;  // squares of 1 km: near ones are fetched first

Json rounded(double metres) { return std::round(metres * 100.0) / 100.0; }

Json grid_file(const std::string& path, const Grid<float>& values, double step,
               const AddFile& add) {
  const CodeScale scale = scale_over(values.values().minCoeff(), values.values().maxCoeff(), step);
  add(path, packed_codes(codes_of(values, scale), values.frame().cols));
  return {{"file", path}, {"offset", scale.offset}, {"step", scale.step}};
}

// ------------------------------------------------------------------------------------- the ground

/// Shadow and openness for buildings at `scale` times their height, a byte each.
Json shade_file(const World& world, double height_scale, const AddFile& add) {
  Grid<float> top_m = world.ground.ground_m();
  top_m.values() += world.roof_m.values() * static_cast<float>(height_scale);
  const Shade shade = shade_of(world.ground.ground_m(), top_m, afternoon_sun());
  // Steps of a quarter metre, or wider ones where towers throw shadows higher than 64 m.
  const double step_m = std::max(0.25, static_cast<double>(world.roof_m.values().maxCoeff()) / 250);
  constexpr double kLowest_m = -1.0;
  const auto count = static_cast<std::size_t>(shade.sky.values().size());
  std::vector<std::uint8_t> bytes(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    const double steps = (shade.shadow_m.values().data()[i] - kLowest_m) / step_m;
    bytes[2 * i] = static_cast<std::uint8_t>(std::clamp(std::round(steps), 0.0, 255.0));
    bytes[2 * i + 1] =
        static_cast<std::uint8_t>(std::lround(255.0F * shade.sky.values().data()[i]));
  }
  const std::string path = fmt::format("data/shade_{:03}.bin", std::lround(100.0 * height_scale));
  add(path, packed_bytes(bytes, shade.sky.frame().cols, 2));
  return {{"height_scale", height_scale}, {"file", path}, {"offset", kLowest_m}, {"step", step_m}};
}

Json ground_json(const Session& session, const AddFile& add) {
  const World& world = session.world();
  const GridFrame& frame = world.ground.frame();
  Json shades = Json::array();
  for (const double scale : {1.0, 0.75, 0.5, 0.25, 0.0}) {
    shades.push_back(shade_file(world, scale, add));
  }
  const auto ground = ground_colours(session.ward(), world.ground);
  const std::span<const std::uint8_t> colours(ground.front().data(), 4 * ground.size());
  add("data/colours.bin", packed_bytes(colours, frame.cols, 4));
  const Grid<std::uint8_t>& always_wet = world.always_wet;
  add("data/always_wet.bin", packed_bytes({always_wet.values().data(),
                                           static_cast<std::size_t>(always_wet.values().size())},
                                          frame.cols, 1));
  return {{"rows", frame.rows},
          {"cols", frame.cols},
          {"cell_m", frame.cell_m},
          {"west_m", frame.north_west.x_m - world.origin.x_m},
          {"north_m", frame.north_west.y_m - world.origin.y_m},
          {"heights", grid_file("data/ground.bin", world.ground.ground_m(), kMillimetre, add)},
          {"colours", {{"file", "data/colours.bin"}}},
          {"always_wet", {{"file", "data/always_wet.bin"}}},
          {"roofs", grid_file("data/roofs.bin", world.roof_m, 0.05, add)},
          {"shades", shades}};
}

// ------------------------------------------------------------------------------------- the shapes

/// Meshes of a file: those of some square kilometres, or all.
std::vector<std::vector<const Mesh*>> by_square(const TiledMesh& tiles) {
  std::map<std::pair<int, int>, std::vector<const Mesh*>> squares;
  const auto square = [](int tile) {
    return tile >= 0 ? tile / kTilesAFile : (tile - kTilesAFile + 1) / kTilesAFile;
  };
  for (const auto& [tile, mesh] : tiles) {
    squares[{square(tile.first), square(tile.second)}].push_back(&mesh);
  }
  std::vector<std::vector<const Mesh*>> files;
  for (auto& [at, meshes] : squares) files.push_back(std::move(meshes));
  return files;
}

std::vector<const Mesh*> all_of(const TiledMesh& tiles) {
  std::vector<const Mesh*> meshes;
  for (const auto& [at, mesh] : tiles) meshes.push_back(&mesh);
  return meshes;
}

std::size_t rows_of(const WardFolder& ward, std::string_view layer) {
  const FeatureTable* table = ward.layer(layer);
  return table == nullptr ? 0 : table->size();
}

/// Adds files of shapes and lists them.
class ShapeFiles {
 public:
  ShapeFiles(std::string generator, const AddFile& add)
      : generator_(std::move(generator)), add_(add) {}

  void add(const std::string& path, const std::vector<const Mesh*>& meshes, const GlbStyle& style) {
    const bool empty = std::ranges::all_of(meshes, [](const Mesh* mesh) { return mesh->empty(); });
    if (empty) return;
    add_(path, glb_of(meshes, style, generator_));
    list_.push_back({{"part", style.name}, {"file", path}});
  }
  const Json& list() const { return list_; }

 private:
  std::string generator_;
  const AddFile& add_;
  Json list_ = Json::array();
};

std::size_t row_of_tag(const std::array<float, 4>& tag) {
  return static_cast<std::size_t>(std::lround(tag[0]));
}

void add_building_files(const Session& session, ShapeFiles& files) {
  const World& world = session.world();
  const GlbStyle style{
      .name = "buildings",
      .row_of = [&](const auto& tag) { return world.building_rows[row_of_tag(tag)]; },
      .rows = rows_of(session.ward(), "buildings"),
      .flat = true,
      .tone = {0.86F, 0.84F, 0.80F}};
  int number = 0;
  const TiledMesh shapes = building_shapes(world);
  for (const auto& meshes : by_square(shapes)) {
    files.add(fmt::format("model/buildings_{}.glb", number++), meshes, style);
  }
}

void add_way_files(const Session& session, ShapeFiles& files) {
  const auto add = [&](const char* part, const char* layer, double beyond_m,
                       const std::array<float, 3>& tone) {
    const TiledMesh tiles = street_shapes(session.ward(), layer, session.world(), beyond_m);
    files.add(fmt::format("model/{}.glb", part), all_of(tiles),
              {.name = part,
               .row_of = row_of_tag,
               .rows = rows_of(session.ward(), layer),
               .bands = true,
               .tone = tone});
  };
  add("kerbs", "roads", kKerb_m, {0.700F, 0.690F, 0.672F});
  add("lanes", "lanes", 0.0, {0.690F, 0.682F, 0.668F});
  add("roads", "roads", 0.0, {0.585F, 0.588F, 0.596F});
}

void add_other_files(const Session& session, ShapeFiles& files) {
  const WardFolder& ward = session.ward();
  const World& world = session.world();
  const auto band = [&](const char* part, const char* layer, const std::array<float, 3>& tone) {
    return GlbStyle{.name = part,
                    .row_of = row_of_tag,
                    .rows = rows_of(session.ward(), layer),
                    .bands = true,
                    .tone = tone};
  };
  const Mesh river = river_shape(ward, world);
  files.add("model/river.glb", {&river}, band("river", "river", {0.42F, 0.59F, 0.705F}));
  const std::size_t pipes = rows_of(ward, "drain_pipes");
  const auto is_shaft = [](const std::array<float, 4>& tag) { return tag[1] > 0.5F; };
  const TiledMesh drains = drain_shapes(ward, world);
  files.add("model/drains.glb", all_of(drains),
            {.name = "drains",
             .row_of = [&](const auto& tag) { return is_shaft(tag) ? pipes : row_of_tag(tag); },
             .rows = pipes,
             .colour = [&](const auto& tag) -> std::array<float, 3> {
               if (is_shaft(tag)) return {0.50F, 0.44F, 0.60F};
               return {0.47F, 0.34F, 0.68F};
             }});
  const Mesh boundary = boundary_shape(ward, world);
  files.add("model/boundary.glb", {&boundary},
            {.name = "boundary", .bands = true, .tone = {0.42F, 0.16F, 0.22F}});
  const auto tree_colour = [](const std::array<float, 4>& tag) -> std::array<float, 3> {
    if (tag[0] < 0.5F) return {0.42F, 0.35F, 0.29F};
    const float bright = 0.82F + 0.03F * tag[2];
    return {bright * (0.345F + 0.130F * tag[1]), bright * (0.480F + 0.115F * tag[1]),
            bright * (0.270F + 0.075F * tag[1])};
  };
  const TiledMesh trees = tree_shapes(ward, world);
  files.add("model/trees.glb", all_of(trees), {.name = "trees", .colour = tree_colour});
}

/// Of each building's row: ground level, height above it, height of a floor and the tint of its
/// walls, 65536 × red + 256 × green + blue.
Json building_sizes(const Session& session, const AddFile& add) {
  const World& world = session.world();
  std::vector<float> sizes(4 * rows_of(session.ward(), "buildings"), 0.0F);
  for (std::size_t block = 0; block < world.blocks.size(); ++block) {
    const BuildingBlock& it = world.blocks[block];
    const auto& [red, green, blue, unused] = world.paints[block];
    float* size = &sizes[4 * world.building_rows[block]];
    size[0] = static_cast<float>(it.ground_m);
    size[1] = static_cast<float>(it.height_m);
    size[2] = static_cast<float>(it.floor_m);
    size[3] = 65536.0F * red + 256.0F * green + blue;
  }
  add("data/building_shapes.bin", packed_numbers(std::span<const float>(sizes)));
  return "data/building_shapes.bin";
}

/// Of each building's row the place at its walls where grids are read for it, two numbers in metres
/// from the origin; NaN where other houses stand on all sides.
Json wall_places(const Session& session, const AddFile& add) {
  const FeatureTable* buildings = session.ward().layer("buildings");
  const SceneOrigin& origin = session.world().origin;
  std::vector<float> places(2 * rows_of(session.ward(), "buildings"), std::nanf(""));
  for (std::size_t row = 0; 2 * row < places.size(); ++row) {
    const AskedPlace house{.layer = "buildings",
                           .id = (*buildings)[row].text("id").value_or(""),
                           .at = {},
                           .in_building = true};
    const auto open = open_ground(session, house);
    if (!open) continue;
    places[2 * row] = static_cast<float>(open->x_m - origin.x_m);
    places[2 * row + 1] = static_cast<float>(open->y_m - origin.y_m);
  }
  add("data/building_walls.bin", packed_numbers(std::span<const float>(places)));
  return "data/building_walls.bin";
}

// -------------------------------------------------------------------------------------- the names

Json names_json(const WardFolder& ward, const SceneOrigin& origin) {
  Json streets = Json::array();
  for (const StreetLabel& label : street_labels(ward)) {
    Json line = Json::array();
    for (const Point& p : label.line) {
      line.push_back(rounded(p.x_m - origin.x_m));
      line.push_back(rounded(p.y_m - origin.y_m));
    }
    streets.push_back({{"text", label.text}, {"worth", rounded(label.worth)}, {"line", line}});
  }
  Json marks = Json::array();
  for (const PlaceMark& mark : place_marks(ward)) {
    marks.push_back({{"layer", mark.layer},
                     {"row", mark.row},
                     {"text", mark.text},
                     {"x", rounded(mark.at.x_m - origin.x_m)},
                     {"y", rounded(mark.at.y_m - origin.y_m)},
                     {"worth", mark.worth}});
  }
  return {{"streets", streets}, {"marks", marks}};
}

Json layers_json() {
  Json layers = Json::array();
  for (const DrawnLayer& layer : drawn_layers()) {
    layers.push_back(
        {{"name", layer.name}, {"title", json_of(layer.title)}, {"usual", layer.usual}});
  }
  return layers;
}

Json tables_json(const WardFolder& ward, const AddFile& add) {
  Json tables = Json::object();
  for (const auto& [name, table] : ward.layers) {
    const std::string path = "data/tables/" + name + ".json";
    add(path, layer_table_json(table).dump());
    tables[name] = {{"title", json_of(title_of_layer(name))}, {"file", path}};
  }
  return tables;
}

}  // namespace

Json write_ward(const Session& session, const ToldColumns& told, const std::string& generator,
                const AddFile& add) {
  const World& world = session.world();
  Json ground = ground_json(session, add);
  ShapeFiles files(generator, add);
  add_building_files(session, files);
  add_way_files(session, files);
  add_other_files(session, files);
  add("data/names.json", names_json(told.ward(), world.origin).dump());
  const Eigen::Vector3d sun = afternoon_sun();
  return {{"name", session.ward().name},
          {"origin", {{"x_m", world.origin.x_m}, {"y_m", world.origin.y_m}}},
          {"box",
           {{"west_m", world.box.west_m - world.origin.x_m},
            {"south_m", world.box.south_m - world.origin.y_m},
            {"east_m", world.box.east_m - world.origin.x_m},
            {"north_m", world.box.north_m - world.origin.y_m}}},
          {"to_sun", Json::array({sun.x(), sun.y(), sun.z()})},
          {"ground", std::move(ground)},
          {"building_shapes", building_sizes(session, add)},
          {"building_walls", wall_places(session, add)},
          {"model", files.list()},
          {"names", "data/names.json"},
          {"layers", layers_json()},
          {"tables", tables_json(told.ward(), add)}};
}

}  // namespace twin
