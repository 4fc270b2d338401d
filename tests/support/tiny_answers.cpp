#include "tests/support/tiny_answers.h"

#include "engine/results/bundle_writer.h"
#include "tests/support/tiny_ward.h"

namespace twin {
namespace {

Point at(double x_m, double y_m) { return {kTinyWest_m + x_m, kTinySouth_m + y_m}; }

Column text(const char* name) { return {.name = name, .kind = ColumnKind::text}; }

FeatureTable rows_for_b1(const char* name, const Geometry& geometry) {
  FeatureTable table("tiny", name, {text("id"), text("shown_for")});
  table.add(1, geometry, {std::string(name) + "1", "B1"});
  return table;
}

const Ramp& way_ramp() {
  static const Ramp ramp{.name = "way",
                         .classes = {{0.0, "#1a9850", "near", "gần"},
                                     {50.0, "#fdae61", "farther", "xa hơn"},
                                     {500.0, "#d73027", "far", "xa"}}};
  return ramp;
}

const Ramp& chance_ramp() {
  static const Ramp ramp{.name = "chance",
                         .classes = {{0.0, "#ffffff", "hardly ever", "hầu như không"},
                                     {0.1, "#fdae61", "now and then", "thỉnh thoảng"},
                                     {0.5, "#d73027", "often", "thường xuyên"}},
                         .in_words = true};
  return ramp;
}

ResultField length_of(const char* table, const char* name, const char* en, const char* vi) {
  return {.name = name,
          .unit = "m",
          .kind = FieldKind::column,
          .table = table,
          .en = en,
          .vi = vi,
          .ramp = &way_ramp(),
          .decimals = 0};
}

std::vector<ResultField> fields() {
  return {length_of("routes", "way_m", "way of the engine", "đường xe đi"),
          length_of("stops", "walk_m", "from the stop to the door", "từ điểm dừng đến cửa nhà"),
          {.name = "reason",
           .unit = "1",
           .kind = FieldKind::text,
           .table = "stops",
           .en = "what it is",
           .vi = "là gì"},
          {.name = "reason_en",
           .unit = "1",
           .kind = FieldKind::text,
           .table = "stops",
           .en = "what it is, in English",
           .vi = "là gì, tiếng Anh"},
          length_of("hoses", "hose_m", "hose laid", "vòi phải trải"),
          {.name = "flooded_chance",
           .unit = "1",
           .kind = FieldKind::grid,
           .en = "chance of being flooded in a year",
           .vi = "xác suất bị ngập trong năm",
           .ramp = &chance_ramp(),
           .decimals = 2}};
}

Grid<float> chances() {
  const GridFrame frame{.north_west = at(0.0, 160.0), .cell_m = 2.0, .rows = 80, .cols = 120};
  Grid<float> chance(frame, 0.0F);
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < 60; ++col) chance({row, col}) = col < 30 ? 0.7F : 0.2F;
  }
  return chance;
}

Manifest heading(const std::filesystem::path& ward_folder) {
  Manifest manifest = tiny_manifest(ward_folder);
  manifest.run_hash = "fedcba9876543210";
  manifest.scenario = "answers";
  manifest.scenario_title = tr("Answers", "Trả lời");
  manifest.title = "Chữa cháy nhà B1";
  return manifest;
}

}  // namespace

void write_tiny_answers(const std::filesystem::path& folder,
                        const std::filesystem::path& ward_folder) {
  const std::vector<ResultField> declared = fields();
  BundleWriter out(folder, heading(ward_folder), declared, PartialFolder::Start::afresh);
  out.table(rows_for_b1("routes", Polyline{at(20, 20), at(20, 42), at(60, 42), at(60, 56)}));
  out.table(rows_for_b1("stops", at(60, 56)));
  out.table(rows_for_b1("hoses", Polyline{at(60, 56), at(51, 56)}));
  const auto one = [&](const char* table, const char* field, double value) {
    out.column(table, field, std::vector<double>{value});
  };
  one("routes", "way_m", 76.0);
  one("stops", "walk_m", 9.0);
  out.texts("stops", "reason", std::vector<std::string>{"điểm dừng xe"});
  out.texts("stops", "reason_en", std::vector<std::string>{"the engine stops"});
  one("hoses", "hose_m", 9.0);
  out.grid("flooded_chance", chances());
  out.write(Progress{});
  out.finish();
}

}  // namespace twin
