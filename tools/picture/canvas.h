#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/results/legend.h"

namespace twin {

/// A place on a picture: pixels (points in a PDF) from its top left, y down.
struct Spot {
  double x = 0.0;
  double y = 0.0;
};

struct Ink {
  Colour colour;
  double alpha = 1.0;
};
/// "#2b83ba", covering by `alpha`.
Ink ink(const std::string& hex, double alpha = 1.0);

struct Rectangle {
  double x = 0.0;
  double y = 0.0;
  double width = 0.0;
  double height = 0.0;
};

enum class Align { left, centre, right };

/// How a text is set. The font has all Vietnamese letters: Noto Sans, or DejaVu Sans.
struct TextStyle {
  double size = 14.0;  ///< of the letters, pixels
  bool bold = false;
  bool italic = false;
  Ink colour = {};
  Align align = Align::left;
  double wrap_width = 0.0;  ///< above 0: lines break at this width
};

struct TextSize {
  double width = 0.0;
  double height = 0.0;
};

/// A surface to draw on, in Cairo: a picture in pixels, or the pages of a PDF. The same calls give
/// the same bytes.
class Canvas {
 public:
  static Canvas picture(int width_px, int height_px);
  /// Pages of `width` × `height` points; `finish_pdf` writes the file.
  static Canvas pdf(const std::filesystem::path& file, double width, double height);
  ~Canvas();
  Canvas(Canvas&&) noexcept;
  Canvas& operator=(Canvas&&) noexcept;

  void fill(const std::vector<std::vector<Spot>>& rings, Ink colour);
  void outline(const std::vector<Spot>& ring, double width, Ink colour);
  void stroke(const std::vector<Spot>& line, double width, Ink colour);
  void dashed(const std::vector<Spot>& line, double width, Ink colour, double dash);
  void disc(Spot centre, double radius, Ink colour);
  void rectangle(const Rectangle& box, Ink colour, double corner_radius = 0.0);
  void frame(const Rectangle& box, double line_width, Ink colour, double corner_radius = 0.0);
  /// `argb[row * cols + col]`, alpha first and not premultiplied, stretched over `box`.
  void image(const std::vector<std::uint32_t>& argb, int cols, int rows, const Rectangle& box,
             bool smooth);
  void png(const std::filesystem::path& file, const Rectangle& box);

  /// Sets a text with its top left (centre, right) at `at`; returns its size.
  TextSize text(Spot at, const std::string& words, const TextStyle& style);
  TextSize size_of(const std::string& words, const TextStyle& style);
  /// A text centred at `centre`, turned by `angle` (radians, clockwise), on a halo.
  void label(Spot centre, double angle, const std::string& words, const TextStyle& style, Ink halo,
             double halo_width);

  /// The colour of a pixel of a picture, for tests.
  Colour pixel(int x, int y) const;

  void clip(const Rectangle& box);
  void unclip();

  /// @throws OutputError.
  void write_png(const std::filesystem::path& file);
  void next_page();
  void finish_pdf();

 private:
  struct Cairo;
  explicit Canvas(std::unique_ptr<Cairo> cairo);
  std::unique_ptr<Cairo> cairo_;
};

/// Width and height of a PNG file, pixels. @throws InputError when it is none.
TextSize size_of_png(const std::filesystem::path& file);

}  // namespace twin
