#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "viewer/model/session.h"

namespace twin {

/// What a picture shall show.
struct ShotOrder {
  int width = 1600;
  int height = 900;
  std::string time;  ///< as instant_s reads it; "peak"; empty: the height of what is shown
  std::string bookmark = "overview";
  std::vector<std::string> fields;  ///< empty: what each run shows first
  std::vector<std::string> hidden;  ///< layers left out
  std::string ask;                  ///< id of a feature that is asked about; empty: none
  std::vector<std::string> added;   ///< layers shown that usually are not
  double height_scale = 1.0;
  std::string palette = "declared";
  bool widened = false;  ///< lines of greater values are drawn wider
  /// How two runs are laid beside each other: "swipe", "beside", "change"; empty: one is shown.
  std::string comparison;
  double swipe_at = 0.5;  ///< where a swipe divides, of the width
  int samples = 4;        ///< of each pixel, to smooth edges
  bool light = false;     ///< drawn faster, without smooth edges and fine parts
  Language language = Language::vietnamese;
  int frames = 0;  ///< drawn again after the picture, turning, to time them
};

struct ShotTimes {
  double first_picture_s = 0.0;  ///< from `started` to the pixels
  double scene_s = 0.0;          ///< of that, from the opened session to its scene
  double frames_per_s = 0.0;     ///< of the frames asked for; 0 where none were
};

/// Draws a picture without a window and writes it as PNG. @throws UsageError for a time, field or
/// bookmark that there is not; Failure without EGL; OutputError.
ShotTimes shoot(const Session& session, const ShotOrder& order, const std::filesystem::path& png,
                double seconds_so_far);

}  // namespace twin
