#pragma once

#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viewer/model/rivers.h"
#include "viewer/model/rows.h"
#include "viewer/model/run.h"
#include "viewer/model/ward_folder.h"
#include "viewer/model/ward_shapes.h"
#include "viewer/model/world.h"

namespace twin {

/// A field of an opened run, chosen to be drawn.
struct Choice {
  std::size_t run = 0;
  const ManifestField* field = nullptr;
  ShownAs as = ShownAs::nothing;

  bool operator==(const Choice&) const = default;
};

/// The ward and the runs that are looked at together. Runs may join; none ever leaves.
class Session {
 public:
  /// Hears of a folder that is left out.
  using Refused = std::function<void(const InputError&)>;

  /// Opens ward folders and results folders in any order; at most one ward, given or found through
  /// the runs. A folder that is neither, a damaged run or one of another ward is left out where
  /// somebody hears of it. @throws InputError: that, where nobody does; no ward that can be read.
  explicit Session(std::span<const std::filesystem::path> folders, const Refused& refused = {});

  /// Opens one more run of the same ward. @returns its place among the runs; of a folder that is
  /// open already, the place it has. @throws InputError: no finished run, or one of another ward.
  std::size_t open(const std::filesystem::path& folder);

  const WardFolder& ward() const { return *ward_; }
  const World& world() const { return *world_; }
  const Picker& picker() const { return *picker_; }
  const std::vector<std::unique_ptr<Run>>& runs() const { return runs_; }

  /// Every field that can be drawn, run by run.
  const std::vector<Choice>& choices() const { return choices_; }
  /// The choice meant by "depth_m", "lanes.depth_m" or "flood/depth_m" (scenario/field); nothing
  /// where none is.
  std::optional<Choice> choice_named(const std::string& name) const;
  /// The same field of another run; nothing where that run has none.
  std::optional<Choice> counterpart(const Choice& choice, std::size_t run) const;
  /// What each run shows first.
  std::vector<Choice> first_choices() const;

  /// Instants of a choice in seconds of the wall clock; one or none where it has no time.
  std::vector<double> wall_times_s(const Choice& choice) const;
  /// The instant at which a choice has its greatest sum of values: the height of a flood, without
  /// the water of rivers and ponds. Found by halving steps, so of several peaks it may be one of
  /// the lower. Waits for the thread that searches. @throws InputError: a damaged run.
  double wall_peak_s(const Choice& choice) const;
  /// The same without waiting; nothing while it is searched, and where it can't be read.
  std::optional<double> wall_peak_if_found_s(const Choice& choice) const;
  /// Whether any peak that was asked for is still searched.
  bool searches_peaks() const;

  /// The choice whose run leads the clock of what is shown together: the first that moves, or else
  /// the first.
  std::optional<Choice> leading(std::span<const Choice> choices) const;
  /// Whether two runs keep the hours of one day: both tell when they start, and they start on the
  /// same day or go on at the same time.
  bool share_clock(std::size_t run, std::size_t other) const;
  /// Where a run starts on the wall clock of another: when it says itself where they share it, else
  /// with the other, for runs of other days are laid over each other from their starts on.
  double start_on_clock_of_s(std::size_t leader, std::size_t run) const;

  /// The time of a run that belongs to an instant of the wall clock, since the run's start: its own
  /// where the run goes on then, else, as runs of other days are laid over each other, as long
  /// after its start as the first run that goes on then is after its own. Nothing where none does,
  /// or where the run has ended by then or not yet begun.
  std::optional<double> since_start_s(std::size_t run, double wall_s) const;
  /// Whether a run tells anything so long after its start.
  bool reaches(std::size_t run, double since_s) const;

  /// The files of the ward that are not those a run was made of (model/ward_version.h); read when
  /// first asked for.
  const std::vector<std::string>& ward_files_changed_since(std::size_t run) const;

  /// The rows of a table of the ward or of a run by id and place; sorted once, when first asked
  /// for. Not for several threads at once.
  const Rows& rows_of(const FeatureTable& table) const;
  /// The drains of the ward as a click meets them; made when first asked for, likewise.
  const std::vector<DrainRod>& drains() const;
  /// The rivers of the ward by row of their layer, likewise.
  const std::vector<RiverSurface>& rivers() const;

 private:
  /// Takes a run among those that are shown. @throws InputError: damaged, or of another ward.
  void join(std::unique_ptr<Run> run);
  const std::shared_future<double>& peak_of(const Choice& choice) const;
  struct Span {
    double from_s = 0.0;
    double to_s = 0.0;
  };
  /// First and last instant of a run since its start; nothing where it has no time.
  std::optional<Span> span_of(std::size_t run) const;
  bool goes_on_together(std::size_t run, std::size_t other) const;

  std::unique_ptr<WardFolder> ward_;
  std::vector<std::unique_ptr<Run>> runs_;
  std::unique_ptr<World> world_;
  std::unique_ptr<Picker> picker_;
  std::vector<Choice> choices_;
  mutable std::map<const FeatureTable*, Rows> rows_;
  mutable std::map<std::size_t, std::vector<std::string>> changed_files_;  ///< by run
  mutable std::optional<std::vector<DrainRod>> drains_;
  mutable std::optional<std::vector<RiverSurface>> rivers_;
  /// Of the wall clock; last, for their threads read all the others.
  mutable std::map<std::pair<std::size_t, const ManifestField*>, std::shared_future<double>>
      peaks_s_;
};

}  // namespace twin
