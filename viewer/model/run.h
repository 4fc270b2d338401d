#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/results/bundle.h"
#include "engine/results/legend.h"

namespace twin {

/// How the values of a field are drawn.
enum class ShownAs { nothing, water, ground, lines, buildings, areas, points };

/// The values of a field for the rows of its table, at one instant or through time.
struct FeatureValues {
  std::vector<double> times_s;  ///< one where the field has no time
  std::size_t rows = 0;
  std::vector<float> values;  ///< `values[time * rows + row]`; NaN: none

  /// Where an instant lies among the times: 2.5 is half way from the third to the fourth.
  double index_at(double time_s) const;
};

/// One finished run, opened to be looked at.
class Run {
 public:
  /// @throws InputError: no finished run there.
  explicit Run(const std::filesystem::path& folder);

  const Bundle& bundle() const { return bundle_; }
  const Manifest& manifest() const { return bundle_.manifest(); }
  /// What people call it: the title of its scenario file, or what the scenario asks.
  std::string title(Language language) const;
  /// Seconds of its start since 1970 by the wall clock of the place; 0 where it has none.
  double start_s() const { return start_s_; }
  bool has_clock() const { return has_clock_; }
  /// Frame of its grids; nothing where it has none.
  std::optional<GridFrame> grid_frame() const;

  ShownAs shown_as(const ManifestField& field) const;
  /// The fields that can be drawn, in the order of the manifest.
  std::vector<const ManifestField*> drawable() const;
  /// @throws InputError: the field is no column or series of a table.
  FeatureValues values_of(const ManifestField& field) const;
  /// The field that tells where a field was computed, and what has no value never happened;
  /// nullptr where the run tells no such field.
  const ManifestField* computed_field(const ManifestField& field) const;
  /// Instants of frames or a series, seconds after the start; none of other fields. Read once; not
  /// for several threads at once.
  const std::vector<double>& times_s(const ManifestField& field) const;
  /// What a table holds, read once likewise.
  const LayerHead& head_of(const std::string& table) const;
  /// Frame of a grid, or of a grid through time, read once likewise.
  const GridFrame& frame_of(const ManifestField& field) const;
  /// The index of the instant that stands at a time of the wall clock: the last one not after it,
  /// or the first.
  std::size_t index_at(const ManifestField& field, double wall_s) const;

 private:
  Bundle bundle_;
  mutable std::map<const ManifestField*, std::vector<double>> times_s_;
  mutable std::map<const ManifestField*, GridFrame> frames_;
  mutable std::map<std::string, LayerHead> heads_;
  double start_s_ = 0.0;
  bool has_clock_ = false;
};

/// Seconds since 1970 on the wall clock of "2025-09-30T11:30:00+07:00" (the offset is not taken
/// off); nothing where the text is no such time.
std::optional<double> wall_clock_s(const std::string& start);

/// "12:40 · 30/09/2025" of such seconds.
std::string clock_text(double wall_s);
/// With the seconds, where they are not 0: "12:40:30 · 30/09/2025".
std::string exact_clock_text(double wall_s);
/// "3 giờ 00 phút từ lúc bắt đầu".
Text elapsed_text(double since_start_s);

/// The instant meant by "14:30", "14:30:00", "+90" (minutes after the start), "5400 s" or a whole
/// time stamp, in seconds since the start; nothing where it is none of these.
std::optional<double> instant_s(const std::string& text, double start_s, bool has_clock);

/// How far beyond its first and last instant a run is still taken to be at them: instants on the
/// wall clock are rounded sums.
inline constexpr double kInstantSlack_s = 0.5;

/// The index of the instant that stands at a time: the last one not after it. Nothing before the
/// first and after the last: what was then is not known.
std::optional<std::size_t> instant_at(const std::vector<double>& times_s, double time_s);

/// Where an instant lies among ascending times, clamped to them; 0 for none.
double index_among(const std::vector<double>& times_s, double time_s);
/// The last instant not after it, or the first.
std::size_t whole_index(const std::vector<double>& times_s, double time_s);

}  // namespace twin
