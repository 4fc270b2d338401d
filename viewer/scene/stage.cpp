#include "viewer/scene/stage.h"

#include <algorithm>
#include <set>

#include "viewer/scene/opengl.h"

namespace twin {

Stage::Stage(const Session& session)
    : session_(session),
      scene_(session.ward(), session.world()),
      sides_{StageSide{session, scene_, 0}, StageSide{session, scene_, 1}} {
  require_opengl();
}

void Stage::choose(const Choice& choice) {
  const Slot slot = slot_of(choice.as);
  chosen_.insert_or_assign(slot, choice);
  lay(slot);
  lay_selection();
}

void Stage::clear(Slot slot) {
  chosen_.erase(slot);
  lay(slot);
  lay_selection();
}

std::optional<Choice> Stage::chosen(Slot slot) const {
  const auto it = chosen_.find(slot);
  return it == chosen_.end() ? std::nullopt : std::optional{it->second};
}

std::vector<Choice> Stage::chosen() const {
  std::vector<Choice> all;
  for (const auto& [slot, choice] : chosen_) all.push_back(choice);
  return all;
}

void Stage::switch_to(std::size_t run) {
  const double offset_s = since_start_s();
  const std::map<Slot, Choice> before = chosen_;
  for (auto& [slot, choice] : chosen_) {
    if (const auto same = session_.counterpart(choice, run)) choice = *same;
  }
  if (chosen_ == before && !has_fields_of(run)) {
    for (const auto& [slot, choice] : before) clear(slot);
    return show_first_of(run);
  }
  // The clock is that of the first field; where it stays with its run, so does the time.
  const bool clock_moves = !before.empty() && chosen_.begin()->second != before.begin()->second;
  if (clock_moves) wall_s_ = session_.runs()[run]->start_s() + offset_s;
  lay_all();
}

bool Stage::has_fields_of(std::size_t run) const {
  return std::ranges::any_of(chosen_, [&](const auto& one) { return one.second.run == run; });
}

void Stage::show_first_of(std::size_t run) {
  for (const Choice& choice : session_.first_choices()) {
    if (choice.run != run) continue;
    choose(choice);
    // A run of another day would show nothing at the time of this one.
    const auto times_s = session_.wall_times_s(choice);
    const bool there = times_s.empty() || (times_s.front() <= wall_s_ && wall_s_ <= times_s.back());
    if (!there) set_wall_time_s(session_.wall_peak_s(choice));
  }
}

const Grid<float>* Stage::water_now() const {
  const Shown* grid = sides_[0].shown(Slot::grid);
  const bool water = grid != nullptr && grid->as == ShownAs::water;
  return water && sides_[0].grid_now() ? &sides_[0].grid_now()->values : nullptr;
}

void Stage::compare(const Compared& compared) {
  compared_ = compared;
  lay_all();
}

void Stage::stop_comparing() {
  compared_.reset();
  lay_all();
}

void Stage::set_swipe(double at) {
  swipe_at_ = std::clamp(at, 0.0, 1.0);
  if (scene_.split().kind == SplitKind::swipe) {
    scene_.set_split({.kind = SplitKind::swipe, .at = swipe_at_});
  }
}

void Stage::select(const Inspected& found) {
  selected_ = found;
  lay_selection();
}

std::vector<std::size_t> Stage::runs_on(std::size_t side) const {
  std::set<std::size_t> runs;
  for (const auto& [slot, shown] : sides_[side].shown()) runs.insert(shown.choice.run);
  std::vector<std::size_t> all(runs.begin(), runs.end());
  // The compared run is that of its side also where it has nothing of what is shown.
  if (side == 1 && compared_ && !runs.contains(compared_->run)) {
    all.insert(all.begin(), compared_->run);
  }
  return all;
}

bool Stage::is_told_on(std::size_t side, const std::vector<std::size_t>& by) const {
  if (!has_two_sides()) return side == 0;
  const std::vector<std::size_t> runs = runs_on(side);
  return by.empty() || std::ranges::find_first_of(by, runs) != by.end();
}

void Stage::lay_selection() {
  constexpr Colour kSelected{.red = 1.0, .green = 0.62, .blue = 0.10};
  const World& world = session_.world();
  HeightAt surface = world.height();
  const Target reach = asked();
  if (reach.table != nullptr && reach.table->layer() == "river") {
    surface = [&](Point p) { return river_level_m((*reach.table)[reach.row], world, p); };
  }
  scene_.select(selected_.block);
  for (std::size_t side = 0; side < Scene::kSides; ++side) {
    OnDemand& here = on_demand_[side] = {};
    if (!selected_.line.empty() && is_told_on(side, selected_.told_by)) {
      scene_.select_line(selected_.line, selected_.width_m, surface, kSelected, side);
    }
    for (const LineOnDemand& line : selected_.on_demand.lines) {
      if (!is_told_on(side, {line.run})) continue;
      here.lines.push_back(line);
      scene_.select_line(line.line, line.width_m, world.height(), colour_of(line.colour), side);
    }
    for (const PointOnDemand& point : selected_.on_demand.points) {
      if (is_told_on(side, {point.run})) here.points.push_back(point);
    }
  }
}

Target Stage::asked() const {
  const FeatureTable* table = session_.ward().layer(selected_.spot.layer);
  const auto row =
      table == nullptr ? std::nullopt : session_.rows_of(*table).with_id(selected_.spot.id);
  if (!row) return {};
  return {.table = table, .row = *row, .at = selected_.spot.at};
}

AskedRuns Stage::asked_runs(std::size_t side) const {
  if (!has_two_sides()) return all_runs(session_, wall_s_);
  AskedRuns asked;
  for (const std::size_t of : {side, 1 - side}) {
    for (const std::size_t run : runs_on(of)) {
      if (std::ranges::find(asked, run, &AskedRun::run) != asked.end()) continue;
      const double since_s = wall_s_ - sides_[of].start_wall_s(run);
      asked.push_back(
          {.run = run,
           .since_s = session_.reaches(run, since_s) ? std::optional{since_s} : std::nullopt});
    }
  }
  return asked;
}

DrawnNow Stage::drawn_now(std::size_t side) const {
  const bool streets = scene_.shows(Part::streets);
  DrawnNow drawn{.buildings = scene_.shows(Part::buildings),
                 .height_scale = scene_.height_scale(),
                 .streets = streets,
                 .covers = streets && !scene_.is_light(),
                 .trees = scene_.shows(Part::greens),
                 .river = scene_.shows(Part::river),
                 .boundary = scene_.shows(Part::boundary),
                 .drains = scene_.shows(Part::drains),
                 .results = {},
                 .on_demand = on_demand_[side].lines,
                 .asked = asked()};
  const StageSide& its = sides_[side];
  for (const Slot slot : {Slot::lines, Slot::grid}) {
    if (slot == Slot::lines && !scene_.shows(Part::results)) continue;
    if (auto table = its.drawn_table(slot)) drawn.results.push_back(std::move(*table));
  }
  const Shown* grid = its.shown(Slot::grid);
  const bool water = grid != nullptr && grid->as == ShownAs::water && its.grid_now();
  if (water && scene_.shows(Part::water)) {
    drawn.water_m = &its.grid_now()->values;
    drawn.wet_from_m = wet_from_m(its.legend(*grid));
  }
  return drawn;
}

void Stage::set_palette(Palette palette) {
  palette_ = palette;
  for (StageSide& side : sides_) side.set_palette(palette);
}

void Stage::set_widened(bool widened) {
  widened_ = widened;
  for (StageSide& side : sides_) side.set_widened(widened);
}

void Stage::lay_all() {
  const bool two = compared_ && compared_->how != CompareAs::change;
  const bool swipe = two && compared_->how == CompareAs::swipe;
  scene_.set_split({.kind = !two    ? SplitKind::none
                            : swipe ? SplitKind::swipe
                                    : SplitKind::beside,
                    .at = swipe_at_});
  for (const Slot slot : {Slot::grid, Slot::lines, Slot::buildings, Slot::points}) lay(slot);
  set_wall_time_s(wall_s_);
  lay_selection();
}

void Stage::lay(Slot slot) {
  for (StageSide& side : sides_) side.clear(slot);
  const auto choice = chosen(slot);
  if (!choice) return;
  const double start_s = session_.runs()[choice->run]->start_s();
  const auto other = compared_ ? session_.counterpart(*choice, compared_->run) : std::nullopt;
  const bool change = compared_ && compared_->how == CompareAs::change;
  if (change && other)
    sides_[0].show_change(*choice, *other);
  else
    sides_[0].show(*choice, start_s);
  if (compared_ && !change) sides_[1].show(other.value_or(*choice), start_s);
}

void Stage::read_beside(std::function<void()> on_made) {
  for (StageSide& side : sides_) {
    side.on_made = on_made;
    side.set_waiting(false);
  }
}

bool Stage::catch_up(bool wait) {
  bool changed = false;
  for (StageSide& side : sides_) changed = side.catch_up(wait) || changed;
  return changed;
}

double Stage::since_start_s() const {
  return chosen_.empty() ? 0.0 : wall_s_ - session_.runs()[chosen_.begin()->second.run]->start_s();
}

std::vector<double> Stage::wall_times_s() const {
  std::set<double> all;
  for (const StageSide& side : sides_) {
    for (const auto& [slot, shown] : side.shown()) {
      all.insert(shown.wall_times_s.begin(), shown.wall_times_s.end());
    }
  }
  return {all.begin(), all.end()};
}

void Stage::set_wall_time_s(double wall_s) {
  wall_s_ = wall_s;
  for (StageSide& side : sides_) side.set_wall_time_s(wall_s);
}

}  // namespace twin
