#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "engine/base/numbers.h"
#include "engine/results/legend.h"
#include "engine/results/list_file.h"
#include "tools/picture/clock_text.h"
#include "tools/picture/report_content.h"
#include "tools/wardtwin/at_place.h"

namespace twin {
namespace {

class Teller {
 public:
  Teller(const Bundle& run, Language language) : run_(run), language_(language) {}

  void tell(const ThingThere& thing) {
    const Feature& row = run_.table(thing.table)[thing.row];
    out_ += fmt::format("{} {}", table_title(run_.manifest(), thing.table).in(language_),
                        row.text("id").value_or(std::to_string(row.fid())));
    for (const char* column : {"name", "address"}) {
      const std::string text = row.text(column).value_or("");
      if (!text.empty()) out_ += ", " + text;
    }
    if (thing.away_m > 0) {
      out_ += fmt::format(fmt::runtime(say(" ({} m away)", " (cách {} m)")),
                          shown(thing.away_m, 1).in(language_));
    }
    out_ += "\n";
    for (const ManifestField& field : run_.manifest().fields) {
      if (field.table == thing.table && is_for_reader(field)) tell(field, thing, row);
    }
    tell_inputs(row);
  }

  void tell_grids(Point p) {
    for (const ManifestField& field : run_.manifest().fields) {
      if (field.kind != FieldKind::grid) continue;
      const Grid<float> grid = run_.grid(field.name);
      const auto cell = grid.frame().cell_at(p);
      if (!cell) continue;
      out_ += fmt::format(fmt::runtime(say("{}, cell ({}, {})\n", "{}, ô ({}, {})\n")), field.file,
                          cell->row, cell->col);
      value_line(field, static_cast<double>(grid(*cell)), "");
    }
  }

  void tell_run() {
    const Manifest& manifest = run_.manifest();
    out_ += say("Inputs of this run", "Đầu vào của lần chạy này");
    out_ += ":\n";
    for (const InputFile& input : manifest.inputs) {
      out_ += fmt::format("  {}  sha256 {}…\n", input.path, input.sha256.substr(0, 12));
    }
    for (const LayerProvenance& layer : manifest.ward.layers) {
      if (layer.assumed == 0) continue;
      out_ += fmt::format(fmt::runtime(say("  assumed: {} of {} in {}\n",
                                           "  giả định: {} trong {} đối tượng của lớp {}\n")),
                          shown(static_cast<double>(layer.assumed), 0).in(language_),
                          shown(static_cast<double>(layer.features), 0).in(language_),
                          layer.title.in(language_));
    }
    out_ += provenance_line(manifest, language_) + "\n";
  }

  std::string text() const { return out_; }

 private:
  const char* say(const char* en, const char* vi) const {
    return language_ == Language::vietnamese ? vi : en;
  }

  bool is_for_reader(const ManifestField& field) const {
    return field.kind != FieldKind::text ||
           is_told_in(language_, run_.table(field.table), field.name);
  }

  void value_line(const ManifestField& field, double value, const std::string& when) {
    const std::vector<LegendClass> legend =
        field.ramp ? legend_of(field) : std::vector<LegendClass>{};
    const LegendClass* one = class_of(legend, value);
    std::string line =
        fmt::format("  {} = {}", field.name,
                    std::isnan(value) ? say("no value", "không có giá trị")
                                      : shown_result(run_.manifest(), field, value).in(language_));
    if (field.instant && !std::isnan(value)) {
      line += " (" + instant_text(run_.start(), value).in(language_) + ")";
    }
    if (one != nullptr && !one->meaning.empty()) line += " [" + one->meaning.in(language_) + "]";
    if (!when.empty()) line += " " + when;
    out_ += line + ": " + field.meaning.in(language_) + "\n";
  }

  void tell(const ManifestField& field, const ThingThere& thing, const Feature& row) {
    if (field.kind == FieldKind::column) {
      value_line(field, row.number(field.name).value_or(std::nan("")), "");
    } else if (field.kind == FieldKind::text) {
      const std::string text = row.text(field.name).value_or("");
      if (!text.empty())
        out_ += fmt::format("  {} = {}: {}\n", field.name, text, field.meaning.in(language_));
    } else if (field.kind == FieldKind::series) {
      tell_peak(field, thing);
    }
  }

  /// The greatest value through time, and when it was first reached.
  void tell_peak(const ManifestField& field, const ThingThere& thing) {
    const std::vector<double> times_s = run_.series_times_s(field.table, field.name);
    double most = std::nan("");
    double at_s = 0.0;
    for (std::size_t i = 0; i < times_s.size(); ++i) {
      const auto value = static_cast<double>(run_.series_at(field.table, field.name, i)[thing.row]);
      if (std::isnan(most) || value > most) {
        most = value;
        at_s = times_s[i];
      }
    }
    std::string when = clock_text(run_.start(), at_s).in(language_);
    if (when.empty()) when = shown(at_s, 0).in(language_) + " s";
    value_line(field, most,
               fmt::format(fmt::runtime(say("at most, first at {}", "lớn nhất, lúc {}")), when));
  }

  void tell_inputs(const Feature& row) {
    const std::string source = row.text("source").value_or("");
    const std::string assumed = row.text("assumed").value_or("");
    if (!source.empty()) {
      out_ += fmt::format(
          fmt::runtime(say("  source of its geometry: {}", "  nguồn của hình dạng: {}")),
          source_text(source));
      const std::string method = row.text("method").value_or("");
      out_ += method.empty() ? "\n" : " (" + method + ")\n";
    }
    if (!assumed.empty()) {
      out_ += fmt::format(fmt::runtime(say("  assumed columns: {}\n", "  các cột giả định: {}\n")),
                          assumed);
    }
  }

  std::string source_text(const std::string& source) const {
    if (language_ == Language::english) return source;
    if (source == "surveyed") return "khảo sát";
    if (source == "open data") return "dữ liệu mở";
    return source == "assumed" ? "giả định" : source;
  }

  const Bundle& run_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string told_at(const Bundle& run, const PlaceInRun& place, Language language) {
  Teller teller(run, language);
  for (const ThingThere& thing : place.things) teller.tell(thing);
  if (place.point) teller.tell_grids(*place.point);
  teller.tell_run();
  return teller.text();
}

}  // namespace twin
