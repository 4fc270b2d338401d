#include "viewer/scene/stage_side.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "engine/results/change.h"
#include "viewer/model/row_values.h"

namespace twin {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// The farthest that a value of one run can lie from one of the other.
double farthest(const ManifestField& before, const ManifestField& after) {
  const double up = after.most.value_or(0.0) - before.least.value_or(0.0);
  const double down = before.most.value_or(0.0) - after.least.value_or(0.0);
  return std::max({up, down, 0.0});
}

/// Least and greatest of the values that there are; 0 and 0 where there are none.
std::pair<double, double> range_of(const FeatureValues& values) {
  double least = std::numeric_limits<double>::max();
  double most = -least;
  for (const float value : values.values) {
    if (!std::isfinite(value) || never_happened(value)) continue;
    least = std::min<double>(least, value);
    most = std::max<double>(most, value);
  }
  return least > most ? std::pair{0.0, 0.0} : std::pair{least, most};
}

bool is_of_cells(const ManifestField& field) {
  return field.kind == FieldKind::grid || field.kind == FieldKind::frames;
}

}  // namespace

Slot slot_of(ShownAs as) {
  switch (as) {
    case ShownAs::lines:
      return Slot::lines;
    case ShownAs::buildings:
      return Slot::buildings;
    case ShownAs::points:
      return Slot::points;
    case ShownAs::water:
    case ShownAs::ground:
    case ShownAs::areas:
    case ShownAs::nothing:
      break;
  }
  return Slot::grid;
}

const Shown* StageSide::shown(Slot slot) const {
  const auto it = shown_.find(slot);
  return it == shown_.end() ? nullptr : &it->second;
}

std::vector<double> StageSide::times_of(const ClockedChoice& clocked) const {
  const Choice& choice = clocked.choice;
  std::vector<double> times_s = session_.runs()[choice.run]->times_s(*choice.field);
  for (double& time_s : times_s) time_s += clocked.start_wall_s;
  return times_s;
}

void StageSide::show(const ClockedChoice& clocked, const ManifestField& told) {
  const Choice& choice = clocked.choice;
  Shown shown{.choice = choice,
              .before = {},
              .field = told,
              .as = choice.as,
              .values = {},
              .wall_times_s = times_of(clocked),
              .start_wall_s = clocked.start_wall_s};
  if (!is_of_cells(*choice.field)) {
    shown.values = drawn_rows(*session_.runs()[choice.run], *choice.field);
  }
  put(std::move(shown));
}

void StageSide::show_change(const ClockedChoice& from, const ClockedChoice& to) {
  const Choice& before = from.choice;
  const Choice& after = to.choice;
  const Run& first = *session_.runs()[before.run];
  const Run& second = *session_.runs()[after.run];
  Shown shown{.choice = after,
              .before = before,
              .field = {},
              .as = after.as == ShownAs::water ? ShownAs::ground : after.as,
              .values = {},
              .wall_times_s = times_of(to),
              .start_wall_s = to.start_wall_s,
              .before_start_wall_s = from.start_wall_s};
  if (is_of_cells(*after.field)) {
    const double most = farthest(*before.field, *after.field);
    shown.field = change_of(*after.field, -most, most);
  } else {
    const bool moves = after.field->kind == FieldKind::series;
    shown.values =
        change_of_rows({.values = drawn_rows(first, *before.field),
                        .rows = session_.rows_of(first.bundle().table(before.field->table)),
                        .since_s = moves ? to.start_wall_s - from.start_wall_s : 0.0},
                       drawn_rows(second, *after.field), second.bundle().table(after.field->table));
    const auto [least, most] = range_of(shown.values);
    shown.field = change_of(*after.field, least, most);
  }
  put(std::move(shown));
}

/// What a legend has rows for beside its classes.
void StageSide::note_missing(Shown& shown) const {
  if (is_of_cells(*shown.choice.field)) {
    shown.has_missing = true;  // no grid covers all of a ward
    shown.has_never = session_.runs()[shown.choice.run]->computed_field(*shown.choice.field);
    return;
  }
  const std::vector<float>& values = shown.values.values;
  const bool all_have_rows =
      shown.as == ShownAs::lines || shown.as == ShownAs::points ||
      (shown.as == ShownAs::buildings && shown.values.rows >= session_.world().blocks.size());
  shown.has_missing =
      !all_have_rows || std::ranges::any_of(values, [](float value) { return std::isnan(value); });
  shown.has_never = std::ranges::any_of(values, never_happened);
}

void StageSide::put(Shown shown) {
  note_missing(shown);
  const Slot slot = slot_of(shown.as);
  if (slot == Slot::grid) frames_.reset();
  const Shown& kept = shown_.insert_or_assign(slot, std::move(shown)).first->second;
  if (slot == Slot::lines) show_lines(kept);
  if (slot == Slot::buildings) show_buildings(kept);
  if (slot == Slot::grid) read_ahead(kept);
  set_wall_time_s(wall_s_);
}

/// Keeps the instant that is shown and the one that comes next.
void StageSide::read_ahead(const Shown& shown) {
  constexpr std::size_t kKept = 2;
  const auto order = std::make_shared<const GridOrder>(order_of(shown));
  const World& world = session_.world();
  frames_ = std::make_unique<ReadAhead<GridInstant>>(
      std::max<std::size_t>(1, shown.wall_times_s.size()), kKept,
      [order, &world](std::size_t index) { return grid_instant(world, *order, index); },
      [this] {
        if (on_made) on_made();
      });
  if (const auto now = time_index(shown))
    show_grid(frames_->wait_for(*now), shown);
  else
    show_unknown();
}

GridOrder StageSide::order_of(const Shown& shown) const {
  const auto source = [&](const Choice& choice) {
    const Run& run = *session_.runs()[choice.run];
    return GridSource{.bundle = &run.bundle(),
                      .field = choice.field,
                      .times_s = run.times_s(*choice.field),
                      .areas = choice.as == ShownAs::areas ? shown.values : FeatureValues{},
                      .computed = run.computed_field(*choice.field)};
  };
  GridOrder order{.of = source(shown.choice),
                  .before = {},
                  .as = shown.as,
                  .of_water = shown.choice.as == ShownAs::water,
                  .wet_from_m = wet_from_m(legend(shown))};
  // Of areas the values themselves are changes already.
  if (shown.before && is_of_cells(*shown.choice.field)) {
    order.before = source(*shown.before);
    order.before_since_s = shown.start_wall_s - shown.before_start_wall_s;
  }
  return order;
}

void StageSide::clear(Slot slot) {
  if (shown_.erase(slot) == 0) return;
  if (slot == Slot::lines) scene_.clear_lines(side_);
  if (slot == Slot::buildings) scene_.clear_buildings(side_);
  if (slot == Slot::grid) {
    scene_.clear_grid(side_);
    frames_.reset();
    grid_now_.reset();
    show_rivers();
  }
}

void StageSide::set_widened(bool widened) {
  widened_ = widened;
  if (const Shown* lines = shown(Slot::lines)) {
    show_lines(*lines);
    set_wall_time_s(wall_s_);
  }
}

void StageSide::set_palette(Palette palette) {
  palette_ = palette;
  if (const Shown* lines = shown(Slot::lines)) show_lines(*lines);
  if (const Shown* buildings = shown(Slot::buildings)) show_buildings(*buildings);
  const Shown* grid = shown(Slot::grid);
  if (grid != nullptr && grid_now_) show_grid(grid_now_, *grid);
  set_wall_time_s(wall_s_);
}

void StageSide::show_buildings(const Shown& shown) {
  scene_.set_buildings(side_, by_block(shown), lookup_of(legend(shown)));
}

void StageSide::show_lines(const Shown& shown) {
  const Bundle& bundle = session_.runs()[shown.choice.run]->bundle();
  scene_.set_lines(side_, ribbons_of(bundle.table(shown.choice.field->table), session_.world()),
                   shown.values, lookup_of(legend(shown)), widened_);
}

std::optional<std::size_t> StageSide::time_index(const Shown& shown) const {
  if (shown.wall_times_s.empty()) return 0;
  return instant_at(shown.wall_times_s, wall_s_);
}

void StageSide::set_wall_time_s(double wall_s) {
  wall_s_ = wall_s;
  catch_up(waits_);
  const auto index = [&](Slot slot) {
    const Shown* it = shown(slot);
    return it == nullptr ? std::nullopt : time_index(*it);
  };
  scene_.set_instants(side_, index(Slot::lines), index(Slot::buildings));
}

void StageSide::show_rivers() {
  std::vector<float> levels_m = usual_river_levels_m(session_.ward());
  const Shown* grid = shown(Slot::grid);
  const bool water = grid != nullptr && grid->as == ShownAs::water && grid_now_;
  for (std::size_t reach = 0; water && reach < levels_m.size(); ++reach) {
    const Feature& its = (*session_.ward().layer("river"))[reach];
    const auto told_m = river_level_m(its, grid_now_->values);
    if (told_m) levels_m[reach] = static_cast<float>(*told_m);
  }
  if (levels_m == river_levels_m_) return;
  river_levels_m_ = std::move(levels_m);
  scene_.set_rivers(side_, river_levels_m_);
}

bool StageSide::catch_up(bool wait) {
  const Shown* grid = shown(Slot::grid);
  if (grid == nullptr) return false;
  const auto index = time_index(*grid);
  if (!index) {
    const bool changes = grid_now_ != nullptr;
    if (changes) show_unknown();
    return changes;
  }
  const auto made = wait ? frames_->wait_for(*index) : frames_->if_made(*index);
  if (!made || made == grid_now_) return false;
  show_grid(made, *grid);
  return true;
}

void StageSide::show_unknown() {
  grid_now_.reset();
  scene_.set_grid_unknown(side_);
  show_rivers();
}

void StageSide::show_grid(const std::shared_ptr<const GridInstant>& grid, const Shown& shown) {
  grid_now_ = grid;
  const std::vector<LegendClass> classes = legend(shown);
  scene_.set_grid(side_, {grid, &grid->drawn}, shown.as, lookup_of(classes), wet_from_m(classes));
  show_rivers();
}

FeatureValues StageSide::by_block(const Shown& shown) const {
  const Bundle& bundle = session_.runs()[shown.choice.run]->bundle();
  const Rows& rows = session_.rows_of(bundle.table(shown.choice.field->table));
  const World& world = session_.world();
  const FeatureTable* buildings = session_.ward().layer("buildings");
  FeatureValues out{.times_s = shown.values.times_s, .rows = world.blocks.size(), .values = {}};
  out.values.assign(out.rows * std::max<std::size_t>(1, out.times_s.size()), kNone);
  for (std::size_t block = 0; block < out.rows; ++block) {
    const Feature& building = (*buildings)[world.building_rows[block]];
    const auto row = rows.with_id(building.text("id").value_or(""));
    if (!row) continue;
    for (std::size_t t = 0; t < out.times_s.size(); ++t) {
      out.values[t * out.rows + block] = shown.values.values[t * shown.values.rows + *row];
    }
  }
  return out;
}

std::optional<DrawnTable> StageSide::drawn_table(Slot slot) const {
  const Shown* it = shown(slot);
  if (it == nullptr || is_of_cells(*it->choice.field)) return std::nullopt;
  const FeatureTable& table =
      session_.runs()[it->choice.run]->bundle().table(it->choice.field->table);
  std::vector<LegendClass> classes = legend(*it);
  const double widest_m = widened_ ? 2.0 * kWidest_m : 0.0;
  const auto width_m = [this, slot, &table, widest_m, lookup = lookup_of(classes),
                        classes = std::move(classes)](std::size_t row) {
    const double value = value_now(slot, row);
    if (class_of(classes, value) == nullptr) return 0.0;
    return drawn_width_m(table[row]) + widest_m * lookup.share_of(value);
  };
  return DrawnTable{.table = &table, .width_m = width_m};
}

double StageSide::start_wall_s(std::size_t run) const {
  for (const auto& [slot, shown] : shown_) {
    if (shown.choice.run == run) return shown.start_wall_s;
  }
  return session_.runs()[run]->start_s();
}

float StageSide::drawn_value_now(Slot slot, std::size_t row) const {
  const Shown* it = shown(slot);
  if (it == nullptr || row >= it->values.rows) return kNone;
  const auto now = time_index(*it);
  return now ? it->values.values[*now * it->values.rows + row] : kNone;
}

float StageSide::value_now(Slot slot, std::size_t row) const {
  const float value = drawn_value_now(slot, row);
  return never_happened(value) ? kNone : value;
}

bool StageSide::never_now(Slot slot, std::size_t row) const {
  return never_happened(drawn_value_now(slot, row));
}

}  // namespace twin
