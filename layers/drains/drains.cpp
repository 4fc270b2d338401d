#include "layers/drains/drains.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<DrainPipe> kDrainPipe{.geometry = &DrainPipe::centreline,
                                     .columns = {{"from_id", &DrainPipe::from_id},
                                                 {"to_id", &DrainPipe::to_id},
                                                 {"shape", &DrainPipe::shape},
                                                 {"height_m", &DrainPipe::height_m},
                                                 {"width_m", &DrainPipe::width_m},
                                                 {"invert_from_m", &DrainPipe::invert_from_m},
                                                 {"invert_to_m", &DrainPipe::invert_to_m},
                                                 {"manning", &DrainPipe::manning},
                                                 {"blocked_share", &DrainPipe::blocked_share}},
                                     .usual = {.shape = "circular"}};

const RowShape<DrainManhole> kDrainManhole{
    .geometry = &DrainManhole::place,
    .columns = {{"ground_m", &DrainManhole::ground_m}, {"invert_m", &DrainManhole::invert_m}}};

const RowShape<DrainInlet> kDrainInlet{.geometry = &DrainInlet::place,
                                       .columns = {{"manhole_id", &DrainInlet::manhole_id},
                                                   {"kind", &DrainInlet::kind},
                                                   {"capacity_m3ps", &DrainInlet::capacity_m3ps},
                                                   {"clogged_share", &DrainInlet::clogged_share}},
                                       .usual = {.kind = "grate"}};

const RowShape<DrainOutfall> kDrainOutfall{
    .geometry = &DrainOutfall::place,
    .columns = {{"kind", &DrainOutfall::kind}, {"invert_m", &DrainOutfall::invert_m}},
    .usual = {.kind = "river_flap"}};

const RowShape<DrainPump> kDrainPump{
    .geometry = &DrainPump::place,
    .columns = {{"node_id", &DrainPump::node_id}, {"capacity_m3ps", &DrainPump::capacity_m3ps}}};

}  // namespace

const LayerSpec& drain_pipes_spec() {
  static const LayerSpec spec =
      with_common_columns({.name = "drain_pipes",
                           .geometry = GeometryKind::line,
                           .en = "drain pipes",
                           .vi = "cống thoát nước",
                           .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
                           .columns = {{.name = "from_id",
                                        .kind = ColumnKind::text,
                                        .en = "manhole upstream",
                                        .vi = "mã hố ga đầu nguồn"},
                                       {.name = "to_id",
                                        .kind = ColumnKind::text,
                                        .en = "manhole or outfall downstream",
                                        .vi = "mã hố ga hoặc cửa xả cuối nguồn"},
                                       {.name = "shape",
                                        .kind = ColumnKind::text,
                                        .en = "shape of the section",
                                        .vi = "hình dạng tiết diện",
                                        .allowed = "circular box"},
                                       {.name = "height_m",
                                        .unit = "m",
                                        .en = "inside height; the diameter where circular",
                                        .vi = "chiều cao lòng cống, là đường kính nếu tròn",
                                        .least = 0.05,
                                        .most = 10},
                                       {.name = "width_m",
                                        .unit = "m",
                                        .en = "inside width; the diameter where circular",
                                        .vi = "bề rộng lòng cống, là đường kính nếu tròn",
                                        .least = 0.05,
                                        .most = 20},
                                       {.name = "invert_from_m",
                                        .unit = "m",
                                        .en = "level of the inside bottom upstream",
                                        .vi = "cao độ đáy cống đầu nguồn",
                                        .least = -20,
                                        .most = 100},
                                       {.name = "invert_to_m",
                                        .unit = "m",
                                        .en = "level of the inside bottom downstream",
                                        .vi = "cao độ đáy cống cuối nguồn",
                                        .least = -20,
                                        .most = 100},
                                       {.name = "manning",
                                        .unit = "s/m^(1/3)",
                                        .en = "Manning roughness",
                                        .vi = "hệ số nhám Manning",
                                        .least = 0.008,
                                        .most = 0.1},
                                       {.name = "blocked_share",
                                        .en = "share of the section blocked by silt",
                                        .vi = "tỷ lệ tiết diện bị bùn lấp",
                                        .least = 0,
                                        .most = 1}}});
  return spec;
}

std::vector<DrainPipe> load_drain_pipes(const FeatureTable& table, Findings& findings) {
  return load_rows(table, drain_pipes_spec(), kDrainPipe, findings);
}

FeatureTable drain_pipes_table(const std::vector<DrainPipe>& pipes) {
  return table_of(pipes, drain_pipes_spec(), kDrainPipe);
}

const LayerSpec& drain_manholes_spec() {
  static const LayerSpec spec =
      with_common_columns({.name = "drain_manholes",
                           .geometry = GeometryKind::point,
                           .en = "manholes",
                           .vi = "hố ga",
                           .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
                           .columns = {{.name = "ground_m",
                                        .unit = "m",
                                        .en = "level of its cover",
                                        .vi = "cao độ nắp",
                                        .least = -20,
                                        .most = 100},
                                       {.name = "invert_m",
                                        .unit = "m",
                                        .en = "level of its bottom",
                                        .vi = "cao độ đáy",
                                        .least = -20,
                                        .most = 100}}});
  return spec;
}

std::vector<DrainManhole> load_drain_manholes(const FeatureTable& table, Findings& findings) {
  return load_rows(table, drain_manholes_spec(), kDrainManhole, findings);
}

FeatureTable drain_manholes_table(const std::vector<DrainManhole>& manholes) {
  return table_of(manholes, drain_manholes_spec(), kDrainManhole);
}

const LayerSpec& drain_inlets_spec() {
  static const LayerSpec spec =
      with_common_columns({.name = "drain_inlets",
                           .geometry = GeometryKind::point,
                           .en = "drain inlets",
                           .vi = "cửa thu nước mưa",
                           .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
                           .columns = {{.name = "manhole_id",
                                        .kind = ColumnKind::text,
                                        .en = "the manhole it drains to",
                                        .vi = "mã hố ga nhận nước"},
                                       {.name = "kind",
                                        .kind = ColumnKind::text,
                                        .en = "grate or kerb opening",
                                        .vi = "song chắn rác hay miệng hàm ếch",
                                        .allowed = "grate kerb"},
                                       {.name = "capacity_m3ps",
                                        .unit = "m3/s",
                                        .en = "what it takes when clean and submerged",
                                        .vi = "khả năng thu khi sạch và ngập",
                                        .least = 0,
                                        .most = 5},
                                       {.name = "clogged_share",
                                        .en = "share of its opening clogged",
                                        .vi = "tỷ lệ bị tắc",
                                        .least = 0,
                                        .most = 1}}});
  return spec;
}

std::vector<DrainInlet> load_drain_inlets(const FeatureTable& table, Findings& findings) {
  return load_rows(table, drain_inlets_spec(), kDrainInlet, findings);
}

FeatureTable drain_inlets_table(const std::vector<DrainInlet>& inlets) {
  return table_of(inlets, drain_inlets_spec(), kDrainInlet);
}

const LayerSpec& drain_outfalls_spec() {
  static const LayerSpec spec =
      with_common_columns({.name = "drain_outfalls",
                           .geometry = GeometryKind::point,
                           .en = "drain outfalls",
                           .vi = "cửa xả",
                           .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
                           .columns = {{.name = "kind",
                                        .kind = ColumnKind::text,
                                        .en = "how it leaves the ward",
                                        .vi = "kiểu cửa xả",
                                        .allowed = "river_flap river_open pumped"},
                                       {.name = "invert_m",
                                        .unit = "m",
                                        .en = "level of its bottom",
                                        .vi = "cao độ đáy",
                                        .least = -20,
                                        .most = 100}}});
  return spec;
}

std::vector<DrainOutfall> load_drain_outfalls(const FeatureTable& table, Findings& findings) {
  return load_rows(table, drain_outfalls_spec(), kDrainOutfall, findings);
}

FeatureTable drain_outfalls_table(const std::vector<DrainOutfall>& outfalls) {
  return table_of(outfalls, drain_outfalls_spec(), kDrainOutfall);
}

const LayerSpec& drain_pumps_spec() {
  static const LayerSpec spec = with_common_columns({.name = "drain_pumps",
                                                     .geometry = GeometryKind::point,
                                                     .en = "drainage pumps",
                                                     .vi = "trạm bơm thoát nước",
                                                     .manager_vi = "Thành phố",
                                                     .columns = {{.name = "node_id",
                                                                  .kind = ColumnKind::text,
                                                                  .en = "the node it empties",
                                                                  .vi = "mã nút được bơm"},
                                                                 {.name = "capacity_m3ps",
                                                                  .unit = "m3/s",
                                                                  .en = "capacity",
                                                                  .vi = "công suất",
                                                                  .least = 0,
                                                                  .most = 100}}});
  return spec;
}

std::vector<DrainPump> load_drain_pumps(const FeatureTable& table, Findings& findings) {
  return load_rows(table, drain_pumps_spec(), kDrainPump, findings);
}

FeatureTable drain_pumps_table(const std::vector<DrainPump>& pumps) {
  return table_of(pumps, drain_pumps_spec(), kDrainPump);
}

}  // namespace twin
