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
}

void Stage::clear(Slot slot) {
  rechoose([&] { chosen_.erase(slot); });
  lay_anew(slot);
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
  scene_.select(found.block, found.line, found.width_m);
  for (const LineOnDemand& line : found.on_demand.lines) {
    scene_.select_line(line.line, line.width_m, colour_of(line.colour));
  }
  points_on_demand_ = found.on_demand.points;
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
}

}  // namespace twin
