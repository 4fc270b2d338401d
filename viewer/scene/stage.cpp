#include "viewer/scene/stage.h"

#include <algorithm>
#include <set>

#include "engine/results/legend.h"
#include "viewer/scene/opengl.h"

namespace twin {
namespace {

constexpr std::array kSlots = {Slot::grid, Slot::lines, Slot::buildings, Slot::points};

}  // namespace

Stage::Stage(const Session& session)
    : session_(session),
      scene_(session.ward(), session.world()),
      sides_{StageSide{session, scene_, 0}, StageSide{session, scene_, 1}} {
  require_opengl();
}

void Stage::choose(const Choice& choice) {
  const Slot slot = slot_of(choice.as);
  rechoose([&] { chosen_.insert_or_assign(slot, choice); });
  lay_anew(slot);
  lay_selection();
}

void Stage::clear(Slot slot) {
  rechoose([&] { chosen_.erase(slot); });
  lay_anew(slot);
  lay_selection();
}

void Stage::rechoose(const std::function<void()>& change) {
  const auto led = leading();
  const double since_s = since_start_s();
  change();
  const auto leads = leading();
  if (!led || !leads) return;
  const std::vector<double> times_s = session_.wall_times_s(*leads);
  const bool goes_on = times_s.empty() || instant_at(times_s, wall_s_);
  if (goes_on && session_.share_clock(led->run, leads->run)) return;
  wall_s_ = session_.runs()[leads->run]->start_s() + since_s;
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
  const std::map<Slot, Choice> before = chosen_;
  rechoose([&] {
    for (auto& [slot, choice] : chosen_) {
      if (const auto same = session_.counterpart(choice, run)) choice = *same;
    }
  });
  if (chosen_ == before && !has_fields_of(run)) {
    for (const auto& [slot, choice] : before) clear(slot);
    return show_first_of(run);
  }
  lay_all();
}

bool Stage::has_fields_of(std::size_t run) const {
  return std::ranges::any_of(chosen_, [&](const auto& one) { return one.second.run == run; });
}

void Stage::show_first_of(std::size_t run) {
  for (const Choice& choice : session_.first_choices()) {
    if (choice.run != run) continue;
    choose(choice);
    const std::vector<double>& times_s = sides_[0].shown(slot_of(choice.as))->wall_times_s;
    if (times_s.empty() || instant_at(times_s, wall_s_)) continue;
    // It does not go on at the time of the others.
    const double peak_s = session_.wall_peak_s(choice) - session_.runs()[run]->start_s();
    set_wall_time_s(start_s(run) + peak_s);
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
  const auto reach = asked_river();
  scene_.select(selected_.block);
  for (std::size_t side = 0; side < Scene::kSides; ++side) {
    HeightAt surface = world.height_along(selected_.line);
    if (reach) {
      surface = [&river = session_.rivers()[*reach],
                 level_m = sides_[side].river_levels_m()[*reach]](Point p) {
        return river.height_m(p, level_m);
      };
    }
    OnDemand& here = on_demand_[side] = {};
    if (!selected_.line.empty() && is_told_on(side, selected_.told_by)) {
      scene_.select_line(selected_.line, selected_.width_m, surface, kSelected, side);
    }
    for (const LineOnDemand& line : selected_.on_demand.lines) {
      if (!is_told_on(side, {line.run})) continue;
      here.lines.push_back(line);
      scene_.select_line(line.line, line.width_m, world.height_along(line.line),
                         colour_of(line.colour), side);
    }
    for (const PointOnDemand& point : selected_.on_demand.points) {
      if (is_told_on(side, {point.run})) here.points.push_back(point);
    }
  }
}

std::optional<std::size_t> Stage::asked_river() const {
  const Target target = asked();
  const bool river = target.table != nullptr && target.table->layer() == "river";
  return river ? std::optional{target.row} : std::nullopt;
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
                 .river_levels_m = sides_[side].river_levels_m(),
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

bool Stage::starts_elsewhere(Slot slot) const {
  return std::ranges::any_of(sides_, [&](const StageSide& side) {
    const Shown* shown = side.shown(slot);
    return shown != nullptr && shown->start_wall_s != start_s(shown->choice.run);
  });
}

void Stage::lay_anew(Slot slot) {
  std::vector<Slot> anew;
  for (const Slot one : kSlots) {
    if (one == slot || starts_elsewhere(one)) anew.push_back(one);
  }
  for (const Slot one : anew) {
    for (StageSide& side : sides_) side.clear(one);
  }
  set_wall_time_s(wall_s_);
  for (const Slot one : anew) lay(one);
}

void Stage::lay_all() {
  const bool two = compared_ && compared_->how != CompareAs::change;
  const bool swipe = two && compared_->how == CompareAs::swipe;
  scene_.set_split({.kind = !two    ? SplitKind::none
                            : swipe ? SplitKind::swipe
                                    : SplitKind::beside,
                    .at = swipe_at_});
  for (const Slot slot : kSlots) {
    for (StageSide& side : sides_) side.clear(slot);
  }
  set_wall_time_s(wall_s_);
  for (const Slot slot : kSlots) lay(slot);
  lay_selection();
}

/// Of a slot that was cleared.
void Stage::lay(Slot slot) {
  const auto choice = chosen(slot);
  if (!choice) return;
  const auto other = compared_ ? session_.counterpart(*choice, compared_->run) : std::nullopt;
  const auto clocked = [&](const Choice& one) {
    return ClockedChoice{.choice = one, .start_wall_s = start_s(one.run)};
  };
  if (compared_ && compared_->how == CompareAs::change && other) {
    sides_[0].show_change(clocked(*choice), clocked(*other));
    return;
  }
  const ManifestField told = other ? joint_field(*choice->field, *other->field) : *choice->field;
  sides_[0].show(clocked(*choice), told);
  const bool two = compared_ && compared_->how != CompareAs::change;
  if (two) sides_[1].show(clocked(other.value_or(*choice)), told);
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

std::optional<Choice> Stage::leading() const { return session_.leading(chosen()); }

double Stage::start_s(std::size_t run) const {
  const auto leads = leading();
  return session_.start_on_clock_of_s(leads ? leads->run : run, run);
}

double Stage::since_start_s() const {
  const auto leads = leading();
  return leads ? wall_s_ - session_.runs()[leads->run]->start_s() : 0.0;
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
  if (asked_river()) lay_selection();  // its water may stand elsewhere now
}

}  // namespace twin
