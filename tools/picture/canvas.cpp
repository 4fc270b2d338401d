#include "tools/picture/canvas.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>

#include "engine/base/findings.h"
#include "engine/base/partial_folder.h"

namespace twin {
namespace {

constexpr const char* kFonts = "Noto Sans, DejaVu Sans, sans-serif";
constexpr double kPi = 3.14159265358979323846;

struct UnrefLayout {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, UnrefLayout>;

PangoAlignment pango_alignment(Align align) {
  switch (align) {
    case Align::left:
      return PANGO_ALIGN_LEFT;
    case Align::centre:
      return PANGO_ALIGN_CENTER;
    case Align::right:
      break;
  }
  return PANGO_ALIGN_RIGHT;
}

cairo_status_t append_bytes(void* to, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

std::uint32_t premultiplied(std::uint32_t argb) {
  const std::uint32_t alpha = argb >> 24U;
  const auto scaled = [&](unsigned shift) {
    return ((((argb >> shift) & 255U) * alpha + 127U) / 255U) << shift;
  };
  return (alpha << 24U) | scaled(16) | scaled(8) | scaled(0);
}

}  // namespace

struct Canvas::Cairo {
  std::string pdf_bytes;  // before the surface, which writes to it until it is destroyed
  cairo_surface_t* surface = nullptr;
  cairo_t* context = nullptr;
  std::filesystem::path pdf_file;

  Cairo(int width_px, int height_px)
      : surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px)),
        context(cairo_create(surface)) {}
  Cairo(std::filesystem::path file, double width, double height)
      : surface(cairo_pdf_surface_create_for_stream(append_bytes, &pdf_bytes, width, height)),
        context(cairo_create(surface)),
        pdf_file(std::move(file)) {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   "1970-01-01T00:00:00Z");  // equal runs, equal bytes
  }
  Cairo(const Cairo&) = delete;
  Cairo& operator=(const Cairo&) = delete;
  ~Cairo() {
    cairo_destroy(context);
    cairo_surface_destroy(surface);
  }

  void use(const Ink& ink) const {
    cairo_set_source_rgba(context, ink.colour.red, ink.colour.green, ink.colour.blue, ink.alpha);
  }
  void trace(const std::vector<Spot>& line) const {
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (i == 0) {
        cairo_move_to(context, line[i].x, line[i].y);
      } else {
        cairo_line_to(context, line[i].x, line[i].y);
      }
    }
  }
  void trace(const Rectangle& box, double radius) const {
    const double r = std::min({radius, box.width / 2, box.height / 2});
    cairo_new_sub_path(context);
    cairo_arc(context, box.x + box.width - r, box.y + r, r, -kPi / 2, 0);
    cairo_arc(context, box.x + box.width - r, box.y + box.height - r, r, 0, kPi / 2);
    cairo_arc(context, box.x + r, box.y + box.height - r, r, kPi / 2, kPi);
    cairo_arc(context, box.x + r, box.y + r, r, kPi, 1.5 * kPi);
    cairo_close_path(context);
  }
  Layout layout(const std::string& words, const TextStyle& style) const {
    Layout layout(pango_cairo_create_layout(context));
    PangoFontDescription* font = pango_font_description_from_string(kFonts);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    if (style.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    if (style.italic) pango_font_description_set_style(font, PANGO_STYLE_ITALIC);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    if (style.wrap_width > 0) {
      pango_layout_set_width(layout.get(), static_cast<int>(style.wrap_width * PANGO_SCALE));
      pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
      pango_layout_set_alignment(layout.get(), pango_alignment(style.align));
    }
    pango_layout_set_text(layout.get(), words.c_str(), static_cast<int>(words.size()));
    return layout;
  }
};

namespace {

TextSize size_of_layout(PangoLayout* layout) {
  int width = 0;
  int height = 0;
  pango_layout_get_size(layout, &width, &height);
  return {static_cast<double>(width) / PANGO_SCALE, static_cast<double>(height) / PANGO_SCALE};
}

}  // namespace

Ink ink(const std::string& hex, double alpha) { return {colour_of(hex), alpha}; }

Canvas::Canvas(std::unique_ptr<Cairo> cairo) : cairo_(std::move(cairo)) {
  cairo_set_line_join(cairo_->context, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cairo_->context, CAIRO_LINE_CAP_ROUND);
}
Canvas::~Canvas() = default;
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;

Canvas Canvas::picture(int width_px, int height_px) {
  return Canvas(std::make_unique<Cairo>(width_px, height_px));
}

Canvas Canvas::pdf(const std::filesystem::path& file, double width, double height) {
  return Canvas(std::make_unique<Cairo>(file, width, height));
}

void Canvas::fill(const std::vector<std::vector<Spot>>& rings, Ink colour) {
  cairo_new_path(cairo_->context);
  for (const std::vector<Spot>& ring : rings) {
    cairo_->trace(ring);
    cairo_close_path(cairo_->context);
  }
  cairo_set_fill_rule(cairo_->context, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_->use(colour);
  cairo_fill(cairo_->context);
}

void Canvas::outline(const std::vector<Spot>& ring, double width, Ink colour) {
  cairo_new_path(cairo_->context);
  cairo_->trace(ring);
  cairo_close_path(cairo_->context);
  cairo_->use(colour);
  cairo_set_line_width(cairo_->context, width);
  cairo_stroke(cairo_->context);
}

void Canvas::stroke(const std::vector<Spot>& line, double width, Ink colour) {
  cairo_new_path(cairo_->context);
  cairo_->trace(line);
  cairo_->use(colour);
  cairo_set_line_width(cairo_->context, width);
  cairo_stroke(cairo_->context);
}

void Canvas::dashed(const std::vector<Spot>& line, double width, Ink colour, double dash) {
  cairo_set_dash(cairo_->context, &dash, 1, 0.0);
  stroke(line, width, colour);
  cairo_set_dash(cairo_->context, nullptr, 0, 0.0);
}

void Canvas::disc(Spot centre, double radius, Ink colour) {
  cairo_new_path(cairo_->context);
  cairo_arc(cairo_->context, centre.x, centre.y, radius, 0, 2 * kPi);
  cairo_->use(colour);
  cairo_fill(cairo_->context);
}

void Canvas::rectangle(const Rectangle& box, Ink colour, double corner_radius) {
  cairo_new_path(cairo_->context);
  cairo_->trace(box, corner_radius);
  cairo_->use(colour);
  cairo_fill(cairo_->context);
}

void Canvas::frame(const Rectangle& box, double line_width, Ink colour, double corner_radius) {
  cairo_new_path(cairo_->context);
  cairo_->trace(box, corner_radius);
  cairo_->use(colour);
  cairo_set_line_width(cairo_->context, line_width);
  cairo_stroke(cairo_->context);
}

void Canvas::image(const std::vector<std::uint32_t>& argb, int cols, int rows, const Rectangle& box,
                   bool smooth) {
  cairo_surface_t* source = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, cols, rows);
  auto* bytes = cairo_image_surface_get_data(source);
  const int stride = cairo_image_surface_get_stride(source);
  for (int row = 0; row < rows; ++row) {
    auto* line =
        reinterpret_cast<std::uint32_t*>(bytes + static_cast<std::ptrdiff_t>(row) * stride);
    for (int col = 0; col < cols; ++col) {
      line[col] =
          premultiplied(argb[static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) +
                             static_cast<std::size_t>(col)]);
    }
  }
  cairo_surface_mark_dirty(source);
  cairo_save(cairo_->context);
  cairo_translate(cairo_->context, box.x, box.y);
  cairo_scale(cairo_->context, box.width / cols, box.height / rows);
  cairo_set_source_surface(cairo_->context, source, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cairo_->context),
                           smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST);
  cairo_pattern_set_extend(cairo_get_source(cairo_->context), CAIRO_EXTEND_PAD);
  cairo_rectangle(cairo_->context, 0, 0, cols, rows);
  cairo_fill(cairo_->context);
  cairo_restore(cairo_->context);
  cairo_surface_destroy(source);
}

void Canvas::png(const std::filesystem::path& file, const Rectangle& box) {
  cairo_surface_t* source = cairo_image_surface_create_from_png(file.c_str());
  if (cairo_surface_status(source) == CAIRO_STATUS_SUCCESS) {
    cairo_save(cairo_->context);
    cairo_translate(cairo_->context, box.x, box.y);
    cairo_scale(cairo_->context, box.width / cairo_image_surface_get_width(source),
                box.height / cairo_image_surface_get_height(source));
    cairo_set_source_surface(cairo_->context, source, 0, 0);
    cairo_paint(cairo_->context);
    cairo_restore(cairo_->context);
  }
  cairo_surface_destroy(source);
}

TextSize Canvas::text(Spot at, const std::string& words, const TextStyle& style) {
  const Layout layout = cairo_->layout(words, style);
  const TextSize size = size_of_layout(layout.get());
  const bool wraps = style.wrap_width > 0;  // then the layout itself aligns within its width
  const double shift = wraps || style.align == Align::left ? 0.0
                       : style.align == Align::centre      ? size.width / 2
                                                           : size.width;
  cairo_->use(style.colour);
  cairo_move_to(cairo_->context, at.x - shift, at.y);
  pango_cairo_show_layout(cairo_->context, layout.get());
  return size;
}

TextSize Canvas::size_of(const std::string& words, const TextStyle& style) {
  return size_of_layout(cairo_->layout(words, style).get());
}

void Canvas::label(Spot centre, double angle, const std::string& words, const TextStyle& style,
                   Ink halo, double halo_width) {
  const Layout layout = cairo_->layout(words, style);
  const TextSize size = size_of_layout(layout.get());
  cairo_save(cairo_->context);
  cairo_translate(cairo_->context, centre.x, centre.y);
  cairo_rotate(cairo_->context, angle);
  cairo_translate(cairo_->context, -size.width / 2, -size.height / 2);
  cairo_new_path(cairo_->context);
  cairo_move_to(cairo_->context, 0, 0);
  pango_cairo_layout_path(cairo_->context, layout.get());
  cairo_->use(halo);
  cairo_set_line_width(cairo_->context, 2 * halo_width);
  cairo_stroke_preserve(cairo_->context);
  cairo_->use(style.colour);
  cairo_set_fill_rule(cairo_->context, CAIRO_FILL_RULE_WINDING);
  cairo_fill(cairo_->context);
  cairo_restore(cairo_->context);
}

Colour Canvas::pixel(int x, int y) const {
  cairo_surface_flush(cairo_->surface);
  const unsigned char* bytes = cairo_image_surface_get_data(cairo_->surface);
  const auto* row = reinterpret_cast<const std::uint32_t*>(
      bytes + static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(cairo_->surface));
  const std::uint32_t argb = row[x];
  return {((argb >> 16U) & 255U) / 255.0, ((argb >> 8U) & 255U) / 255.0, (argb & 255U) / 255.0};
}

void Canvas::clip(const Rectangle& box) {
  cairo_save(cairo_->context);
  cairo_rectangle(cairo_->context, box.x, box.y, box.width, box.height);
  cairo_clip(cairo_->context);
}

void Canvas::unclip() { cairo_restore(cairo_->context); }

void Canvas::write_png(const std::filesystem::path& file) {
  std::string bytes;
  cairo_surface_flush(cairo_->surface);
  cairo_surface_write_to_png_stream(cairo_->surface, append_bytes, &bytes);
  write_file(file, bytes);
}

void Canvas::next_page() { cairo_show_page(cairo_->context); }

void Canvas::finish_pdf() {
  cairo_surface_finish(cairo_->surface);
  write_file(cairo_->pdf_file, cairo_->pdf_bytes);
}

TextSize size_of_png(const std::filesystem::path& file) {
  cairo_surface_t* source = cairo_image_surface_create_from_png(file.c_str());
  const bool good = cairo_surface_status(source) == CAIRO_STATUS_SUCCESS;
  const TextSize size = good ? TextSize{static_cast<double>(cairo_image_surface_get_width(source)),
                                        static_cast<double>(cairo_image_surface_get_height(source))}
                             : TextSize{};
  cairo_surface_destroy(source);
  if (good) return size;
  throw InputError({.where = file.string(),
                    .found = tr("no readable picture", "không có hình đọc được"),
                    .expected = tr("a PNG file", "một tệp PNG"),
                    .outcome = tr("run the scenario again", "hãy chạy lại kịch bản")});
}

}  // namespace twin
