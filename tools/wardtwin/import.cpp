#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/data_folder.h"
#include "engine/base/numbers.h"
#include "engine/base/partial_folder.h"
#include "layers/ward/ward_store.h"
#include "tools/import/import_findings.h"
#include "tools/import/import_ward.h"
#include "tools/wardtwin/command.h"

namespace twin {
namespace {

struct ImportArguments {
  std::string base;
  std::string from;
  std::string osm;
  std::string boundary;
  std::string dem;
  std::vector<std::string> layers;
  std::string map;
  bool fill_missing = false;
  std::optional<std::int64_t> seed;
  std::string out;
};

void refuse_twice(const std::vector<LayerFile>& layers) {
  const auto same = [&](const LayerFile& other) { return other.name == layers.back().name; };
  if (std::count_if(layers.begin(), layers.end(), same) < 2) return;
  throw UsageError(
      {.where = "--layer " + layers.back().name,
       .found = tr("two files for one layer", "hai tệp cho một lớp"),
       .expected = tr("one, since it replaces the whole layer", "một tệp, vì nó thay cả lớp"),
       .outcome = tr("nothing was done", "chưa làm gì")});
}

/// A ward begins with a street network and an outline, another ward, or a store: one of them.
void need_one_beginning(const ImportArguments& arguments) {
  const bool from_files = !arguments.osm.empty() || !arguments.boundary.empty();
  const bool whole = !arguments.osm.empty() && !arguments.boundary.empty();
  const int beginnings = static_cast<int>(from_files) + static_cast<int>(!arguments.base.empty()) +
                         static_cast<int>(!arguments.from.empty());
  if (beginnings == 1 && whole == from_files) return;
  std::string given;
  for (const auto& [name, value] :
       {std::pair{"--osm", &arguments.osm}, std::pair{"--boundary", &arguments.boundary},
        std::pair{"--base", &arguments.base}, std::pair{"--from", &arguments.from}}) {
    if (!value->empty()) given += (given.empty() ? "" : ", ") + std::string(name);
  }
  throw UsageError(
      {.where = "import",
       .found = given.empty() ? tr("nothing to begin with", "chưa có gì để bắt đầu") : Text(given),
       .expected = tr("--osm and --boundary, or --base, or --from",
                      "--osm và --boundary, hoặc --base, hoặc --from"),
       .outcome = tr("nothing was done", "chưa làm gì")});
}

void need_only_the_store(const ImportArguments& arguments) {
  const bool more = !arguments.layers.empty() || !arguments.dem.empty() || !arguments.map.empty() ||
                    arguments.fill_missing || arguments.seed;
  if (!more) return;
  throw UsageError(
      {.where = "import --from",
       .found = tr("layers or settings beside the store", "lớp hoặc thiết lập kèm theo kho chung"),
       .expected = tr("--from alone, then import --base for the layers",
                      "chỉ --from, sau đó import --base để thay lớp"),
       .outcome = tr("nothing was done", "chưa làm gì")});
}

void need_whole_store(const PostgisPlace& place) {
  if (place.table.empty()) return;
  throw UsageError(
      {.where = "import --from",
       .found = tr("the table '", "bảng '") + place.table + "'",
       .expected =
           tr("a schema, whose whole ward is fetched; --layer NAME=PG:…:TABLE reads one table",
              "một schema, vì cả phường được lấy về; muốn đọc một bảng thì dùng --layer "
              "TÊN=PG:…:BẢNG"),
       .outcome = tr("nothing was done", "chưa làm gì")});
}

/// A ward taken as a base is changed in some way, and a seed is asked for where something is made
/// up.
void need_work_on_base(const ImportArguments& arguments) {
  if (arguments.base.empty() || arguments.fill_missing) return;
  const bool replaces = !arguments.layers.empty() || !arguments.dem.empty();
  if (replaces && !arguments.seed) return;
  throw UsageError(
      {.where = "import --base",
       .found = replaces ? tr("--seed, and nothing to make up", "--seed mà không lập gì theo nó")
                         : tr("nothing that changes the ward", "không có gì làm thay đổi phường"),
       .expected =
           replaces ? tr("--seed with --fill-missing", "--seed đi cùng --fill-missing")
                    : tr("--layer, --dem or --fill-missing", "--layer, --dem hoặc --fill-missing"),
       .outcome = tr("nothing was done", "chưa làm gì")});
}

ImportRequest request_of(const ImportArguments& arguments) {
  ImportRequest request{.osm = arguments.osm,
                        .boundary = arguments.boundary,
                        .fill_missing = arguments.fill_missing,
                        .seed = arguments.seed,
                        .assumed_tables = data_folder() / "assumed"};
  if (names_postgis(arguments.boundary)) {
    request.boundary = parsed_postgis_place(arguments.boundary);
  }
  if (!arguments.base.empty()) request.base = arguments.base;
  if (!arguments.dem.empty()) request.dem = arguments.dem;
  if (!arguments.map.empty()) request.map = read_import_map(arguments.map);
  for (const std::string& layer : arguments.layers) {
    request.layers.push_back(parsed_layer_file(layer));
    refuse_twice(request.layers);
  }
  return request;
}

/// Findings for a terminal: of those that say the same of many features the first few, then how
/// many more. `check` tells every one.
Findings shortened(const Findings& findings) {
  constexpr int kFew = 5;
  using Kind = std::tuple<std::string, std::string, std::string>;
  const auto kind_of = [](const Finding& finding) {
    return Kind(finding.layer, finding.expected.en, finding.outcome.en);
  };
  std::map<Kind, int> count;
  Findings shown_ones;
  for (const Finding& finding : findings.all()) {
    if (++count[kind_of(finding)] <= kFew) shown_ones.add(finding);
  }
  std::map<Kind, bool> told;
  for (const Finding& finding : findings.all()) {
    const int more = count[kind_of(finding)] - kFew;
    if (more <= 0 || std::exchange(told[kind_of(finding)], true)) continue;
    shown_ones.add({.where = tr("layer '", "lớp '") + finding.layer + "'",
                    .found = shown(more, 0) + tr(" more like this", " trường hợp tương tự"),
                    .expected = finding.expected,
                    .outcome = finding.outcome,
                    .hint = finding.hint,
                    .layer = finding.layer});
  }
  return shown_ones;
}

/// Makes the ward's files in an empty folder.
using Make = std::function<void(const std::filesystem::path& folder, Findings&, const Progress&)>;

Make making_of(const ImportArguments& arguments) {
  if (!arguments.from.empty()) {
    need_only_the_store(arguments);
    const PostgisPlace place = parsed_postgis_place(arguments.from);
    need_whole_store(place);
    return [place](const auto& folder, Findings& findings, const Progress& progress) {
      fetch_ward(place, folder, findings, progress);
    };
  }
  need_work_on_base(arguments);
  return [request = request_of(arguments)](const auto& folder, Findings& findings,
                                           const Progress& progress) {
    const ImportedWard ward = import_ward(request, findings, progress);
    progress.checkpoint(0.9, tr("writing the ward", "đang ghi phường"));
    if (ward.base)
      write_ward_after(folder, ward.header, ward.layers, *ward.base);
    else
      write_ward(folder, ward.header, ward.layers);
    write_import_findings(folder, findings_to_keep(findings, request, ward));
  };
}

int import(const ImportArguments& arguments, const Terminal& terminal) {
  need_one_beginning(arguments);
  const Progress progress = terminal.progress();
  const Make make = making_of(arguments);
  PartialFolder folder(arguments.out);
  Findings findings;
  try {
    make(folder.path(), findings, progress);
  } catch (...) {
    std::error_code ignored;  // what matters is the failure itself
    std::filesystem::remove_all(folder.path(), ignored);
    throw;
  }
  folder.finish();
  progress.checkpoint(1.0, tr("done", "xong"));
  terminal.tell(shortened(findings));
  return 0;
}

}  // namespace

Run add_import(CLI::App& app) {
  const auto arguments = std::make_shared<ImportArguments>();
  app.add_option("--osm", arguments->osm, "OpenStreetMap extract (.osm.pbf) that covers the ward")
      ->type_name("F.pbf");
  app.add_option("--boundary", arguments->boundary, "the ward's outline, any vector file")
      ->type_name("F.geojson");
  app.add_option("--base", arguments->base,
                 "instead of both: a ward whose layers stay but for those given by --layer, --dem")
      ->type_name("WARD_DIR");
  app.add_option("--from", arguments->from,
                 "instead of all: fetches the ward that was published to a PostGIS schema")
      ->type_name("PG:…");
  app.add_option("--dem", arguments->dem, "ground levels, metres above Hòn Dấu, any raster")
      ->type_name("F.tif");
  app.add_option(
         "--layer", arguments->layers,
         "a survey that replaces a whole layer; repeatable: lanes=F.shp, lanes=F.gpkg:edges, "
         "lanes=PG:\"host=… dbname=…\":table")
      ->type_name("NAME=F[:LAYER]")
      ->expected(1)
      ->take_all();
  app.add_option("--map", arguments->map, "names columns, encoding and filter of the layers' files")
      ->type_name("F.toml");
  app.add_flag("--fill-missing", arguments->fill_missing,
               "make up what nobody gave: plausible, marked as assumed");
  app.add_option("--seed", arguments->seed, "of what is made up; equal seeds give equal wards")
      ->type_name("N");
  app.add_option("-o,--output", arguments->out, "the ward's folder, which must not exist")
      ->required()
      ->type_name("WARD_DIR");
  return [arguments](const Terminal& terminal) { return import(*arguments, terminal); };
}

}  // namespace twin
