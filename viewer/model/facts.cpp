#include "viewer/model/facts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/numbers.h"
#include "engine/results/list_file.h"
#include "engine/space/cells_on_line.h"
#include "engine/space/geometry.h"
#include "viewer/look/words.h"
#include "viewer/model/ward_shapes.h"

namespace twin {
namespace {

constexpr double kWidestWay_m = 60.0;  // no street is wider; a click beside it may mean it
constexpr double kOutline_m = 1.5;     // width of the line round an area that is highlighted
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kRing_m = 1.6;  // radius of that round a point
constexpr double kRingOutline_m = 0.5;

/// Whether a word stands in a text of words separated by blanks.
bool names_word(const std::string& words, const std::string& word) {
  return (" " + words + " ").find(" " + word + " ") != std::string::npos;
}

/// What tells of a feature where it comes from; it is told as a mark at each value.
bool is_provenance(const std::string& column) {
  return column == "assumed" || column == "method" || column == "seed";
}

/// What a run wrote into its table; it is told among what the run says.
bool is_result(const Session& session, const FeatureTable& table, const std::string& column) {
  if (session.ward().layer(table.layer()) == &table) return false;
  return std::ranges::any_of(session.runs(), [&](const auto& run) {
    return run->manifest().field(column, table.layer()) != nullptr;
  });
}

Origin origin_of(const Feature& feature, const std::string& column) {
  if (names_word(feature.text("assumed").value_or(""), column)) return Origin::assumed;
  const auto source = feature.text("source");
  if (!source) return Origin::unsaid;
  switch (source_of(*source)) {
    case Source::surveyed:
      return Origin::surveyed;
    case Source::open_data:
      return Origin::open_data;
    case Source::assumed:
      break;
  }
  return Origin::assumed;
}

/// How what is assumed was made up: "cách giả định: … · hạt giống ngẫu nhiên: 1".
Text how_assumed(const FeatureTable& table, const Feature& feature) {
  Text how;
  for (const Column& column : table.columns()) {
    if (column.name != "method" && column.name != "seed") continue;
    const Text value = shown_cell(feature, column);
    if (value.empty()) continue;
    if (!how.empty()) how += " · ";
    how += title_of_column(column.name) + ": " + value;
  }
  return how;
}

FactSection attributes(const Session& session, const FeatureTable& table, std::size_t row) {
  const Feature& feature = table[row];
  const Text how = how_assumed(table, feature);
  FactSection section{.title = title_of_layer(table.layer()), .facts = {}};
  for (const Column& column : table.columns()) {
    const Text value = shown_cell(feature, column);
    if (value.empty() || is_provenance(column.name)) continue;
    if (is_result(session, table, column.name)) continue;
    Fact fact{.what = title_of_column(column.name), .value = value};
    // An id is nobody's measurement, and the source says itself what it is.
    if (column.name != "id" && column.name != "source")
      fact.origin = origin_of(feature, column.name);
    if (fact.origin == Origin::assumed) fact.note = how;
    section.facts.push_back(std::move(fact));
  }
  return section;
}

void add_addresses(const Session& session, const std::string& building_id, FactSection& section) {
  std::vector<Fact> facts;
  for (const std::string& text : session.ward().addresses->of_building(building_id)) {
    facts.push_back({.what = tr("address", "địa chỉ"), .value = text});
  }
  section.facts.insert(section.facts.begin(), facts.begin(), facts.end());
}

Text not_then() {
  return tr("this result does not reach this time", "kết quả này không có vào lúc đó");
}

Text with_now(Text what) { return what += tr(" (at the time shown)", " (lúc đang xem)"); }

/// Values of one row of a run's table: its columns and texts, and its series at the instant.
void add_row(const Run& run, const RunRow& row, std::optional<double> since_s,
             FactSection& section) {
  for (const ManifestField& field : run.manifest().fields) {
    if (field.table != row.table()) continue;
    Fact fact{.what = meaning_of(field), .value = {}};
    if (field.kind == FieldKind::text) {
      if (!is_told_in(Language::vietnamese, row.read, field.name)) continue;
      fact.what = told_meaning(run.manifest(), field);
      fact.value = told_text(row.read, row.feature(), field.name);
      fact.words = true;
    } else if (field.kind == FieldKind::column) {
      const auto value = row.feature().number(field.name);
      const ManifestField* computed = run.computed_field(field);
      const bool never = !value && computed != nullptr && row.feature().number(computed->name);
      fact.value = never ? words_for_never() : shown_result(run, field, value.value_or(kNone));
    } else if (field.kind == FieldKind::series) {
      fact.what = with_now(fact.what);
      fact.moves = true;
      const auto now = since_s ? instant_at(run.times_s(field), *since_s) : std::nullopt;
      if (now) {
        const auto values = run.bundle().series_of_row(row.table(), field.name, row.row, *now, 1);
        fact.value = shown_result(run, field, values.front());
      } else {
        fact.value = not_then();
      }
    }
    if (!fact.value.empty()) section.facts.push_back(std::move(fact));
  }
}

/// `index`: the instant of a grid through time.
float grid_value(const Run& run, const ManifestField& field, Point p, std::size_t index) {
  const auto cell = run.frame_of(field).cell_at(p);
  if (!cell) return std::nanf("");
  if (field.kind == FieldKind::grid) return run.bundle().grid_at(field.name, *cell);
  return run.bundle().frames_at(field.name, *cell, index, 1).front();
}

/// What a grid says of a place, in words where it says no more.
Text told_grid(const Session& session, const Run& run, const ManifestField& field, Point p,
               std::size_t index) {
  const float value = grid_value(run, field, p, index);
  if (std::isfinite(value)) {
    const bool lasting = run.shown_as(field) == ShownAs::water && session.world().is_always_wet(p);
    const Text told = shown_result(run, field, value);
    return lasting ? told + tr(" (water that is always there, no flood)",
                               " (nước thường xuyên, không phải ngập)")
                   : told;
  }
  const ManifestField* computed = run.computed_field(field);
  const bool never = computed != nullptr && std::isfinite(grid_value(run, *computed, p, 0));
  return never ? words_for_never() : tr("not computed here", "không tính ở đây");
}

void add_grids(const Session& session, const Run& run, Point p, const Text& where,
               std::optional<double> since_s, FactSection& section) {
  for (const ManifestField& field : run.manifest().fields) {
    const bool frames = field.kind == FieldKind::frames;
    if (field.kind != FieldKind::grid && !frames) continue;
    const Text what = meaning_of(field) + where;
    const auto now = frames && since_s ? instant_at(run.times_s(field), *since_s) : std::nullopt;
    if (frames && !now) {
      section.facts.push_back({.what = with_now(what), .value = not_then(), .moves = true});
      continue;
    }
    section.facts.push_back({.what = frames ? with_now(what) : what,
                             .value = told_grid(session, run, field, p, now.value_or(0)),
                             .moves = frames});
  }
}

/// Says of every fact of a run that it was computed, and from what: with a star where inputs were
/// assumed.
void mark_computed(const Run& run, FactSection& section) {
  const Manifest& manifest = run.manifest();
  const bool assumed = manifest.built_on_assumed_data();
  Text note = tr("run ", "lần chạy ") + manifest.run_hash;
  if (assumed) {
    note += tr(" · some of its inputs are assumed", " · có đầu vào giả định");
    section.title += tr(" (*: some inputs are assumed)", " (*: có đầu vào giả định)");
  }
  for (Fact& fact : section.facts) {
    fact.origin = assumed ? Origin::computed_on_assumed : Origin::computed;
    fact.note = note;
  }
}

/// `layers`: of what each fact tells.
void tell_facts_apart(std::vector<Fact>& facts, const std::vector<Text>& layers) {
  std::vector<Text> titles;
  for (const Fact& fact : facts) titles.push_back(fact.what);
  tell_apart(titles, layers);
  for (std::size_t i = 0; i < facts.size(); ++i) facts[i].what = titles[i];
}

/// The level of a river that was asked about, of a run that tells depths through time.
void add_river_level(const Session& session, const AskedRun& asked, const AskedPlace& spot,
                     FactSection& section) {
  const FeatureTable* rivers = session.ward().layer("river");
  const auto row = rivers == nullptr ? std::nullopt : session.rows_of(*rivers).with_id(spot.id);
  if (spot.layer != "river" || !row) return;
  const Run& run = *session.runs()[asked.run];
  for (const ManifestField& field : run.manifest().fields) {
    if (field.kind != FieldKind::frames || run.shown_as(field) != ShownAs::water) continue;
    const auto now = asked.since_s ? instant_at(run.times_s(field), *asked.since_s) : std::nullopt;
    const auto level_m =
        now ? river_level_m((*rivers)[*row], grid_value(run, field, spot.at, *now)) : std::nullopt;
    const Text usual = tr("not told; drawn at its usual level",
                          "kết quả không cho biết; đang vẽ ở mức thường ngày");
    section.facts.push_back({.what = with_now(tr("level of the river", "mực nước sông")),
                             .value = level_m ? shown(*level_m, 2) + " m" : usual,
                             .moves = true});
    return;
  }
}

void add_runs(const Session& session, const AskedRuns& runs, Inspected& out) {
  out.on_demand = on_demand(session, out.spot.id);
  for (const auto& [i, since_s] : runs) {
    const auto& run = session.runs()[i];
    FactSection section{.title = name_of_run(session, i), .facts = {}, .run = i};
    add_river_level(session, {.run = i, .since_s = since_s}, out.spot, section);
    std::vector<Text> layers;
    const auto all_of = [&](std::string_view table) {
      layers.resize(section.facts.size(), layer_of_field(table));
    };
    all_of("river");
    for (const std::string& table : run->bundle().tables()) {
      const auto row = row_of(*run, table, out.spot);
      if (row) add_row(*run, *row, since_s, section);
      all_of(table);
    }
    for (const RowOnDemand& place : out.on_demand.rows) {
      if (place.run == i) add_row(*run, place.row, since_s, section);
      all_of(place.row.table());
    }
    const Text where = out.spot.in_building ? tr(", at its walls", ", sát tường") : Text();
    if (const auto open = open_ground(session, out.spot)) {
      add_grids(session, *run, *open, where, since_s, section);
    }
    all_of({});
    tell_facts_apart(section.facts, layers);
    mark_computed(*run, section);
    if (!section.facts.empty()) out.sections.push_back(std::move(section));
  }
}

FactSection ground_section(Point at, double z_m) {
  return {.title = tr("ground", "mặt đất"),
          .facts = {{.what = tr("level", "cao độ"), .value = shown(z_m, 2) + " m"},
                    {.what = tr("place", "tọa độ"),
                     .value = shown(at.x_m, 1) + "; " + shown(at.y_m, 1)}}};
}

Polyline ring_round(Point middle) {
  constexpr int kCorners = 16;
  Polyline ring;
  for (int corner = 0; corner <= kCorners; ++corner) {
    const double angle = 2.0 * std::numbers::pi * corner / kCorners;
    ring.push_back(
        {middle.x_m + kRing_m * std::cos(angle), middle.y_m + kRing_m * std::sin(angle)});
  }
  return ring;
}

/// What is drawn brighter so that people see which feature is meant.
void highlight(const Session& session, const Feature& feature, Inspected& out) {
  if (out.spot.layer == "buildings") {
    const std::vector<std::size_t>& rows = session.world().building_rows;
    const FeatureTable* buildings = session.ward().layer("buildings");
    const auto row = buildings ? session.rows_of(*buildings).with_id(out.spot.id) : std::nullopt;
    const auto block = row ? std::ranges::lower_bound(rows, *row) : rows.end();
    if (block != rows.end() && *block == *row) {
      out.block = static_cast<std::size_t>(block - rows.begin());
    }
  } else if (feature.line().size() > 1) {
    out.line = feature.line();
    out.width_m = out.spot.layer == "river" ? drawn_river_m(feature) : drawn_width_m(feature);
  } else if (feature.polygon().outer.size() > 2) {
    out.line = feature.polygon().outer;
    out.line.push_back(out.line.front());
    out.width_m = kOutline_m;
  } else if (const auto point = feature.point()) {
    out.line = ring_round(*point);
    out.width_m = kRingOutline_m;
  }
}

/// A place of a feature that stands for it: the middle of a line, a point inside an area.
Point middle_of(const Feature& feature) {
  if (feature.line().size() > 1) return point_along(feature.line(), 0.5 * length_m(feature.line()));
  if (feature.polygon().outer.size() > 2) return point_inside(feature.polygon());
  return feature.place().value_or(Point{});
}

Box box_around(const Feature& feature, Point middle) {
  Box box = feature.line().empty() ? box_of(feature.polygon()) : box_of(feature.line());
  box.add(middle);
  return box;
}

/// The runs whose table of that name has the feature.
std::vector<std::size_t> runs_with(const Session& session, const AskedPlace& spot) {
  std::vector<std::size_t> runs;
  for (std::size_t run = 0; run < session.runs().size(); ++run) {
    const std::vector<std::string> tables = session.runs()[run]->bundle().tables();
    const bool has_table = std::ranges::find(tables, spot.layer) != tables.end();
    if (has_table && row_of(*session.runs()[run], spot.layer, spot)) runs.push_back(run);
  }
  return runs;
}

Inspected of_feature(const Session& session, const FeatureTable& table, std::size_t row, Point at,
                     const AskedRuns& runs) {
  const Feature& feature = table[row];
  Inspected out;
  out.spot = {.layer = table.layer(),
              .id = feature.text("id").value_or(""),
              .at = at,
              .in_building = table.layer() == "buildings"};
  out.box = box_around(feature, at);
  out.sections.push_back(attributes(session, table, row));
  if (out.spot.in_building) add_addresses(session, out.spot.id, out.sections.back());
  const bool area = !out.spot.in_building && feature.polygon().outer.size() > 2;
  if (area) out.sections.push_back(ground_section(at, session.world().ground.height_at(at)));
  if (session.ward().layer(table.layer()) != &table) out.told_by = runs_with(session, out.spot);
  highlight(session, feature, out);
  add_runs(session, runs, out);
  return out;
}

/// The ward knows more of its features than the tables of runs repeat: its row for theirs.
std::pair<const FeatureTable*, std::size_t> known_best(const Session& session,
                                                       const FeatureTable& table, std::size_t row) {
  const FeatureTable* layer = session.ward().layer(table.layer());
  if (layer == nullptr || layer == &table) return {&table, row};
  const auto same = session.rows_of(*layer).with_id(table[row].text("id").value_or(""));
  return same ? std::pair{layer, *same} : std::pair{&table, row};
}

}  // namespace

AskedRuns all_runs(const Session& session, double wall_s) {
  AskedRuns runs;
  for (std::size_t run = 0; run < session.runs().size(); ++run) {
    runs.push_back({.run = run, .since_s = session.since_start_s(run, wall_s)});
  }
  return runs;
}

Text word_of(Origin origin) {
  switch (origin) {
    case Origin::surveyed:
      return tr("surveyed", "khảo sát");
    case Origin::open_data:
      return tr("open data", "dữ liệu mở");
    case Origin::assumed:
      return tr("assumed", "giả định");
    case Origin::computed:
      return tr("computed", "tính toán");
    case Origin::computed_on_assumed:
      return tr("computed*", "tính toán*");
    case Origin::unsaid:
      break;
  }
  return {};
}

Text name_of_run(const Session& session, std::size_t run) {
  const auto title_of = [&](const std::unique_ptr<Run>& one) {
    return Text(one->title(Language::english), one->title(Language::vietnamese));
  };
  const Text title = title_of(session.runs()[run]);
  if (std::ranges::count(session.runs(), title, title_of) < 2) return title;
  return title + " [" + session.runs()[run]->bundle().folder().filename().string() + "]";
}

Text shown_result(const Run& run, const ManifestField& field, double value) {
  if (!std::isfinite(value)) return tr("no value", "không có giá trị");
  return field.instant && run.has_clock() ? Text(clock_text(run.start_s() + value))
                                          : shown_with_unit(value, field);
}

Text meaning_of(const ManifestField& field) {
  return field.meaning.empty() ? Text(field.name) : field.meaning;
}

void tell_fields_apart(const Session& session, std::span<const Choice> fields,
                       std::vector<Text>& titles) {
  std::vector<Text> layers;
  std::vector<Text> runs;
  for (const Choice& one : fields) {
    layers.push_back(layer_of_field(one.field->table));
    runs.push_back(name_of_run(session, one.run));
  }
  tell_apart(titles, layers);
  tell_apart(titles, runs);
}

std::optional<Point> open_ground(const Session& session, const AskedPlace& spot) {
  if (!spot.in_building) return spot.at;
  const FeatureTable* buildings = session.ward().layer("buildings");
  const auto row =
      buildings == nullptr ? std::nullopt : session.rows_of(*buildings).with_id(spot.id);
  if (!row) return std::nullopt;
  Polyline walls = (*buildings)[*row].polygon().outer;
  if (walls.empty()) return std::nullopt;
  walls.push_back(walls.front());
  const World& world = session.world();
  const Grid<float>& ground_m = world.ground.ground_m();
  std::optional<Cell> lowest;
  for_cells_near(ground_m.frame(), walls, ground_m.frame().cell_m, [&](Cell cell) {
    if (world.roof_m(cell) > 0.0F) return;
    if (!lowest || ground_m(cell) < ground_m(*lowest)) lowest = cell;
  });
  return lowest ? std::optional{ground_m.frame().centre(*lowest)} : std::nullopt;
}

std::vector<FactSection> measures_of_runs(const Session& session) {
  std::vector<FactSection> sections;
  for (std::size_t i = 0; i < session.runs().size(); ++i) {
    const Run& run = *session.runs()[i];
    FactSection section{.title = name_of_run(session, i), .facts = {}};
    for (const ManifestField& field : run.manifest().fields) {
      if (field.kind != FieldKind::measure) continue;
      const double value = run.bundle().measure(field.name);
      section.facts.push_back(
          {.what = meaning_of(field), .value = shown_result(run, field, value)});
    }
    mark_computed(run, section);
    if (!section.facts.empty()) sections.push_back(std::move(section));
  }
  return sections;
}

std::optional<RunRow> row_of(const Run& run, const std::string& table, const AskedPlace& spot) {
  const LayerHead& head = run.head_of(table);
  if (head.empty || is_on_demand(head)) return std::nullopt;
  if (table == spot.layer) {
    FeatureTable found = run.bundle().rows_with(table, "id", spot.id);
    if (found.empty()) return std::nullopt;
    const std::size_t row = run.bundle().place_of(table, found[0]);
    return RunRow{.read = std::move(found), .here = 0, .row = row};
  }
  if (table == "buildings" || head.geometry == GeometryKind::point) return std::nullopt;
  Box around;
  around.add(spot.at);
  FeatureTable found = run.bundle().rows_meeting(table, around.grown_by(kWidestWay_m));
  const auto here = Rows(found).at(spot.at);
  if (!here) return std::nullopt;
  const std::size_t row = run.bundle().place_of(table, found[*here]);
  return RunRow{.read = std::move(found), .here = *here, .row = row};
}

Inspected inspected(const Session& session, const FeatureTable& table, std::size_t row,
                    const AskedRuns& runs) {
  if (row >= table.size()) return {};
  const auto [best, best_row] = known_best(session, table, row);
  return of_feature(session, *best, best_row, middle_of((*best)[best_row]), runs);
}

Inspected inspected(const Session& session, const Target& target, const AskedRuns& runs) {
  if (target.table != nullptr) {
    const auto [best, row] = known_best(session, *target.table, target.row);
    return of_feature(session, *best, row, target.at, runs);
  }
  Inspected out;
  out.spot.at = target.at;
  out.box.add(target.at);
  out.sections.push_back(ground_section(target.at, target.z_m));
  add_runs(session, runs, out);
  return out;
}

}  // namespace twin
