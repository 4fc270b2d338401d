#include "layers/layer_rows.h"

#include <algorithm>
#include <sstream>

#include "engine/base/nearest.h"

namespace twin {
namespace {

Text name_of(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::point:
      return tr("a point", "một điểm");
    case GeometryKind::line:
      return tr("a line of at least two points", "một đường từ hai điểm trở lên");
    case GeometryKind::polygon:
      return tr("a polygon", "một vùng");
    case GeometryKind::none:
      break;
  }
  return tr("no geometry", "không có hình học");
}

Text name_of(const Geometry& geometry) {
  if (std::holds_alternative<Point>(geometry)) return name_of(GeometryKind::point);
  if (const auto* line = std::get_if<Polyline>(&geometry)) {
    return line->size() < 2 ? tr("a line without length", "một đường không có chiều dài")
                            : tr("a line", "một đường");
  }
  if (std::holds_alternative<Polygon>(geometry)) return name_of(GeometryKind::polygon);
  return name_of(GeometryKind::none);
}

bool fits(const Feature& feature, GeometryKind kind) {
  switch (kind) {
    case GeometryKind::point:
      return feature.point().has_value();
    case GeometryKind::line:
      return feature.line().size() >= 2;
    case GeometryKind::polygon:
      return feature.polygon().outer.size() >= 3;
    case GeometryKind::none:
      break;
  }
  return true;
}

Text source_words() {
  return tr("one of surveyed, open data, assumed", "một trong surveyed, open data, assumed");
}
Text counts_as_assumed() {
  return tr("the feature counts as assumed", "đối tượng được coi là giả định");
}
Text source_hint() {
  return tr("write surveyed only where somebody measured it",
            "chỉ ghi surveyed cho đối tượng đã có người đo");
}

}  // namespace

LayerSpec with_common_columns(LayerSpec spec) {
  spec.columns.insert(spec.columns.begin(), {.name = "id",
                                             .kind = ColumnKind::text,
                                             .en = "the survey's number",
                                             .vi = "mã của đối tượng trong hồ sơ khảo sát",
                                             .required = true});
  spec.columns.insert(spec.columns.end(),
                      {{.name = "source",
                        .kind = ColumnKind::text,
                        .en = "where the geometry comes from",
                        .vi = "nguồn của hình học: khảo sát, dữ liệu mở, hay giả định"},
                       {.name = "method",
                        .kind = ColumnKind::text,
                        .en = "how it was made up, where it is assumed",
                        .vi = "cách suy ra, khi là giả định"},
                       {.name = "seed",
                        .kind = ColumnKind::integer,
                        .en = "of the random numbers used",
                        .vi = "hạt giống của số ngẫu nhiên đã dùng"},
                       {.name = "assumed",
                        .kind = ColumnKind::text,
                        .en = "its other assumed columns",
                        .vi = "các cột giả định khác của đối tượng"}});
  return spec;
}

void read(const SpecRow& row, std::string_view column, std::string& value) {
  value = row.text_or(column, value);
}
void read(const SpecRow& row, std::string_view column, double& value) {
  value = row.number_or(column, value);
}
void read(const SpecRow& row, std::string_view column, std::optional<double>& value) {
  value = row.number(column);
}
void read(const SpecRow& row, std::string_view column, int& value) {
  value = row.integer_or(column, value);
}
void read(const SpecRow& row, std::string_view column, bool& value) {
  value = row.flag_or(column, value);
}
void read(const SpecRow& row, Point& place) { place = *row.feature().point(); }
void read(const SpecRow& row, Polyline& line) { line = row.feature().line(); }
void read(const SpecRow& row, Polygon& area) { area = row.feature().polygon(); }

Provenances::Provenances(const FeatureTable& table, const LayerSpec& spec, Findings& findings)
    : spec_(spec), findings_(findings), has_sources_(table.has_column("source")) {
  if (has_sources_ || table.empty()) return;
  findings_.add({.where = table.source(),
                 .found = tr("no column 'source'", "không có cột 'source'"),
                 .expected = source_words(),
                 .outcome = counts_as_assumed(),
                 .hint = source_hint(),
                 .layer = std::string(spec.name)});
}

Source Provenances::source_told(const Feature& feature) {
  if (!has_sources_) return Source::assumed;
  const auto said = feature.text("source");
  const Source source = source_of(said.value_or(""));
  if (said && *said == word_of(source)) return source;
  findings_.add(feature.finding("source", said ? Text("'" + *said + "'") : tr("nothing", "ô trống"),
                                source_words(), counts_as_assumed(), source_hint()));
  return Source::assumed;
}

void Provenances::tell_unknown_column(const Feature& feature, const std::string& name) {
  std::vector<std::string> names;
  for (const ColumnSpec& column : spec_.columns) names.emplace_back(column.name);
  findings_.add(
      feature.finding("assumed", "'" + name + "'", expected_name(name, names), counts_as_assumed(),
                      tr("name the layer's columns that nobody measured, separated by blanks",
                         "ghi tên các cột của lớp mà chưa ai đo, cách nhau bằng dấu cách")));
}

Provenance Provenances::of(const Feature& feature) {
  Provenance provenance{.source = source_told(feature),
                        .method = feature.text("method").value_or(""),
                        .seed = static_cast<std::int64_t>(feature.number("seed").value_or(0.0))};
  std::istringstream words(feature.text("assumed").value_or(""));
  for (std::string word; words >> word;) {
    const bool known =
        std::ranges::find(spec_.columns, word, &ColumnSpec::name) != spec_.columns.end();
    if (!known) {
      // Nobody knows which column was meant, so all of them are.
      provenance.source = Source::assumed;
      tell_unknown_column(feature, word);
    }
    provenance.assumed.push_back(std::move(word));
  }
  return provenance;
}

void add_row(FeatureTable& table, const std::string& id, Geometry geometry,
             std::vector<Value> values, const Provenance& provenance) {
  std::string assumed;
  for (const std::string& column : provenance.assumed) {
    assumed += (assumed.empty() ? "" : " ") + column;
  }
  const bool seeded = provenance.source == Source::assumed || !provenance.assumed.empty();
  values.insert(values.begin(), cell(id));
  values.insert(values.end(),
                {cell(std::string(word_of(provenance.source))), cell(provenance.method),
                 seeded ? cell(static_cast<double>(provenance.seed)) : Value{}, cell(assumed)});
  table.add(static_cast<std::int64_t>(table.size()) + 1, std::move(geometry), std::move(values));
}

FeatureTable empty_table(const LayerSpec& spec) {
  const std::string name(spec.name);
  return {"ward.gpkg, layer '" + name + "'", name, spec.table_columns()};
}

std::string RowIds::of(const Feature& feature, const LayerSpec& spec, Findings& findings) {
  const auto given = feature.text("id");
  const std::string wanted = given && !given->empty()
                                 ? *given
                                 : std::string(spec.name) + "-" + std::to_string(feature.fid());
  std::string id = wanted;
  for (int copy = 2; !taken_.insert(id).second; ++copy) id = wanted + "." + std::to_string(copy);
  if (id != wanted && given) {
    findings.add(feature.finding("id", tr("'" + wanted + "' once more", "'" + wanted + "' lặp lại"),
                                 tr("an id of its own", "một mã riêng"),
                                 tr("it is called '", "được gọi là '") + id + "'",
                                 tr("give each feature a number of its own in the column id; where "
                                    "it was drawn twice, delete one",
                                    "đặt mã riêng cho từng đối tượng ở cột id; nếu bị vẽ hai lần "
                                    "thì xóa bớt một")));
  }
  return id;
}

bool has_geometry(const Feature& feature, const LayerSpec& spec, Findings& findings) {
  if (fits(feature, spec.geometry)) return true;
  findings.add(
      feature.finding({}, name_of(feature.geometry()), name_of(spec.geometry),
                      tr("the feature is left out", "đối tượng bị bỏ ra"),
                      tr("draw it as such, or delete the row; in QGIS Processing → Toolbox "
                         "converts lines to polygons and polygons to points (Centroids)",
                         "vẽ lại đúng loại hình hoặc xóa dòng; trong QGIS, Processing → "
                         "Toolbox có công cụ đổi đường thành vùng, vùng thành điểm "
                         "(Centroids)")));
  return false;
}

}  // namespace twin
