#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "viewer/look/palette.h"
#include "viewer/model/click.h"
#include "viewer/model/grid_instant.h"
#include "viewer/model/read_ahead.h"
#include "viewer/model/session.h"
#include "viewer/scene/scene.h"

namespace twin {

/// Things of which one field at a time can be shown.
enum class Slot { grid, lines, buildings, points };
Slot slot_of(ShownAs as);

/// A field as it is shown: of one run, or what changes from another run to it.
struct Shown {
  Choice choice;
  std::optional<Choice> before;  ///< of a change: the field of the run that it starts from
  ManifestField field;           ///< what a legend tells of it
  ShownAs as = ShownAs::nothing;
  FeatureValues values;      ///< of tables, by row of the table of `choice`; kNothing: never
  bool has_missing = false;  ///< some are not computed
  bool has_never = false;    ///< some never happened
  std::vector<double> wall_times_s;  ///< of the stage's clock
  double since_start_s(std::size_t index) const {
    return wall_times_s.empty() ? 0.0 : wall_times_s[index] - start_wall_s;
  }
  double start_wall_s = 0.0;         ///< its run's start on the stage's clock
  double before_start_wall_s = 0.0;  ///< of a change: that of the run before
};

/// A choice, and where on the stage's clock its run starts.
struct ClockedChoice {
  Choice choice;
  double start_wall_s = 0.0;
};

/// One side of the picture: of each slot one field at most, at an instant.
class StageSide {
 public:
  StageSide(const Session& session, Scene& scene, std::size_t side)
      : session_(session),
        scene_(scene),
        side_(side),
        river_levels_m_(usual_river_levels_m(session.ward())) {}

  /// `told`: its field as the legend tells it, that of both sides where two are compared.
  void show(const ClockedChoice& shown, const ManifestField& told);
  /// What changes from `before` to `after`, instants matched on the stage's clock.
  void show_change(const ClockedChoice& before, const ClockedChoice& after);
  void clear(Slot slot);
  const std::map<Slot, Shown>& shown() const { return shown_; }
  const Shown* shown(Slot slot) const;

  /// The legend in which a field is shown.
  std::vector<LegendClass> legend(const Shown& shown) const {
    return recoloured(legend_of(shown.field), palette_, shown.field);
  }
  void set_palette(Palette palette);
  /// Lines of greater values are drawn wider.
  void set_widened(bool widened);
  void set_wall_time_s(double wall_s);
  double wall_time_s() const { return wall_s_; }

  /// Whether the grid of an instant is waited for, or shown once it is made (the other values of
  /// that instant are there before it). @see catch_up
  void set_waiting(bool waits) { waits_ = waits; }
  /// Called by another thread when a grid is made that was not waited for.
  std::function<void()> on_made;
  /// Shows such a grid; `wait`: also one that is still being made. @returns whether anything
  /// changed. @throws InputError: it can't be read.
  bool catch_up(bool wait);

  /// Whether its run goes on at the instant shown, or it has no time.
  bool is_known_now(const Shown& shown) const { return time_index(shown).has_value(); }
  /// The grid that is shown; nullptr where none is, or none is known at this instant.
  const std::shared_ptr<const GridInstant>& grid_now() const { return grid_now_; }
  /// The value of a row of a shown table at the instant shown; NaN where there is none.
  float value_now(Slot slot, std::size_t row) const;
  /// Whether a row of a shown table is known at that instant never to have had what is asked.
  bool never_now(Slot slot, std::size_t row) const;
  /// The table whose lines or areas are shown now; nothing where none is. For use before the next
  /// change of the side.
  std::optional<DrawnTable> drawn_table(Slot slot) const;
  /// The level at which each river is drawn now, by row of their layer: as the depths shown
  /// tell it, else its usual one.
  const std::vector<float>& river_levels_m() const { return river_levels_m_; }
  /// Where on the stage's clock a run starts; of one that shows nothing here, where it did.
  double start_wall_s(std::size_t run) const;

 private:
  std::vector<double> times_of(const ClockedChoice& clocked) const;
  void note_missing(Shown& shown) const;
  void put(Shown shown);
  void read_ahead(const Shown& shown);
  GridOrder order_of(const Shown& shown) const;
  void show_grid(const std::shared_ptr<const GridInstant>& grid, const Shown& shown);
  void show_lines(const Shown& shown);
  void show_buildings(const Shown& shown);
  FeatureValues by_block(const Shown& shown) const;
  /// Of the instant shown; nothing where the run does not go on then. 0 of what has no time.
  std::optional<std::size_t> time_index(const Shown& shown) const;
  /// A value at that instant as it is drawn (model/row_values.h).
  float drawn_value_now(Slot slot, std::size_t row) const;
  void show_unknown();
  void show_rivers();

  const Session& session_;
  Scene& scene_;
  std::size_t side_;
  std::map<Slot, Shown> shown_;
  std::shared_ptr<const GridInstant> grid_now_;     ///< nullptr also while it is not known
  std::unique_ptr<ReadAhead<GridInstant>> frames_;  ///< of the grid that is shown
  bool waits_ = true;
  bool widened_ = false;
  Palette palette_ = Palette::declared;
  double wall_s_ = 0.0;
  std::vector<float> river_levels_m_;
};

}  // namespace twin
