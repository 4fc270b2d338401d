#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "viewer/model/session.h"
#include "viewer/scene/scene.h"

namespace twin {

/// Things of which one field at a time can be shown.
enum class Slot { grid, lines, buildings, points };
Slot slot_of(ShownAs as);

/// The scene of a session: which fields it shows, at which instant.
class Stage {
 public:
  explicit Stage(const Session& session);

  Scene& scene() { return scene_; }
  const Session& session() const { return session_; }

  void choose(const Choice& choice);
  void clear(Slot slot);
  std::optional<Choice> chosen(Slot slot) const;
  std::vector<Choice> chosen() const;

  /// All instants of what is shown, seconds of the wall clock, ascending.
  std::vector<double> wall_times_s() const;
  void set_wall_time_s(double wall_s);
  double wall_time_s() const { return wall_s_; }

  /// The values of a shown grid at the instant shown, on the world's lattice; nothing where no grid
  /// is shown.
  const std::optional<Grid<float>>& grid_now() const { return grid_now_; }
  /// The value of a row of a shown table at the instant shown; NaN where there is none.
  float value_now(Slot slot, std::size_t row) const;

 private:
  struct Shown {
    Choice choice;
    FeatureValues values;  ///< of tables, by row of the table
    std::vector<double> wall_times_s;
  };
  void show_grid(const Shown& shown);
  void show_instants();
  Grid<float> area_values(const Shown& shown) const;
  FeatureValues by_block(const Shown& shown) const;
  std::size_t time_index(const Shown& shown) const;

  const Session& session_;
  Scene scene_;
  std::map<Slot, Shown> shown_;
  std::optional<Grid<float>> grid_now_;
  std::optional<std::size_t> frame_now_;
  double wall_s_ = 0.0;
};

}  // namespace twin
