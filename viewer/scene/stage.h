#pragma once

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "viewer/model/click.h"
#include "viewer/model/facts.h"
#include "viewer/model/session.h"
#include "viewer/scene/scene.h"
#include "viewer/scene/stage_side.h"

namespace twin {

/// How two runs are laid beside each other.
enum class CompareAs { swipe, beside, change };

/// A run that is compared with what is chosen.
struct Compared {
  std::size_t run = 0;
  CompareAs how = CompareAs::swipe;
};

/// The scene of a session: which fields it shows, at which instant, and which run it compares.
class Stage {
 public:
  explicit Stage(const Session& session);

  Scene& scene() { return scene_; }
  const Scene& scene() const { return scene_; }
  const Session& session() const { return session_; }
  /// Sides by pane; the second shows something only while two runs stand beside each other.
  const StageSide& side(std::size_t side) const { return sides_[side]; }

  /// Shows a field in place of the one that colours the same things.
  void choose(const Choice& choice);
  void clear(Slot slot);
  std::optional<Choice> chosen(Slot slot) const;
  std::vector<Choice> chosen() const;
  /// Takes the same fields from another run, as far as it has them; the rest stays. Of a run that
  /// has none of them it shows what that run shows first, and nothing else.
  void switch_to(std::size_t run);
  /// Shows what a run shows first, at its height where it has no such time as is shown.
  void show_first_of(std::size_t run);

  /// Lays another run beside the chosen fields, or shows what changes from them to it. Fields that
  /// it lacks are shown on both sides alike.
  void compare(const Compared& compared);
  void stop_comparing();
  const std::optional<Compared>& compared() const { return compared_; }
  /// Where a swipe divides the picture, of its width.
  void set_swipe(double at);
  double swipe_at() const { return swipe_at_; }

  /// Draws what was asked about brighter, with the routes, stops and hoses that runs tell of it:
  /// where two runs stand beside each other, on the side of each what that run tells.
  void select(const Inspected& found);
  /// What of the last selection is shown on a side only while it is asked about.
  const OnDemand& on_demand(std::size_t side) const { return on_demand_[side]; }
  /// The feature that was asked about; without a table where none of the ward was.
  Target asked() const;

  /// The runs that answer what is asked on a side, each at the time at which it is shown: all that
  /// are opened, or while two stand beside each other those of that side, then those of the other.
  AskedRuns asked_runs(std::size_t side) const;
  /// What is drawn on a side. @warning for use before the next change of the stage.
  DrawnNow drawn_now(std::size_t side) const;

  void set_palette(Palette palette);
  Palette palette() const { return palette_; }
  void set_widened(bool widened);
  bool widened() const { return widened_; }

  /// The choice whose run leads the clock (Session::leading); nothing where none is chosen.
  std::optional<Choice> leading() const;
  /// Where a run starts on that clock.
  double start_s(std::size_t run) const;
  /// All instants of what is shown, seconds of the wall clock, ascending.
  std::vector<double> wall_times_s() const;
  void set_wall_time_s(double wall_s);
  double wall_time_s() const { return wall_s_; }
  /// Seconds since the start of the leading run; 0 where none is.
  double since_start_s() const;

  /// Depths of the water on the first side, on the world's lattice; nullptr where another grid is
  /// shown (also what changes in depths), or none.
  const Grid<float>* water_now() const;

  /// From now on grids of other instants are made by another thread, which calls `on_made` when
  /// `catch_up` has something to show.
  void read_beside(std::function<void()> on_made);
  /// Shows what was made meanwhile; `wait`: and what is being made. @returns whether anything
  /// changed. @throws InputError: it can't be read.
  bool catch_up(bool wait);

 private:
  bool has_fields_of(std::size_t run) const;
  /// Changes what is chosen. The clock stays; where a run leads it from then on that does not go on
  /// at that time, or is of another day, the time since the start does.
  void rechoose(const std::function<void()>& change);
  /// Shows a slot anew, and those whose runs now start elsewhere on the clock.
  void lay_anew(Slot slot);
  bool starts_elsewhere(Slot slot) const;
  bool has_two_sides() const { return scene_.split().kind != SplitKind::none; }
  std::vector<std::size_t> runs_on(std::size_t side) const;
  bool is_told_on(std::size_t side, const std::vector<std::size_t>& by) const;
  void lay(Slot slot);
  void lay_all();
  void lay_selection();
  /// The row of the river that was asked about.
  std::optional<std::size_t> asked_river() const;

  const Session& session_;
  Scene scene_;
  std::array<StageSide, Scene::kSides> sides_;
  std::map<Slot, Choice> chosen_;
  std::optional<Compared> compared_;
  Inspected selected_;
  std::array<OnDemand, Scene::kSides> on_demand_;  ///< of what is selected
  double swipe_at_ = 0.5;
  bool widened_ = false;
  Palette palette_ = Palette::declared;
  double wall_s_ = 0.0;  ///< of the leading run's clock
};

}  // namespace twin
