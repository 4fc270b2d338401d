#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/results/legend.h"
#include "tools/picture/batch_table.h"
#include "tools/picture/page_parts.h"
#include "tools/picture/words.h"

namespace twin {
namespace {

constexpr const char* kStyle = R"(
main{max-width:1500px}
.compare td:first-child,.compare th:first-child{min-width:200px}
.compare th,.compare td{white-space:normal}
.compare td.n{white-space:nowrap}
.compare tr.storm td{background:#26221c;color:#fff;font-weight:600}
.compare tr.asis td{background:#f6f3ec}
.compare small{display:block;font-size:13px}
.good{color:#1b6e3c}.bad{color:#b3261e}.same{color:#8b8377}
.error{color:#b3261e}
.maps{display:grid;grid-template-columns:repeat(auto-fill,minmax(420px,1fr));gap:18px}
figure{margin:0}figcaption{font-size:15px;margin:6px 0 0}
)";

std::string head_of(const ManifestField& field, Language language) {
  const Text unit = unit_for_people(field.unit);
  return escaped(capitalised(field.meaning.in(language))) +
         (unit.empty() ? "" : " (" + escaped(unit.in(language)) + ")");
}

/// A change in words of colour: green where it is better, red where it is worse.
std::string change_html(double change, const ManifestField& field, Language language) {
  const std::string text = shown_change(change, field.decimals).in(language);
  const bool good = (change < 0.0) == (field.better == Better::less);
  const char* look = text == "0" || field.better == Better::neither ? "same"
                     : good                                         ? "good"
                                                                    : "bad";
  return fmt::format("<small class=\"{}\">{}</small>", look, text);
}

std::string cell_html(const BatchTable& table, const BatchRow& row, const ManifestField& field,
                      Language language) {
  const auto value = row.measures.find(field.name);
  if (value == row.measures.end() || std::isnan(value->second)) return "<td class=\"n\">–</td>";
  const auto change = change_of(table, row, field);
  return fmt::format("<td class=\"n\">{}{}</td>", shown_value(value->second, field).in(language),
                     change ? change_html(*change, field, language) : "");
}

std::string row_html(const BatchTable& table, const BatchRow& row,
                     const std::vector<const ManifestField*>& fields, Language language) {
  const std::string title = escaped(capitalised(row.measure_title.in(language)));
  std::string out = row.is_as_is() ? "<tr class=\"asis\">" : "<tr>";
  if (row.failure) {
    return out + fmt::format("<td>{}</td><td class=\"error\" colspan=\"{}\">{}: {}</td></tr>\n",
                             title, std::max<std::size_t>(fields.size(), 1),
                             tr("No result", "Không có kết quả").in(language),
                             escaped(row.failure->text(language)));
  }
  out += fmt::format("<td><a href=\"{}/summary.html\">{}</a></td>", escaped(row.folder), title);
  for (const ManifestField* field : fields) out += cell_html(table, row, *field, language);
  return out + "</tr>\n";
}

std::string table_html(const BatchTable& table, const std::vector<const ManifestField*>& fields,
                       Language language) {
  std::string out =
      fmt::format("<div class=\"wide\"><table class=\"compare\"><thead><tr><th>{}</th>",
                  tr("Measure", "Phương án").in(language));
  for (const ManifestField* field : fields) {
    out += fmt::format("<th class=\"n\">{}</th>", head_of(*field, language));
  }
  out += "</tr></thead><tbody>\n";
  for (const BatchRow& row : table.rows) {
    if (row.is_as_is()) {
      out += fmt::format("<tr class=\"storm\"><td colspan=\"{}\">{}</td></tr>\n", fields.size() + 1,
                         escaped(capitalised(row.storm_title.in(language))));
    }
    out += row_html(table, row, fields, language);
  }
  return out + "</tbody></table></div>\n";
}

std::string maps_html(const BatchTable& table, Language language) {
  std::string out;
  for (const BatchRow& row : table.rows) {
    if (row.map.empty()) continue;
    out += fmt::format(
        "<figure><a href=\"{0}\"><img loading=\"lazy\" src=\"{0}\" alt=\"{1}\"></a>"
        "<figcaption>{1}</figcaption></figure>\n",
        escaped(row.map),
        escaped(capitalised(row.storm_title.in(language)) + " · " +
                row.measure_title.in(language)));
  }
  if (out.empty()) return out;
  return fmt::format(
      "<h2>{}</h2>\n<p class=\"note\">{}</p>\n<div class=\"maps\">\n{}</div>\n",
      tr("Maps of the difference", "Bản đồ chênh lệch").in(language),
      tr("The measure minus as it is, under the same storm, all in the same classes. "
         "A basin or a lowered street is deeper by design.",
         "Có phương án trừ hiện trạng, cùng một trận mưa, cùng một thang màu. Trong hồ "
         "điều hòa hoặc trên ngõ được hạ thấp thì nước sâu hơn là đúng thiết kế.")
          .in(language),
      out);
}

}  // namespace

std::string batch_page(const BatchTable& table, Language language) {
  std::string stamp;
  std::string under;
  if (table.sample) {
    stamp = alarm_of(*table.sample, language);
    under = table.sample->scenario_title.in(language) + " · " + table.sample->ward.name + " · ";
  }
  under += fmt::format(
      fmt::runtime(tr("{} of {} runs finished", "xong {} trong {} lần chạy").in(language)),
      table.finished(), table.rows.size());
  std::string body =
      fmt::format("<h1>{}</h1>\n<p class=\"under\">{}</p>\n", escaped(table.title), escaped(under));
  body += fmt::format(
      "<h2>{}</h2>\n<p class=\"note\">{}</p>\n",
      tr("Storms and measures", "Các trận mưa và phương án").in(language),
      tr("Small numbers: the difference to as it is under the same storm; green is better, red is "
         "worse.",
         "Số nhỏ: chênh lệch so với hiện trạng trong cùng trận mưa; xanh là tốt hơn, đỏ là xấu "
         "hơn.")
          .in(language));
  body += table_html(table, judged_fields(table), language);
  body += maps_html(table, language);
  body += fmt::format("<h2>{}</h2>\n", tr("Where the water went, and how it was computed",
                                          "Nước đi đâu và đã tính như thế nào")
                                           .in(language));
  body += table_html(table, other_fields(table), language);
  Manifest changes;
  changes.changes = table.changes;
  ReportTable made = changes_table(changes, language);
  made.title = tr("What storms and measures change", "Các trận mưa và phương án thay đổi những gì")
                   .in(language);
  body += section("h2", made);
  if (table.sample) {
    body += section("h2", assumed_table(*table.sample, language));
    body += fmt::format("<footer>wardtwin {} · {}, {}</footer>\n", table.sample->program_version,
                        table.sample->ward.crs, table.sample->ward.heights);
  }
  return page_of(table.title, stamp, body, language, kStyle);
}

}  // namespace twin
