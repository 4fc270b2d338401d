#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "viewer/app/shot.h"
#include "viewer/model/tour.h"

namespace twin {

/// A film of a tour, or without one of the whole time of what an order shows, from its bookmark.
struct FilmOrder {
  ShotOrder picture;
  std::optional<Tour> tour;
  double frames_per_s = 25.0;
  double seconds = 20.0;  ///< of a film without a tour
};

/// Called with the share that is done, 0 to 1, before every picture.
using FilmProgress = std::function<void(double)>;

/// Draws a film and writes it as MP4 (H.264) through ffmpeg. The file has its name when it is
/// whole.
/// @throws UsageError: an odd width or height, or nothing that changes with time; Failure: no
/// ffmpeg; OutputError.
void film(const Session& session, const FilmOrder& order, const std::filesystem::path& mp4,
          const FilmProgress& progress);

/// Prints a tour as PDF, a page a stop: picture, caption, stamps. @throws OutputError.
void print_tour(const Session& session, const ShotOrder& picture, const Tour& tour,
                const std::filesystem::path& pdf, const FilmProgress& progress);

}  // namespace twin
