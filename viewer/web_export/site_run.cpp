#include "viewer/web_export/site_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/results/list_file.h"
#include "viewer/look/lookup.h"
#include "viewer/look/palette.h"
#include "viewer/model/facts.h"
#include "viewer/model/glance.h"
#include "viewer/model/grid_instant.h"
#include "viewer/model/on_demand.h"
#include "viewer/model/row_values.h"
#include "viewer/model/ward_version.h"
#include "viewer/web_export/packed.h"
#include "viewer/web_export/run_table.h"

namespace twin {
namespace {

constexpr int kTile = 128;  // cells: values of a place are fetched by such squares
constexpr std::size_t kBandBytes = std::size_t{256} << 20U;  // of values held while tiles are made
constexpr double kMillimetre = 0.001;
constexpr std::size_t kMostJudged = 6;  // measures told at a glance, as in the window

const char* word_of(ShownAs as) {
  switch (as) {
    case ShownAs::water:
      return "water";
    case ShownAs::ground:
      return "ground";
    case ShownAs::lines:
      return "lines";
    case ShownAs::buildings:
      return "buildings";
    case ShownAs::areas:
      return "areas";
    case ShownAs::points:
      return "points";
    case ShownAs::nothing:
      break;
  }
  return "nothing";
}

// ------------------------------------------------------------------------ what a field tells of it

/// JSON has no infinity.
Json bound(double value) { return std::abs(value) < 1e200 ? Json(value) : Json(); }

/// The classes of a legend, each with its colours by palette.
Json legend_json(const ManifestField& field) {
  const std::vector<LegendClass> declared = legend_of(field);
  Json classes = Json::array();
  for (const LegendClass& one : declared) {
    classes.push_back(
        {{"from", bound(one.from)}, {"label", json_of(one.label())}, {"colours", Json::object()}});
  }
  for (const Palette palette : kPalettes) {
    const std::vector<LegendClass> legend = recoloured(declared, palette, field);
    for (std::size_t i = 0; i < legend.size(); ++i) {
      classes[i]["colours"][std::string(name_of(palette))] = legend[i].colour;
    }
  }
  return classes;
}

/// The strip of a legend by the steps at which its class changes; -1: none.
Json strip_json(std::vector<LegendClass> legend) {
  // Numbers of classes in the place of colours, which change with the palette.
  for (std::size_t i = 0; i < legend.size(); ++i) legend[i].colour = fmt::format("#{:06x}", i);
  const Lookup lookup = lookup_of(legend);
  Json runs = Json::array();
  for (std::size_t i = 0; i < lookup.colours.size(); ++i) {
    if (i > 0 && lookup.colours[i] == lookup.colours[i - 1]) continue;
    const auto& [high, middle, low, alpha] = lookup.colours[i];
    runs.push_back(Json::array({i, alpha == 0 ? -1 : 65536 * high + 256 * middle + low}));
  }
  return {{"least", lookup.least}, {"most", lookup.most}, {"runs", runs}};
}

/// `has_legend`: also of what is drawn on demand only, though it is no field to choose.
Json field_json(const Manifest& manifest, const ManifestField& field, ShownAs as, bool has_legend) {
  const Text meaning =
      field.kind == FieldKind::text ? told_meaning(manifest, field) : field.meaning;
  Json json = {{"name", field.name},
               {"kind", word_of(field.kind)},
               {"table", field.table},
               {"as", word_of(as)},
               {"unit", json_of(unit_for_people(field.unit))},
               {"meaning", json_of(meaning.empty() ? Text(field.name) : meaning)},
               {"decimals", field.decimals},
               {"instant", field.instant},
               {"picture", field.picture},
               {"range", Json::array({field.least ? bound(*field.least) : Json(),
                                      field.most ? bound(*field.most) : Json()})}};
  if (!has_legend) return json;
  const std::vector<LegendClass> legend = legend_of(field);
  json["legend"] = legend_json(field);
  json["strip"] = strip_json(legend);
  if (field.ramp) json["ramp_source"] = json_of(field.ramp->source);
  if (as == ShownAs::water) json["wet_from_m"] = wet_from_m(legend);
  return json;
}

/// From the first to the last instant of a field: beyond them nothing is known of it. Null where it
/// has no time.
Json span_json(const std::vector<double>& times_s) {
  return times_s.empty() ? Json() : Json::array({times_s.front(), times_s.back()});
}

// -------------------------------------------------------------------------------------- the grids

/// Of a value as it is drawn (viewer/shapes/drawn_grid.h).
std::uint16_t code_of_drawn(float value, const CodeScale& scale) {
  if (value == kNothing) return CodeScale::kNothing;
  const bool known = std::isfinite(value) && value != kNotComputed;
  return known ? scale.code_of(value) : CodeScale::kNotComputed;
}

std::vector<std::uint16_t> codes_of_drawn(std::span<const float> values, const CodeScale& scale) {
  std::vector<std::uint16_t> codes(values.size());
  std::ranges::transform(values, codes.begin(),
                         [&](float value) { return code_of_drawn(value, scale); });
  return codes;
}

Grid<float> part_of(const Grid<float>& values, int first_row, int rows) {
  GridFrame frame = values.frame();
  frame.north_west.y_m -= first_row * frame.cell_m;
  frame.rows = rows;
  Grid<float> part(frame, 0.0F);
  part.values() = values.values().middleRows(first_row, rows);
  return part;
}

/// Adds the files of one grid, still or through time.
class GridFiles {
 public:
  GridFiles(const Session& session, std::size_t run, const ManifestField& field,
            const Instants& instants, const AddFile& add)
      : world_(session.world()),
        run_(*session.runs()[run]),
        field_(field),
        water_(run_.shown_as(field) == ShownAs::water),
        stem_(fmt::format("data/run{}_{}", run, field.name)),
        scale_(scale_over(*field.least, *field.most, std::pow(10.0, -field.decimals - 1))),
        add_(add) {
    if (field.kind == FieldKind::frames) times_s_ = run_.bundle().frame_times_s(field.name);
    indices_.resize(std::max<std::size_t>(1, times_s_.size()));
    for (std::size_t i = 0; i < indices_.size(); ++i) indices_[i] = i;
    if (!instants.only_since_s) return;
    indices_ = {static_cast<std::size_t>(index_among(times_s_, *instants.only_since_s) + 1e-6)};
  }

  Json write(const Progress& progress) {
    const GridFrame frame = values_at(indices_.front()).frame();
    const std::size_t row_bytes = 2 * indices_.size() * static_cast<std::size_t>(frame.cols);
    const int tiles_a_band = std::max(1, static_cast<int>(kBandBytes / (row_bytes * kTile)));
    const int band_rows = tiles_a_band * kTile;
    for (int row = 0; row < frame.rows; row += band_rows) {
      write_band(frame, row, std::min(band_rows, frame.rows - row), progress);
    }
    Json times = Json::array();
    if (!times_s_.empty()) {
      for (const std::size_t index : indices_) times.push_back(times_s_[index]);
    }
    Json json = {{"times_s", times},
                 {"span_s", span_json(times_s_)},
                 {"peak", peak_},
                 {"missing", true},  // no grid covers all of a ward
                 {"never", run_.computed_field(field_) != nullptr},
                 {"picture", picture_json()},
                 {"values",
                  {{"file", stem_ + ".at_{row}_{col}.bin"},
                   {"tile", kTile},
                   {"rows", frame.rows},
                   {"cols", frame.cols},
                   {"cell_m", frame.cell_m},
                   {"west_m", frame.north_west.x_m - world_.origin.x_m},
                   {"north_m", frame.north_west.y_m - world_.origin.y_m},
                   {"offset", scale_.offset},
                   {"step", scale_.step}}}};
    if (water_) json["spots"] = std::move(spots_);
    return json;
  }

 private:
  /// As they are drawn (viewer/model/row_values.h).
  Grid<float> values_at(std::size_t index) const {
    if (field_.kind == FieldKind::frames) return run_.bundle().frame(field_.name, index);
    Grid<float> values = run_.bundle().grid(field_.name);
    if (const ManifestField* computed = run_.computed_field(field_)) {
      mark_never(values, run_.bundle().grid(computed->name));
    }
    return values;
  }

  Json picture_json() const {
    const CodeScale scale = picture_scale();
    return {{"file", stem_ + ".{index}.bin"}, {"offset", scale.offset}, {"step", scale.step}};
  }

  CodeScale picture_scale() const {
    // Depths to draw go below 0, where a shoreline lies (drawable_depth_m).
    return water_ ? CodeScale{.offset = -1.0, .step = kMillimetre} : scale_;
  }

  GridOrder order() const {
    return {.of = {.bundle = &run_.bundle(),
                   .field = &field_,
                   .times_s = times_s_,
                   .areas = {},
                   .computed = run_.computed_field(field_)},
            .before = {},
            .as = run_.shown_as(field_),
            .of_water = water_,
            .wet_from_m = wet_from_m(legend_of(field_))};
  }

  /// As the window draws it.
  void write_picture(std::size_t number, const Grid<float>& values) {
    const GridInstant now =
        grid_instant(world_, order(), values_onto(world_.ground.frame(), values));
    const std::vector<std::uint16_t> codes = codes_of_drawn(now.drawn.texels, picture_scale());
    add_(fmt::format("{}.{}.bin", stem_, number), packed_codes(codes, now.drawn.frame.cols));
    if (water_) spots_.push_back(spots_json(now.told));
    const double sum = sum_for_peak(now.values, water_, world_.always_wet);
    if (number > 0 && sum <= greatest_sum_) return;
    greatest_sum_ = sum;
    peak_ = number;
  }

  Json spots_json(const std::vector<DepthSpot>& told) const {
    Json spots = Json::array();
    for (const DepthSpot& spot : told) {
      spots.push_back(Json::array({std::round(10.0 * (spot.at.x_m - world_.origin.x_m)) / 10.0,
                                   std::round(10.0 * (spot.at.y_m - world_.origin.y_m)) / 10.0,
                                   std::round(1000.0 * spot.depth_m) / 1000.0}));
    }
    return spots;
  }

  /// Reads every instant once for a band of rows and writes its tiles; the first band also writes
  /// the pictures.
  void write_band(const GridFrame& frame, int first_row, int rows, const Progress& progress) {
    std::vector<std::uint16_t> codes;
    const auto cols = static_cast<std::size_t>(frame.cols);
    const std::size_t a_time = static_cast<std::size_t>(rows) * cols;
    codes.reserve(indices_.size() * a_time);
    for (std::size_t number = 0; number < indices_.size(); ++number) {
      const Grid<float> read = values_at(indices_[number]);
      if (first_row == 0) write_picture(number, read);
      const Grid<float> part = part_of(read, first_row, rows);
      const std::span<const float> values(part.values().data(), a_time);
      const auto band = codes_of_drawn(values, scale_);
      codes.insert(codes.end(), band.begin(), band.end());
      progress.checkpoint(static_cast<double>(number + 1) / static_cast<double>(indices_.size()),
                          tr("writing ", "đang ghi ") + field_.meaning);
    }
    for (int row = 0; row < rows; row += kTile) {
      for (int col = 0; col < frame.cols; col += kTile) {
        const int tile_rows = std::min(kTile, rows - row);
        const int tile_cols = std::min(kTile, frame.cols - col);
        std::vector<std::uint16_t> part;
        part.reserve(indices_.size() * static_cast<std::size_t>(tile_rows * tile_cols));
        for (std::size_t number = 0; number < indices_.size(); ++number) {
          for (int r = row; r < row + tile_rows; ++r) {
            const auto from =
                codes.begin() +
                static_cast<std::ptrdiff_t>(number * a_time + static_cast<std::size_t>(r) * cols +
                                            static_cast<std::size_t>(col));
            part.insert(part.end(), from, from + tile_cols);
          }
        }
        add_(fmt::format("{}.at_{}_{}.bin", stem_, (first_row + row) / kTile, col / kTile),
             packed_codes(part, tile_cols));
      }
    }
  }

  const World& world_;
  const Run& run_;
  const ManifestField& field_;
  bool water_;
  std::string stem_;
  CodeScale scale_;
  const AddFile& add_;
  std::vector<double> times_s_;
  std::vector<std::size_t> indices_;
  Json spots_ = Json::array();
  std::size_t peak_ = 0;
  double greatest_sum_ = 0.0;
};

// --------------------------------------------------------------------------- values of rows of
// tables

std::size_t peak_of(const FeatureValues& values) {
  std::size_t peak = 0;
  double greatest = -1e300;
  for (std::size_t time = 0; time < values.times_s.size(); ++time) {
    double sum = 0.0;
    for (std::size_t row = 0; row < values.rows; ++row) {
      const float value = values.values[time * values.rows + row];
      if (std::isfinite(value) && !never_happened(value)) sum += value;
    }
    if (sum <= greatest) continue;
    greatest = sum;
    peak = time;
  }
  return peak;
}

/// Only the instant that holds then.
FeatureValues at_instant(const FeatureValues& values, double time_s) {
  const auto index = static_cast<std::size_t>(values.index_at(time_s) + 1e-6);
  const auto first = values.values.begin() + static_cast<std::ptrdiff_t>(index * values.rows);
  return {.times_s = {values.times_s[index]},
          .rows = values.rows,
          .values = {first, first + static_cast<std::ptrdiff_t>(values.rows)}};
}

/// What a legend has rows for beside its classes, of the values of a table's rows.
template <typename Number>
Json without_value(const RunTable& table, ShownAs as, const std::vector<Number>& values) {
  const auto is_none = [](Number value) { return std::isnan(value); };
  const auto is_never = [](Number value) { return never_happened(static_cast<float>(value)); };
  const bool beside = as == ShownAs::areas || (as == ShownAs::buildings && table.lacks_rows());
  return {{"missing", beside || std::ranges::any_of(values, is_none)},
          {"never", std::ranges::any_of(values, is_never)}};
}

Json write_series(const Run& run, const ManifestField& field, const RunTable& table,
                  const Instants& instants, const std::string& path, const AddFile& add) {
  FeatureValues values = drawn_rows(run, field);
  const Json span_s = span_json(values.times_s);
  const Json without = without_value(table, run.shown_as(field), values.values);
  if (instants.only_since_s && !values.times_s.empty()) {
    values = at_instant(values, *instants.only_since_s);
  }
  add(path,
      packed_numbers(std::span<const float>(on_site_rows(table, values.values, values.rows))));
  Json json = {{"times_s", values.times_s},
               {"span_s", span_s},
               {"peak", peak_of(values)},
               {"file", path},
               {"numbers", "float32"}};
  json.update(without);
  return json;
}

Json write_column(const Run& run, const ManifestField& field, const RunTable& table,
                  const std::string& path, const AddFile& add) {
  std::vector<double> column = run.bundle().column(field.table, field.name);
  const FeatureValues drawn = drawn_rows(run, field);
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (never_happened(drawn.values[row])) column[row] = kNothing;
  }
  add(path, packed_numbers(std::span<const double>(on_site_rows(table, column, column.size()))));
  Json json = {{"times_s", Json::array()},
               {"span_s", span_json({})},
               {"peak", 0},
               {"file", path},
               {"numbers", "float64"}};
  json.update(without_value(table, run.shown_as(field), column));
  return json;
}

Json heading_json(const Session& session, std::size_t run_number) {
  const Run& run = *session.runs()[run_number];
  const Manifest& manifest = run.manifest();
  return {{"title", json_of(name_of_run(session, run_number))},
          {"scenario", manifest.scenario},
          {"scenario_title", json_of(manifest.scenario_title)},
          {"run_hash", manifest.run_hash},
          {"assumed", manifest.built_on_assumed_data()},
          {"ward_changed", files_changed_since(manifest, session.ward().folder)},
          {"program_version", manifest.program_version},
          {"start", manifest.start},
          {"start_s", run.start_s()},
          {"has_clock", run.has_clock()}};
}

/// `judged`: a choice is judged by it.
Json measures_json(const Run& run) {
  const Manifest& manifest = run.manifest();
  const std::vector<const ManifestField*> judged = judged_measures(manifest, kMostJudged);
  Json measures = Json::array();
  for (const ManifestField& field : manifest.fields) {
    const auto value = manifest.measures.find(field.name);
    if (field.kind != FieldKind::measure || value == manifest.measures.end()) continue;
    measures.push_back({{"name", field.name},
                        {"meaning", json_of(meaning_of(field))},
                        {"value", json_of(shown_result(run, field, value->second))},
                        {"judged", std::ranges::find(judged, &field) != judged.end()}});
  }
  return measures;
}

/// What the scenario changed of the ward before it ran.
Json changes_json(const Manifest& manifest) {
  Json changes = Json::array();
  for (const UsedChange& change : manifest.changes) {
    changes.push_back({{"title", json_of(change.title.empty() ? Text(change.name) : change.title)},
                       {"effect", json_of(change.effect)}});
  }
  return changes;
}

bool has_values(const ManifestField& field) { return field.least && field.most; }

}  // namespace

std::vector<const ManifestField*> fields_on_site(const Manifest& manifest,
                                                 const ToldColumns& told) {
  std::vector<const ManifestField*> fields;
  for (const ManifestField& field : manifest.fields) {
    if (field.kind != FieldKind::measure && told.tells(field)) fields.push_back(&field);
  }
  return fields;
}

Json write_run(const Session& session, const ToldColumns& told, std::size_t run_number,
               const Instants& instants, const std::string& generator, const AddFile& add,
               const Progress& progress) {
  const Run& run = *session.runs()[run_number];
  const Manifest& manifest = run.manifest();
  Json json = heading_json(session, run_number);
  json["measures"] = measures_json(run);
  json["changes"] = changes_json(manifest);
  std::map<std::string, RunTable> tables;
  json["tables"] = Json::array();
  for (const std::string& name : run.bundle().tables()) {
    const RunTable& table = tables.emplace(name, run_table_of(session, run, name)).first->second;
    json["tables"].push_back(write_run_table(session, told, run_number, table, generator, add));
  }
  json["fields"] = Json::array();
  const std::vector<const ManifestField*> fields = fields_on_site(manifest, told);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const ManifestField& field = *fields[i];
    const auto count = static_cast<double>(fields.size());
    const Progress part =
        progress.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
    const ShownAs as = has_values(field) ? run.shown_as(field) : ShownAs::nothing;
    const bool demanded =
        field.kind == FieldKind::column && is_on_demand(run.bundle().table(field.table));
    const bool has_legend = as != ShownAs::nothing || (demanded && has_values(field));
    Json one = field_json(manifest, field, as, has_legend);
    const std::string path =
        fmt::format("data/run{}_{}.{}.bin", run_number, field.table, field.name);
    if (field.kind == FieldKind::text) {
      // told with its table
    } else if (field.kind == FieldKind::series) {
      one.update(write_series(run, field, tables.at(field.table), instants, path, add));
    } else if (field.kind == FieldKind::column) {
      one.update(write_column(run, field, tables.at(field.table), path, add));
    } else if (has_values(field)) {
      one.update(GridFiles(session, run_number, field, instants, add).write(part));
    }
    json["fields"].push_back(std::move(one));
    part.checkpoint(1.0, tr("writing ", "đang ghi ") + field.meaning);
  }
  return json;
}

}  // namespace twin
