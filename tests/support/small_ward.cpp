#include "tests/support/small_ward.h"

#include "engine/base/data_folder.h"
#include "engine/base/progress.h"
#include "layers/assumed/fill_missing.h"
#include "layers/assumed/sketch.h"

namespace twin::test {
namespace {

constexpr std::int64_t kSeed = 7;

// 300 m by 240 m: the street Long Não in the south, Xà Cừ in the west, Ven Sông beside the river,
// and between them a village of lanes off all three.
constexpr const char* kSketch = R"(
name = "Phường thử"
code = "00000"
residents = 1750
origin = [582000.0, 2324000.0]
outline = [[0, 0], [300, 0], [300, 240], [0, 240]]

[[river]]
name = "Sông Tô Lịch"
line = [[300, -60], [296, 120], [300, 300]]
width_m = 20

[[street]]
name = "Long Não"
class = "secondary"
lanes = 4
line = [[-60, 14], [120, 12], [280, 14]]
[[street]]
name = "Xà Cừ"
class = "tertiary"
line = [[12, -60], [14, 120], [12, 300]]
[[street]]
name = "Ven Sông"
class = "residential"
line = [[272, 6], [268, 120], [272, 300]]

[[lane]]
width_m = 3.4
line = [[70, 12.5556], [72, 60], [66, 110], [70, 160], [66, 214]]
[[lane]]
width_m = 2.6
line = [[140, 12.25], [138, 50], [146, 96], [140, 150], [144, 205]]
[[lane]]
width_m = 3.0
line = [[205, 13.0625], [208, 60], [202, 104]]
[[lane]]
width_m = 2.2
line = [[66, 110], [100, 104], [146, 96]]
[[lane]]
width_m = 1.8
line = [[70, 160], [96, 164], [112, 160]]
[[lane]]
width_m = 2.8
line = [[268, 120], [240, 126], [202, 128], [172, 130]]
[[lane]]
width_m = 1.4
line = [[202, 128], [204, 160], [200, 190]]
[[lane]]
width_m = 2.4
line = [[268.8889, 160], [236, 168], [226, 206]]
[[lane]]
width_m = 3.2
line = [[13.2, 180], [40, 184], [66, 214]]
)";

}  // namespace

WardLayers small_ward_layers() {
  AssumedTable table = load_assumed_table(data_folder() / "assumed");
  table.replace("terrain.margin_m", {60.0});
  table.replace("fire.cistern_from_m", {80.0});
  table.replace("people.households_a_group", {64.0});
  WardLayers layers = ward_from_sketch(TomlTable::parse(kSketch, "small ward"), table, kSeed);
  Findings findings;
  fill_missing(layers, table, kSeed, findings, Progress{});
  return layers;
}

}  // namespace twin::test
