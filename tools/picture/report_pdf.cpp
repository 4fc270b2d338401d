#include "tools/picture/report_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "tools/picture/canvas.h"
#include "tools/picture/clock_text.h"
#include "tools/picture/map_furniture.h"
#include "tools/picture/report_content.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

// A4 upright, in points.
constexpr double kWidth = 595.28;
constexpr double kHeight = 841.89;
constexpr double kMargin = 48;
constexpr double kInner = kWidth - 2 * kMargin;
constexpr double kBottom = kHeight - kMargin - 22;
constexpr double kPad = 4;  // within a cell
constexpr double kWidestCell = 170;
constexpr std::size_t kTopRows = 15;
constexpr std::size_t kMostFindings = 25;

constexpr const char* kDark = "#26221c";
constexpr const char* kSoft = "#6d655a";

TextStyle style(double size, const char* colour = kDark, bool bold = false, double wrap = 0.0) {
  return {.size = size, .bold = bold, .colour = ink(colour), .wrap_width = wrap};
}

/// Pages that are filled from top to bottom. What is drawn is kept until the number of pages is
/// known, which stands on each.
class Pages {
 public:
  using Drawing = std::function<void(Canvas&, double top)>;

  Canvas& ruler() { return ruler_; }

  /// Puts a block below the last one, on a new page where it does not fit.
  void add(double height, Drawing drawing) {
    if (y_ + height > kBottom && !pages_.back().empty()) next();
    pages_.back().push_back(
        [top = y_, drawing = std::move(drawing)](Canvas& on) { drawing(on, top); });
    y_ += height;
  }
  bool fits(double height) const { return y_ + height <= kBottom; }
  void space(double height) { y_ += height; }
  /// Room for a heading must leave some for what it heads.
  void keep_room(double height) {
    if (y_ + height > kBottom) next();
  }
  void next() {
    if (pages_.back().empty()) return;
    pages_.emplace_back();
    y_ = kMargin;
  }

  void write(const fs::path& file, const std::string& footer, Language language) {
    if (pages_.size() > 1 && pages_.back().empty()) pages_.pop_back();
    Canvas canvas = Canvas::pdf(file, kWidth, kHeight);
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      for (const auto& draw : pages_[i]) draw(canvas);
      canvas.stroke({{kMargin, kHeight - kMargin - 6}, {kWidth - kMargin, kHeight - kMargin - 6}},
                    0.5, ink("#c9c2b6"));
      canvas.text({kMargin, kHeight - kMargin}, footer, style(7.5, kSoft));
      TextStyle right = style(8.5, kSoft);
      right.align = Align::right;
      canvas.text({kWidth - kMargin, kHeight - kMargin - 1},
                  fmt::format("{} {}/{}", tr("page", "trang").in(language), i + 1, pages_.size()),
                  right);
      canvas.next_page();
    }
    canvas.finish_pdf();
  }

 private:
  Canvas ruler_ = Canvas::picture(8, 8);
  std::vector<std::vector<std::function<void(Canvas&)>>> pages_ = {{}};
  double y_ = kMargin;
};

void add_text(Pages& pages, const std::string& words, const TextStyle& as, double after = 4) {
  if (words.empty()) return;
  const double height = pages.ruler().size_of(words, as).height;
  pages.add(height + after, [words, as](Canvas& on, double top) {
    on.text({kMargin, top}, words, as);
  });
}

void add_stamp(Pages& pages, const Manifest& manifest, Language language) {
  const std::string words = assumed_heading(manifest).in(language);
  if (words.empty()) return;
  const std::string why = assumed_reason(manifest).in(language);
  pages.add(44, [words, why](Canvas& on, double top) {
    on.rectangle({kMargin, top, kInner, 36}, ink("#b3261e"), 3);
    TextStyle heading = style(14, "#ffffff", true);
    heading.align = Align::centre;
    TextStyle reason = style(8.5, "#ffffff");
    reason.align = Align::centre;
    on.text({kWidth / 2, top + 2}, words, heading);
    on.text({kWidth / 2, top + 21}, why, reason);
  });
}

/// Widths that share the page by what the columns hold.
std::vector<double> column_widths(Canvas& ruler, const ReportTable& table, const TextStyle& as) {
  std::vector<double> widths;
  for (std::size_t i = 0; i < table.heads.size(); ++i) {
    double widest = ruler.size_of(table.heads[i], as).width / 2;  // heads may break
    for (const auto& row : table.rows) {
      widest = std::max(widest, std::min(kWidestCell, ruler.size_of(row[i], as).width));
    }
    widths.push_back(std::max(24.0, widest) + 2 * kPad);
  }
  const double sum = std::accumulate(widths.begin(), widths.end(), 0.0);
  for (double& width : widths) width *= kInner / sum;
  return widths;
}

/// A row of a table, its cells set and measured.
struct Row {
  std::vector<std::string> cells;
  std::vector<TextStyle> styles;
  bool head = false;
  double height = 0.0;
};

Row set_row(Canvas& ruler, const std::vector<std::string>& cells, const std::vector<double>& widths,
            const std::vector<bool>& numbers, TextStyle as, bool head) {
  Row row{.cells = cells, .styles = {}, .head = head, .height = 0.0};
  as.bold = head;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    as.wrap_width = widths[i] - 2 * kPad;
    as.align = numbers[i] ? Align::right : Align::left;
    row.height = std::max(row.height, ruler.size_of(cells[i], as).height);
    row.styles.push_back(as);
  }
  row.height += 5;
  return row;
}

void add_row(Pages& pages, const Row& row, const std::vector<double>& widths) {
  pages.add(row.height, [row, widths](Canvas& on, double top) {
    if (row.head) on.rectangle({kMargin, top, kInner, row.height}, ink("#f0ece4"));
    double x = kMargin;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      on.text({x + kPad, top + 2}, row.cells[i], row.styles[i]);
      x += widths[i];
    }
    on.stroke({{kMargin, top + row.height}, {kMargin + kInner, top + row.height}}, 0.4,
              ink("#d9d3c8"));
  });
}

void add_table(Pages& pages, const ReportTable& table) {
  if (table.rows.empty()) return;
  const TextStyle as = style(table.heads.size() > 5 ? 7.5 : 9);
  const std::vector<double> widths = column_widths(pages.ruler(), table, as);
  pages.keep_room(110);
  pages.space(10);
  add_text(pages, table.title, style(13, kDark, true), 2);
  add_text(pages, table.note, style(8, kSoft, false, kInner));
  const Row head = set_row(pages.ruler(), table.heads, widths, table.numbers, as, true);
  add_row(pages, head, widths);
  for (const std::vector<std::string>& cells : table.rows) {
    const Row row = set_row(pages.ruler(), cells, widths, table.numbers, as, false);
    if (!pages.fits(row.height)) {
      pages.next();
      add_row(pages, head, widths);  // again on each page that the table reaches
    }
    add_row(pages, row, widths);
  }
  pages.space(8);
}

void add_map(Pages& pages, const Bundle& run) {
  const fs::path png = run.folder() / "map.png";
  std::error_code error;
  if (!fs::exists(png, error)) return;
  const TextSize size = size_of_png(png);
  const double height = kInner * size.height / size.width;
  pages.add(height + 8, [png, height](Canvas& on, double top) {
    on.png(png, {kMargin, top, kInner, height});
  });
}

void add_run(Pages& pages, const Bundle& run, Language language) {
  const Manifest& manifest = run.manifest();
  add_stamp(pages, manifest, language);
  add_text(pages, report_title(manifest), style(20, kDark, true, kInner), 2);
  add_text(pages, manifest.scenario_title.in(language) + " · " + manifest.ward.name,
           style(10, kSoft, false, kInner), 0);
  add_text(pages, period_text(run).in(language), style(10, kSoft), 0);
  add_text(pages, manifest.question.in(language), style(10, kSoft, false, kInner), 10);
  add_map(pages, run);
  add_table(pages, measures_table(manifest, language));
  for (const ReportTable& table : top_tables(run, kTopRows, language)) add_table(pages, table);
  add_table(pages, assumed_table(manifest, language));
  add_table(pages, changes_table(manifest, language));
  add_table(pages, settings_table(manifest, language));
  add_table(pages, findings_table(manifest, kMostFindings, language));
  add_table(pages, inputs_table(manifest, language));
}

}  // namespace

void write_pdf(const fs::path& file, std::span<const Bundle* const> runs, Language language) {
  Pages pages;
  std::string footer;
  for (const Bundle* run : runs) {
    pages.next();
    add_run(pages, *run, language);
    footer += (footer.empty() ? "" : "  |  ") + provenance_line(run->manifest(), language);
  }
  pages.write(file, footer, language);
}

}  // namespace twin
