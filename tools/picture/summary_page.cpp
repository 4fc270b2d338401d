#include "tools/picture/summary_page.h"

#include <fmt/format.h>

#include <array>

#include "engine/base/base64.h"
#include "engine/base/read_file.h"
#include "engine/results/legend.h"
#include "tools/picture/clock_text.h"
#include "tools/picture/page_parts.h"
#include "tools/picture/report_content.h"
#include "tools/picture/words.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTopRows = 12;
constexpr std::size_t kMostFindings = 30;

std::string tiles(const Manifest& manifest, Language language) {
  std::string out = "<div class=\"tiles\">\n";
  for (const ManifestField& field : manifest.fields) {
    const auto value = manifest.measures.find(field.name);
    if (field.kind != FieldKind::measure || value == manifest.measures.end()) continue;
    out += fmt::format("<div class=\"tile\"><b>{}</b><span>{}</span></div>\n",
                       escaped(shown_result(manifest, field, value->second).in(language)),
                       escaped(capitalised(field.meaning.in(language))));
  }
  return out + "</div>\n";
}

std::string map_of(const Bundle& run, Language language) {
  const fs::path png = run.folder() / "map.png";
  std::error_code error;
  if (!fs::exists(png, error)) return {};
  const std::string bytes = read_file(png, tr("the map of the run", "bản đồ của lần chạy"));
  return fmt::format("<h2>{}</h2>\n<img alt=\"{}\" src=\"data:image/png;base64,{}\">\n",
                     tr("Map", "Bản đồ").in(language), escaped(report_title(run.manifest())),
                     base64(bytes));
}

std::string tables_of(const Bundle& run, Language language) {
  std::string out;
  for (const ReportTable& table : top_tables(run, kTopRows, language)) out += section("h3", table);
  if (out.empty()) return out;
  return fmt::format("<h2>{}</h2>\n", tr("What matters most", "Đáng chú ý nhất").in(language)) +
         out;
}

std::string article(const Bundle& run, Language language) {
  const Manifest& manifest = run.manifest();
  std::string under = escaped(manifest.ward.name);
  const std::string period = period_text(run).in(language);
  if (!period.empty()) under += " · " + escaped(period);
  std::string out =
      fmt::format("<h1>{}</h1>\n<p class=\"under\">{} · {}<br>{}</p>\n",
                  escaped(report_title(manifest)), escaped(manifest.scenario_title.in(language)),
                  under, escaped(manifest.question.in(language)));
  out += tiles(manifest, language) + map_of(run, language) + tables_of(run, language);
  out += section("h2", assumed_table(manifest, language));
  out +=
      fmt::format("<h2>{}</h2>\n", tr("How it was computed", "Đã tính như thế nào").in(language));
  out += section("h3", changes_table(manifest, language));
  out += folded(settings_table(manifest, language));
  out += folded(findings_table(manifest, kMostFindings, language));
  out += folded(inputs_table(manifest, language), "hash");
  return out + fmt::format("<footer>{}</footer>\n", escaped(provenance_line(manifest, language)));
}

}  // namespace

std::string summary_page(std::span<const Bundle* const> runs, Language language) {
  std::string body;
  std::string stamp;
  for (const Bundle* run : runs) {
    body += article(*run, language);
    if (stamp.empty()) stamp = alarm_of(run->manifest(), language);
  }
  const std::string title = runs.empty() ? "WardTwin" : report_title(runs.front()->manifest());
  return page_of(title, stamp, body, language);
}

std::string summary_page(const Bundle& run, Language language) {
  const std::array<const Bundle*, 1> runs{&run};
  return summary_page(runs, language);
}

}  // namespace twin
