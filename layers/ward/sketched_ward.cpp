#include "layers/ward/sketched_ward.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

#include "engine/base/data_folder.h"
#include "engine/base/partial_folder.h"
#include "engine/base/sha256.h"
#include "layers/assumed/fill_missing.h"
#include "layers/assumed/sketch.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStampName = "made_from.sha256";

/// Tells whether two makings give the same ward.
std::string stamp_of(const fs::path& sketch, const WardHeader& header, const fs::path& assumed) {
  std::string all = "version " + std::to_string(kMakingVersion) + ", seed " +
                    std::to_string(header.seed) + ", " + header.crs + "\n" +
                    sha256_of_file(sketch) + "\n";
  std::vector<fs::path> tables;
  for (const auto& item : fs::directory_iterator(assumed)) {
    if (item.path().extension() == ".toml") tables.push_back(item.path());
  }
  std::ranges::sort(tables);
  for (const fs::path& table : tables) all += sha256_of_file(table) + "\n";
  return sha256_of_text(all);
}

bool is_there(const fs::path& folder, const std::string& stamp) {
  if (!fs::exists(folder / "ward.gpkg") || !fs::exists(folder / "dem.tif")) return false;
  std::ifstream file(folder / kStampName);
  const std::string found{std::istreambuf_iterator<char>(file), {}};
  return found == stamp + "\n";
}

/// Writes into a folder of its own first; the stamp comes last, so what it vouches for is whole.
void put_in_place(const fs::path& folder, const std::string& stamp, const std::string& crs,
                  const WardLayers& layers) {
  const PartialFolder making(folder / ("making-" + std::to_string(getpid())));
  write_layers(making.path(), crs, layers);
  write_file(making.path() / kStampName, stamp + "\n");
  std::error_code failed;
  fs::remove(folder / kStampName, failed);
  for (const char* name : {"ward.gpkg", "dem.tif", kStampName}) {
    fs::rename(making.path() / name, folder / name, failed);
    if (failed) {
      throw OutputError(
          {.where = (folder / name).string(),
           .found = failed.message(),
           .expected = tr("a folder that can be written", "thư mục ghi được"),
           .outcome = tr("the ward is made elsewhere", "phường được tạo ở nơi khác")});
    }
  }
  fs::remove(making.path(), failed);
}

WardLayers made(const fs::path& sketch, const WardHeader& header, const fs::path& assumed,
                const Progress& progress) {
  const AssumedTable table = load_assumed_table(assumed);
  WardLayers layers = ward_from_sketch(TomlTable::read(sketch), table, header.seed);
  Findings nothing_to_tell;  // that all of it is made up stands in ward.toml
  fill_missing(layers, table, header.seed, nothing_to_tell, progress);
  return layers;
}

}  // namespace

fs::path folder_made_from_sketch(const fs::path& toml_file, const WardHeader& header,
                                 const Progress& progress) {
  const fs::path beside = fs::absolute(toml_file).parent_path();
  const fs::path sketch = beside / header.sketch;
  const fs::path assumed = data_folder() / "assumed";
  const std::string stamp = stamp_of(sketch, header, assumed);
  const fs::path elsewhere = fs::temp_directory_path() / ("wardtwin-" + stamp.substr(0, 16));
  if (is_there(beside, stamp)) return toml_file.parent_path();
  if (is_there(elsewhere, stamp)) return elsewhere;
  const WardLayers layers = made(sketch, header, assumed, progress);
  try {
    put_in_place(beside, stamp, header.crs, layers);
    return toml_file.parent_path();
  } catch (const OutputError&) {
    fs::create_directories(elsewhere);
    put_in_place(elsewhere, stamp, header.crs, layers);
    return elsewhere;
  }
}

}  // namespace twin
