#include "tools/picture/summary_page.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "engine/base/read_file.h"
#include "engine/results/legend.h"
#include "tools/picture/clock_text.h"
#include "tools/picture/map_furniture.h"
#include "tools/picture/report_content.h"
#include "tools/picture/words.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTopRows = 12;
constexpr std::size_t kMostFindings = 30;

constexpr const char* kStyle = R"(
:root{--dark:#26221c;--soft:#6d655a;--line:#e3ddd2;--paper:#fbfaf7;--blue:#1f5f8b;--alarm:#b3261e}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--dark);font:16px/1.5 "Noto Sans","Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:1180px;margin:0 auto;padding:0 24px 64px}
.alarm{background:var(--alarm);color:#fff;text-align:center;padding:10px 16px;font-size:15px}
.alarm b{font-size:20px;letter-spacing:.04em;margin-right:.6em}
h1{font-size:30px;line-height:1.25;margin:32px 0 4px}
.under{color:var(--soft);margin:0 0 20px}
h2{font-size:20px;margin:40px 0 10px;padding-bottom:6px;border-bottom:2px solid var(--line)}
h3{font-size:17px;margin:26px 0 6px}
.note{color:var(--soft);font-size:14px;margin:0 0 8px}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(215px,1fr));gap:12px;margin:20px 0}
.tile{background:#fff;border:1px solid var(--line);border-radius:8px;padding:12px 14px}
.tile b{display:block;font-size:24px;line-height:1.2;color:var(--blue)}
.tile span{color:var(--soft);font-size:14px;line-height:1.35;display:block;margin-top:4px}
img{width:100%;border:1px solid var(--line);border-radius:6px;display:block}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;background:#fff;font-size:14px}
th{background:#f0ece4;text-align:left;font-weight:600;vertical-align:bottom}
th,td{padding:6px 10px;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
td.n{white-space:nowrap}
details{margin-top:12px}summary{cursor:pointer;color:var(--blue);font-weight:600;padding:6px 0}
.hash td:last-child{font-family:monospace;font-size:12px;word-break:break-all}
footer{margin-top:40px;color:var(--soft);font-size:13px;border-top:1px solid var(--line);padding-top:10px}
@media print{body{background:#fff}details{display:none}.tile,table{break-inside:avoid}}
)";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve(bytes.size() * 4 / 3 + 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned block = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      block =
          (block << 8U) | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (unsigned j = 0; j < 4; ++j) {
      out += i + j <= bytes.size() ? kDigits[(block >> (18U - 6U * j)) & 63U] : '=';
    }
  }
  return out;
}

std::string html_of(const ReportTable& table, const char* css_class = "") {
  std::string out = fmt::format("<div class=\"wide\"><table class=\"{}\"><thead><tr>", css_class);
  const auto number = [&](std::size_t i) { return table.numbers[i] ? " class=\"n\"" : ""; };
  for (std::size_t i = 0; i < table.heads.size(); ++i) {
    out += fmt::format("<th{}>{}</th>", number(i), escaped(table.heads[i]));
  }
  out += "</tr></thead><tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += fmt::format("<td{}>{}</td>", number(i), escaped(row[i]));
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string section(const char* level, const ReportTable& table, const char* css_class = "") {
  if (table.rows.empty()) return {};
  std::string out = fmt::format("<{0}>{1}</{0}>\n", level, escaped(table.title));
  if (!table.note.empty()) out += fmt::format("<p class=\"note\">{}</p>\n", escaped(table.note));
  return out + html_of(table, css_class);
}

std::string folded(const ReportTable& table, const char* css_class = "") {
  if (table.rows.empty()) return {};
  std::string note = table.note.empty() ? "" : "<p class=\"note\">" + escaped(table.note) + "</p>";
  return fmt::format("<details><summary>{} ({})</summary>{}{}</details>\n", escaped(table.title),
                     table.rows.size(), note, html_of(table, css_class));
}

std::string tiles(const Manifest& manifest, Language language) {
  std::string out = "<div class=\"tiles\">\n";
  for (const ManifestField& field : manifest.fields) {
    const auto value = manifest.measures.find(field.name);
    if (field.kind != FieldKind::measure || value == manifest.measures.end()) continue;
    out += fmt::format("<div class=\"tile\"><b>{}</b><span>{}</span></div>\n",
                       escaped(shown_with_unit(value->second, field).in(language)),
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

std::string alarm(const Manifest& manifest, Language language) {
  if (assumed_heading(manifest).empty()) return {};
  return fmt::format("<div class=\"alarm\"><b>{}</b>{}</div>\n",
                     assumed_heading(manifest).in(language), assumed_reason(manifest).in(language));
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
    if (stamp.empty()) stamp = alarm(run->manifest(), language);
  }
  const std::string title = runs.empty() ? "WardTwin" : report_title(runs.front()->manifest());
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}<main>\n{}</main>\n</body>\n</"
      "html>\n",
      language == Language::vietnamese ? "vi" : "en", escaped(title), kStyle, stamp, body);
}

std::string summary_page(const Bundle& run, Language language) {
  const std::array<const Bundle*, 1> runs{&run};
  return summary_page(runs, language);
}

}  // namespace twin
