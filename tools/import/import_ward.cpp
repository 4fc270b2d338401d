#include "tools/import/import_ward.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/base/numbers.h"
#include "engine/base/sha256.h"
#include "engine/gis/crs.h"
#include "engine/gis/neighbourhood.h"
#include "engine/gis/office_file.h"
#include "engine/gis/osm_file.h"
#include "engine/gis/raster_file.h"
#include "engine/gis/rows_digest.h"
#include "engine/gis/raster_head.h"
#include "layers/assumed/fill_missing.h"
#include "tools/import/mapped_table.h"
#include "tools/import/osm_layers.h"
#include "tools/import/replaced.h"
#include "tools/import/surroundings.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

/// The city of Hanoi (105.28–106.02 E, 20.56–21.39 N) in the ward's CRS: where a ward may lie.
constexpr Box kCity = {.west_m = 529000, .south_m = 2273000, .east_m = 606500, .north_m = 2366500};
/// How far around the ward's surroundings data still counts as its neighbourhood.
constexpr double kNeighbourhood_m = 2000.0;
/// A ward's terrain has about so many cells at most, 160 MB: import and runs hold several such
/// grids.
constexpr double kMostGroundCells = 40e6;
/// No survey has finer cells; a smaller number is in another unit than metres.
constexpr double kFinest_m = 0.005;
/// No projected coordinate is larger.
constexpr double kFarthest_m = 1e8;

const LayerSpec& spec_named(const std::string& name) {
  std::vector<std::string> names;
  for (const LayerSpec* spec : layer_specs()) {
    if (spec->name == name) return *spec;
    names.emplace_back(spec->name);
  }
  throw InputError({.where = "--layer " + name,
                    .found = tr("the layer '", "lớp '") + name + "'",
                    .expected = expected_name(name, names),
                    .outcome = tr("nothing was imported", "chưa nhập gì"),
                    .layer = name});
}

/// "surveyed: lanes.gpkg, layer 'edges', sha256 …, 1090 features"
std::string source_text(std::string_view word, const std::string& what, const std::string& sha256,
                        std::size_t count) {
  return std::string(word) + ": " + what + ", sha256 " + sha256 + ", " + std::to_string(count) +
         " features";
}

/// What was done about a layer, for ward.toml: the outcomes of its new findings.
std::string mended(const Findings& findings, std::size_t from, const std::string& layer) {
  std::string text;
  for (std::size_t i = from; i < findings.all().size(); ++i) {
    const Finding& finding = findings.all()[i];
    const bool about_all = finding.layer == layer && finding.feature.empty();
    if (about_all) text += "; found " + finding.found.en + ": " + finding.outcome.en;
  }
  return text;
}

class Importer {
 public:
  Importer(const ImportRequest& request, Findings& findings, const Progress& progress)
      : request_(request), findings_(findings), progress_(progress) {}

  ImportedWard imported() {
    need_no_second_boundary();
    if (request_.base) {
      read_base(*request_.base);
    } else {
      progress_.checkpoint(0.0, tr("reading the boundary", "đang đọc ranh giới"));
      read_boundary();
    }
    const Surroundings around(ward_.layers.boundary.outline);
    if (!request_.base) {
      progress_.checkpoint(0.02, tr("reading OpenStreetMap", "đang đọc OpenStreetMap"));
      read_streets(around);
      ward_.header.seed = seed();
    }
    read_layers(around);
    progress_.checkpoint(0.15, tr("reading the terrain", "đang đọc địa hình"));
    read_terrain(around);
    if (request_.fill_missing) make_up();
    if (ward_.base) tell_left_behind(*ward_.base, ward_.header, ward_.layers, findings_);
    return std::move(ward_);
  }

 private:
  const LayerMap& map_of(const std::string& layer) const {
    static const LayerMap none;
    const auto it = request_.map.find(layer);
    return it == request_.map.end() ? none : it->second;
  }

  std::int64_t seed() const { return request_.seed.value_or(ward_.header.seed); }

  /// The outline decides what of every layer is kept, so it is the first thing and stays.
  void need_no_second_boundary() const {
    if (std::ranges::find(request_.layers, "boundary", &LayerFile::name) == request_.layers.end()) {
      return;
    }
    throw UsageError(
        {.where = "--layer boundary",
         .found = request_.base ? tr("another outline for a ward cut to its former one",
                                     "ranh giới khác cho phường đã cắt theo ranh giới cũ")
                                : tr("a second outline beside --boundary",
                                     "ranh giới thứ hai kèm theo --boundary"),
         .expected = tr("an outline by --boundary alone, together with --osm",
                        "ranh giới chỉ đưa vào bằng --boundary, cùng với --osm"),
         .outcome = tr("nothing was imported", "chưa nhập gì"),
         .hint = tr("import again from --osm and --boundary, with every survey as --layer",
                    "nhập lại từ --osm và --boundary, mỗi lớp khảo sát đưa vào bằng --layer"),
         .layer = "boundary"});
  }

  void read_base(const fs::path& folder) {
    ward_.base = load_ward(folder, findings_, progress_.part(0.0, 0.05));
    ward_.findings_of_base = findings_.all().size();
    ward_.header = ward_.base->header;
    ward_.header.sketch.clear();  // its layers are given from now on, not drawn
    ward_.layers = ward_.base->layers;
    if (ward_.header.crs == kWardCrs && !ward_.layers.boundary.outline.outer.empty()) return;
    throw InputError({.where = folder.string(),
                      .found = ward_.header.crs == kWardCrs
                                   ? tr("a ward without a boundary", "phường không có ranh giới")
                                   : Text(ward_.header.crs),
                      .expected = tr("a whole ward in ", "phường đầy đủ theo hệ ") + kWardCrs,
                      .outcome = tr("nothing was imported", "chưa nhập gì")});
  }

  /// One layer's file as a table with the ward's columns.
  FeatureTable office_table(const LayerFile& from, const Neighbourhood& around) {
    const LayerSpec& spec = spec_named(from.name);
    const LayerMap& map = map_of(from.name);
    const std::size_t before = findings_.all().size();
    const FeatureTable table = read_office_layer({.from = from.from,
                                                  .layer = from.layer,
                                                  .becomes = from.name,
                                                  .crs = map.crs,
                                                  .encoding = map.encoding,
                                                  .where = map.where},
                                                 around, findings_);
    mended_ = mended(findings_, before, from.name);
    const auto* file = std::get_if<fs::path>(&from.from);
    sha256_ = file != nullptr ? sha256_of_file(*file) : sha256_of_rows(table);
    return mapped_table(table, spec, map, findings_);
  }

  void read_boundary() {
    const FeatureTable table =
        office_table({.name = "boundary", .from = request_.boundary, .layer = {}}, {.box = kCity});
    replace_layer(ward_.layers, table, findings_);
    Boundary& boundary = ward_.layers.boundary;
    // Nobody surveys a ward's outline for an import: it comes from the city's open data.
    if (map_of("boundary").source.empty()) boundary.provenance.source = Source::open_data;
    ward_.header.name = boundary.name;
    ward_.header.sources["boundary"] =
        source_text(word_of(boundary.provenance.source), table.source(), sha256_, 1) + mended_;
  }

  void read_streets(const Surroundings& around) {
    const OsmExtract extract = read_osm(request_.osm);
    for (Road& road : roads_of(extract)) {
      if (around.touches(road.centreline)) ward_.layers.roads.push_back(std::move(road));
    }
    for (Junction& junction : junctions_of(extract)) {
      if (around.touches(junction.place)) ward_.layers.junctions.push_back(std::move(junction));
    }
    if (ward_.layers.roads.empty()) {
      throw InputError(
          {.where = request_.osm.string(),
           .found = tr("no street in the ward or 300 m around it",
                       "không có đường nào trong phường và 300 m xung quanh"),
           .expected = tr("an extract that covers the ward", "tệp trích phủ kín phường"),
           .outcome = tr("nothing was imported", "chưa nhập gì"),
           .layer = "roads"});
    }
    const std::string file = request_.osm.filename().string();
    const std::string sha256 = sha256_of_file(request_.osm);
    const auto source = [&](std::size_t count) {
      return source_text(word_of(Source::open_data), file + " (OpenStreetMap, ODbL)", sha256,
                         count);
    };
    ward_.header.sources["roads"] = source(ward_.layers.roads.size());
    ward_.header.sources["junctions"] = source(ward_.layers.junctions.size());
  }

  void read_layers(const Surroundings& around) {
    std::vector<Polyline> lines;
    for (const Road& road : ward_.layers.roads) lines.push_back(road.centreline);
    const LineIndex streets(lines);
    const Neighbourhood neighbourhood{.box = around.box().grown_by(kNeighbourhood_m),
                                      .streets = lines.empty() ? nullptr : &streets,
                                      .outline = &ward_.layers.boundary.outline};
    for (const LayerFile& from : request_.layers) {
      progress_.checkpoint(0.05, tr("reading ", "đang đọc ") + from.name);
      const FeatureTable table = near_ward(office_table(from, neighbourhood), around);
      record_replacement(from.name, table);
      replace_layer(ward_.layers, table, findings_);
      const std::string& said = map_of(from.name).source;
      ward_.header.sources[from.name] =
          source_text(said.empty() ? "surveyed" : said, table.source(), sha256_, table.size()) +
          mended_;
    }
  }

  void record_replacement(const std::string& layer, const FeatureTable& by) {
    Replacement replacement = former_layer(ward_.layers, ward_.header, layer);
    if (replacement.was_features == 0) return;
    replacement.by = by.source();
    replacement.sha256 = sha256_;
    replacement.features = static_cast<int>(by.size());
    ward_.header.replaced.push_back(std::move(replacement));
  }

  /// The features that lie in the ward's surroundings.
  FeatureTable near_ward(const FeatureTable& table, const Surroundings& around) {
    FeatureTable near(table.source(), table.layer(), table.columns());
    for (const Feature& feature : table) {
      if (!around.touches(feature.geometry())) continue;
      std::vector<Value> values;
      for (const Column& column : table.columns()) values.push_back(feature.value(column.name));
      near.add(feature.fid(), feature.geometry(), std::move(values));
    }
    const std::size_t beyond = table.size() - near.size();
    if (beyond > 0) {
      findings_.add({.where = table.source(),
                     .found = shown(static_cast<double>(beyond), 0) +
                              tr(" features outside", " đối tượng nằm ngoài"),
                     .expected = tr("features within 300 m of the ward",
                                    "đối tượng cách phường không quá 300 m"),
                     .outcome = tr("left out", "không lấy"),
                     .layer = table.layer()});
    }
    return near;
  }

  void read_terrain(const Surroundings& around) {
    if (!request_.dem) return;
    const RasterHead raster = read_raster_head(*request_.dem);
    if (raster.crs.empty()) {
      findings_.add({.where = request_.dem->filename().string(),
                     .found = tr("no reference system (CRS)", "không có hệ tọa độ (CRS)"),
                     .expected = kWardCrs,
                     .outcome = tr("taken as ", "được coi là ") + kWardCrs,
                     .layer = "terrain"});
    }
    const GridFrame frame = frame_for(raster, around.box());
    const std::string name = request_.dem->filename().string();
    Replacement replacement = former_terrain(ward_.layers, ward_.header);
    ward_.layers.terrain = load_terrain(read_raster_onto(*request_.dem, frame, kWardCrs), name,
                                        box_of(ward_.layers.boundary.outline),
                                        {.source = Source::surveyed, .method = name}, findings_);
    const std::string sha256 = sha256_of_file(*request_.dem);
    ward_.header.sources["terrain"] = "surveyed: " + name + ", sha256 " + sha256;
    if (replacement.was_features == 0) return;
    replacement.by = name;
    replacement.sha256 = sha256;
    replacement.features = 1;
    ward_.header.replaced.push_back(std::move(replacement));
  }

  /// The raster's own cells where it has the ward's CRS, cells of 1 m otherwise; larger ones, and a
  /// finding, where those are more than a ward's terrain may have.
  GridFrame frame_for(const RasterHead& raster, const Box& box) {
    const bool same = raster.crs.empty() || raster.crs == kWardCrs;
    const GridFrame& from = raster.frame;
    const double own_cell_m = same ? from.cell_m : 1.0;
    const Point origin = same ? from.north_west : Point{};
    if (!(own_cell_m >= kFinest_m) || !std::isfinite(own_cell_m)) refuse_cells(own_cell_m);
    if (!(std::hypot(origin.x_m, origin.y_m) < kFarthest_m)) refuse_place();
    const double across_m2 = (box.east_m - box.west_m) * (box.north_m - box.south_m);
    const double least_cell_m = std::sqrt(across_m2 / kMostGroundCells);
    const double joined = std::max(1.0, std::ceil(least_cell_m / own_cell_m));
    GridFrame frame{.cell_m = own_cell_m * joined};
    const double west = std::floor((box.west_m - origin.x_m) / frame.cell_m);
    const double north = std::floor((origin.y_m - box.north_m) / frame.cell_m);
    const double east = std::ceil((box.east_m - origin.x_m) / frame.cell_m);
    const double south = std::ceil((origin.y_m - box.south_m) / frame.cell_m);
    frame.north_west = {origin.x_m + west * frame.cell_m, origin.y_m - north * frame.cell_m};
    frame.rows = static_cast<int>(south - north);
    frame.cols = static_cast<int>(east - west);
    if (joined > 1.0) tell_joined(own_cell_m, frame);
    return frame;
  }

  [[noreturn]] void refuse_cells(double cell_m) const {
    throw InputError({.where = request_.dem->string(),
                      .found = tr("cells of ", "ô cỡ ") + shortest(cell_m) + " m",
                      .expected = tr("cells of at least ", "ô từ ") + shown_shortest(kFinest_m) +
                                  tr(" m; check the unit of its cell size",
                                     " m trở lên; hãy kiểm tra đơn vị cỡ ô"),
                      .outcome = tr("nothing was imported", "chưa nhập gì"),
                      .layer = "terrain"});
  }

  [[noreturn]] void refuse_place() const {
    throw InputError({.where = request_.dem->string(),
                      .found = tr("a place beyond the earth", "vị trí nằm ngoài trái đất"),
                      .expected = tr("ground levels of the ward", "cao độ mặt đất của phường"),
                      .outcome = tr("nothing was imported", "chưa nhập gì"),
                      .layer = "terrain"});
  }

  void tell_joined(double own_cell_m, const GridFrame& frame) {
    findings_.add({.where = request_.dem->filename().string(),
                   .found = tr("cells of ", "ô cỡ ") + shown_shortest(own_cell_m) + " m",
                   .expected = tr("at most ", "nhiều nhất ") + shown(kMostGroundCells / 1e6, 0) +
                               tr(" million cells on the ward and around it",
                                  " triệu ô trên phường và vùng lân cận"),
                   .outcome = tr("averaged to cells of ", "đã lấy trung bình về ô cỡ ") +
                              shown_shortest(frame.cell_m) + " m",
                   .layer = "terrain"});
  }

  void make_up() {
    const AssumedTable table = load_assumed_table(request_.assumed_tables);
    ward_.header.seed = seed();
    fill_missing(ward_.layers, table, seed(), findings_, progress_.part(0.2, 0.9));
    const std::string how = "assumed: seed " + std::to_string(seed()) + ", tables of sha256 " +
                            sha256_of_folder(request_.assumed_tables);
    for (const LayerSpec* spec : layer_specs()) {
      const std::size_t count = layer_table(ward_.layers, spec->name).size();
      if (count == 0) continue;
      ward_.header.sources.try_emplace(std::string(spec->name),
                                       how + ", " + std::to_string(count) + " features");
    }
    ward_.header.sources.try_emplace("terrain", how);
  }

  /// Of the tables' names and bytes, in the order of the names.
  static std::string sha256_of_folder(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".toml") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    std::string all;
    for (const fs::path& file : files) {
      all += file.filename().string() + " " + sha256_of_file(file) + "\n";
    }
    return sha256_of_text(all);
  }

  const ImportRequest& request_;
  Findings& findings_;
  const Progress& progress_;
  ImportedWard ward_;
  std::string mended_;  ///< of the layer read last, for ward.toml
  std::string sha256_;  ///< of the same
};

}  // namespace

LayerFile parsed_layer_file(const std::string& argument) {
  const std::size_t equals = argument.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == argument.size()) {
    throw UsageError({.where = "--layer",
                      .found = "'" + argument + "'",
                      .expected = tr("NAME=FILE or NAME=FILE:LAYER", "TÊN=TỆP hoặc TÊN=TỆP:LỚP"),
                      .outcome = tr("nothing was done", "chưa làm gì")});
  }
  LayerFile out{.name = argument.substr(0, equals), .from = {}, .layer = {}};
  spec_named(out.name);
  const std::string whole = argument.substr(equals + 1);
  if (names_postgis(whole)) {
    out.from = parsed_postgis_place(whole);
    return out;
  }
  out.from = fs::path(whole);
  const std::size_t colon = whole.rfind(':');
  std::error_code error;
  if (colon != std::string::npos && !fs::exists(whole, error)) {
    out.from = fs::path(whole.substr(0, colon));
    out.layer = whole.substr(colon + 1);
  }
  return out;
}

ImportedWard import_ward(const ImportRequest& request, Findings& findings,
                         const Progress& progress) {
  return Importer(request, findings, progress).imported();
}

}  // namespace twin
