#include "layers/drains/drains.h"

#include "layers/layer_rows.h"

namespace twin {

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
  return load_rows<DrainPipe>(
      table, drain_pipes_spec(), findings, [](const SpecRow& row, const std::string& id) {
        return DrainPipe{.id = id,
                         .from_id = row.text_or("from_id", ""),
                         .to_id = row.text_or("to_id", ""),
                         .centreline = row.feature().line(),
                         .shape = row.text_or("shape", "circular"),
                         .height_m = row.number_or("height_m", 0.4),
                         .width_m = row.number_or("width_m", 0.4),
                         .invert_from_m = row.number_or("invert_from_m", 0.0),
                         .invert_to_m = row.number_or("invert_to_m", 0.0),
                         .manning = row.number_or("manning", 0.015),
                         .blocked_share = row.number_or("blocked_share", 0.0),
                         .provenance = provenance_of(row)};
      });
}

FeatureTable drain_pipes_table(const std::vector<DrainPipe>& pipes) {
  FeatureTable table = empty_table(drain_pipes_spec());
  for (const DrainPipe& item : pipes) {
    add_row(table, item.id, item.centreline,
            {cell(item.from_id), cell(item.to_id), cell(item.shape), cell(item.height_m),
             cell(item.width_m), cell(item.invert_from_m), cell(item.invert_to_m),
             cell(item.manning), cell(item.blocked_share)},
            item.provenance);
  }
  return table;
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
  return load_rows<DrainManhole>(table, drain_manholes_spec(), findings,
                                 [](const SpecRow& row, const std::string& id) {
                                   return DrainManhole{.id = id,
                                                       .place = *row.feature().point(),
                                                       .ground_m = row.number_or("ground_m", 0.0),
                                                       .invert_m = row.number_or("invert_m", 0.0),
                                                       .provenance = provenance_of(row)};
                                 });
}

FeatureTable drain_manholes_table(const std::vector<DrainManhole>& manholes) {
  FeatureTable table = empty_table(drain_manholes_spec());
  for (const DrainManhole& item : manholes) {
    add_row(table, item.id, item.place, {cell(item.ground_m), cell(item.invert_m)},
            item.provenance);
  }
  return table;
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
  return load_rows<DrainInlet>(
      table, drain_inlets_spec(), findings, [](const SpecRow& row, const std::string& id) {
        return DrainInlet{.id = id,
                          .place = *row.feature().point(),
                          .manhole_id = row.text_or("manhole_id", ""),
                          .kind = row.text_or("kind", "grate"),
                          .capacity_m3ps = row.number_or("capacity_m3ps", 0.0),
                          .clogged_share = row.number_or("clogged_share", 0.0),
                          .provenance = provenance_of(row)};
      });
}

FeatureTable drain_inlets_table(const std::vector<DrainInlet>& inlets) {
  FeatureTable table = empty_table(drain_inlets_spec());
  for (const DrainInlet& item : inlets) {
    add_row(table, item.id, item.place,
            {cell(item.manhole_id), cell(item.kind), cell(item.capacity_m3ps),
             cell(item.clogged_share)},
            item.provenance);
  }
  return table;
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
  return load_rows<DrainOutfall>(table, drain_outfalls_spec(), findings,
                                 [](const SpecRow& row, const std::string& id) {
                                   return DrainOutfall{.id = id,
                                                       .place = *row.feature().point(),
                                                       .kind = row.text_or("kind", "river_flap"),
                                                       .invert_m = row.number_or("invert_m", 0.0),
                                                       .provenance = provenance_of(row)};
                                 });
}

FeatureTable drain_outfalls_table(const std::vector<DrainOutfall>& outfalls) {
  FeatureTable table = empty_table(drain_outfalls_spec());
  for (const DrainOutfall& item : outfalls) {
    add_row(table, item.id, item.place, {cell(item.kind), cell(item.invert_m)}, item.provenance);
  }
  return table;
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
  return load_rows<DrainPump>(
      table, drain_pumps_spec(), findings, [](const SpecRow& row, const std::string& id) {
        return DrainPump{.id = id,
                         .place = *row.feature().point(),
                         .node_id = row.text_or("node_id", ""),
                         .capacity_m3ps = row.number_or("capacity_m3ps", 0.0),
                         .provenance = provenance_of(row)};
      });
}

FeatureTable drain_pumps_table(const std::vector<DrainPump>& pumps) {
  FeatureTable table = empty_table(drain_pumps_spec());
  for (const DrainPump& item : pumps) {
    add_row(table, item.id, item.place, {cell(item.node_id), cell(item.capacity_m3ps)},
            item.provenance);
  }
  return table;
}

}  // namespace twin
