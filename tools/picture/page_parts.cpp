#include "tools/picture/page_parts.h"

#include <fmt/format.h>

#include "tools/picture/map_furniture.h"

namespace twin {
namespace {

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

}  // namespace

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

std::string html_of(const ReportTable& table, const char* css_class) {
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

std::string section(const char* level, const ReportTable& table, const char* css_class) {
  if (table.rows.empty()) return {};
  std::string out = fmt::format("<{0}>{1}</{0}>\n", level, escaped(table.title));
  if (!table.note.empty()) out += fmt::format("<p class=\"note\">{}</p>\n", escaped(table.note));
  return out + html_of(table, css_class);
}

std::string folded(const ReportTable& table, const char* css_class) {
  if (table.rows.empty()) return {};
  std::string note = table.note.empty() ? "" : "<p class=\"note\">" + escaped(table.note) + "</p>";
  return fmt::format("<details><summary>{} ({})</summary>{}{}</details>\n", escaped(table.title),
                     table.rows.size(), note, html_of(table, css_class));
}

std::string alarm_of(const Manifest& manifest, Language language) {
  if (assumed_heading(manifest).empty()) return {};
  return fmt::format("<div class=\"alarm\"><b>{}</b>{}</div>\n",
                     assumed_heading(manifest).in(language), assumed_reason(manifest).in(language));
}

std::string page_of(const std::string& title, const std::string& stamp, const std::string& body,
                    Language language, const char* more_style) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}{}</style>\n</head>\n<body>\n{}<main>\n{}</main>\n</body>\n</"
      "html>\n",
      language == Language::vietnamese ? "vi" : "en", escaped(title), kStyle, more_style, stamp,
      body);
}

}  // namespace twin
