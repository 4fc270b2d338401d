#include "tools/import/check_shapes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/numbers.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

using Corner = std::pair<std::int64_t, std::int64_t>;

Corner centimetres(Point p) { return {std::llround(p.x_m * 100.0), std::llround(p.y_m * 100.0)}; }

/// The corners of a geometry to a centimetre, sorted, so that neither direction nor start count.
std::vector<Corner> corners_of(const Feature& feature) {
  std::vector<Corner> corners;
  if (const auto point = feature.point()) corners.push_back(centimetres(*point));
  for (const Point& p : feature.line()) corners.push_back(centimetres(p));
  for (const Point& p : feature.polygon().outer) corners.push_back(centimetres(p));
  std::ranges::sort(corners);
  return corners;
}

std::string id_of(const Feature& feature) {
  return feature.text("id").value_or(std::to_string(feature.fid()));
}

template <typename Item>
std::set<std::string> ids_of(const std::vector<Item>& items) {
  std::set<std::string> ids;
  for (const Item& item : items) ids.insert(item.id);
  return ids;
}

/// A feature that names another which does not exist.
void tell_unknown(const std::string& layer, const std::string& feature, const std::string& column,
                  const std::string& named, const std::string& of, Point at, Findings& findings) {
  findings.add(
      {.where = tr("layer '", "lớp '") + layer + tr("', feature ", "', đối tượng ") + feature +
                tr(", column '", ", cột '") + column + "'",
       .found = "'" + named + "'",
       .expected = tr("an id of the layer ", "một mã của lớp ") + of,
       .outcome = tr("belongs to nothing", "không thuộc về đâu"),
       .hint = tr("write the id that the thing has now; where its layer was replaced, "
                  "survey or make up this layer anew too",
                  "ghi lại mã hiện nay của đối tượng đó; nếu lớp kia đã được thay thì khảo "
                  "sát hoặc lập lại cả lớp này"),
       .layer = layer,
       .feature = feature,
       .x_m = at.x_m,
       .y_m = at.y_m});
}

}  // namespace

void check_polygons(const FeatureTable& table, Findings& findings) {
  for (const Feature& feature : table) {
    if (feature.polygon().outer.empty()) continue;
    if (const auto reason = invalid_reason(feature.polygon())) {
      findings.add(feature.finding(
          {}, tr("an invalid polygon: ", "vùng không hợp lệ: ") + *reason,
          tr("an outline that does not cross itself", "ranh giới không tự cắt"),
          tr("its area may be wrong", "diện tích có thể sai"),
          tr("mend the outline: in QGIS Vector → Geometry tools → Fix geometries, or "
             "move the corner at this place by hand",
             "sửa đường bao: trong QGIS vào Vector → Geometry tools → Fix "
             "geometries, hoặc kéo lại đỉnh tại vị trí này")));
    }
  }
}

void check_repeated(const FeatureTable& table, Findings& findings) {
  std::map<std::vector<Corner>, std::string> first;
  for (const Feature& feature : table) {
    std::vector<Corner> corners = corners_of(feature);
    if (corners.empty()) continue;
    const auto [it, is_new] = first.emplace(std::move(corners), id_of(feature));
    if (is_new) continue;
    findings.add(feature.finding({}, tr("the geometry of ", "hình trùng với ") + it->second,
                                 tr("each thing once", "mỗi đối tượng một lần"),
                                 tr("counted twice", "bị tính hai lần"),
                                 tr("delete one of the two: in QGIS Processing → Toolbox → Delete "
                                    "duplicate geometries",
                                    "xóa một trong hai: trong QGIS vào Processing → Toolbox → "
                                    "Delete duplicate geometries")));
  }
}

void check_names(const WardLayers& layers, Findings& findings) {
  std::set<std::string> ways = ids_of(layers.roads);
  ways.merge(ids_of(layers.lanes));
  const std::set<std::string> buildings = ids_of(layers.buildings);
  const std::set<std::string> groups = ids_of(layers.residential_groups);
  for (const Obstacle& obstacle : layers.obstacles) {
    if (ways.contains(obstacle.way_id)) continue;
    tell_unknown("obstacles", obstacle.id, "way_id", obstacle.way_id, "roads, lanes",
                 obstacle.place, findings);
  }
  for (const Address& address : layers.addresses) {
    if (!buildings.contains(address.building_id)) {
      tell_unknown("addresses", address.id, "building_id", address.building_id, "buildings",
                   address.door, findings);
    }
    if (!address.way_id.empty() && !ways.contains(address.way_id)) {
      tell_unknown("addresses", address.id, "way_id", address.way_id, "roads, lanes", address.door,
                   findings);
    }
  }
  for (const Building& building : layers.buildings) {
    if (building.group_id.empty() || groups.contains(building.group_id)) continue;
    tell_unknown("buildings", building.id, "group_id", building.group_id, "residential_groups",
                 building.footprint.outer.front(), findings);
  }
}

void tell_assumed(const FeatureTable& table, Findings& findings) {
  if (table.empty()) return;
  std::size_t whole = 0;
  std::size_t in_part = 0;
  std::set<std::string> columns;
  for (const Feature& feature : table) {
    if (feature.text("source").value_or("") == "assumed") {
      ++whole;
      continue;
    }
    const std::string assumed = feature.text("assumed").value_or("");
    if (assumed.empty()) continue;
    ++in_part;
    for (std::size_t at = 0; at < assumed.size();) {
      const std::size_t end = std::min(assumed.find(' ', at), assumed.size());
      columns.insert(assumed.substr(at, end - at));
      at = end + 1;
    }
  }
  if (whole == 0 && in_part == 0) return;
  const auto percent = [&](std::size_t count) {
    return shown(100.0 * static_cast<double>(count) / static_cast<double>(table.size()), 0) + " %";
  };
  Text found = percent(whole) + tr(" of ", " trong ") +
               shown(static_cast<double>(table.size()), 0) +
               tr(" features assumed", " đối tượng là giả định");
  if (in_part > 0) {
    found +=
        tr(", and in ", "; ở ") + percent(in_part) + tr(" some columns: ", " giả định các cột: ");
    bool begun = false;
    for (const std::string& column : columns) {
      found += (std::exchange(begun, true) ? ", " : "") + column;
    }
  }
  findings.add(
      {.where = tr("layer '", "lớp '") + table.layer() + "'",
       .found = std::move(found),
       .expected = tr("a survey", "số liệu khảo sát"),
       .outcome = tr("for information: results say what they take from it",
                     "để biết: kết quả ghi rõ phần nào dựa vào giả định"),
       .hint = tr("survey the layer, then: wardtwin import --base WARD_DIR --layer ",
                  "khảo sát lớp này, rồi: wardtwin import --base THƯ_MỤC_PHƯỜNG --layer ") +
               table.layer() + tr("=SURVEY_FILE -o NEW_DIR", "=TỆP_KHẢO_SÁT -o THƯ_MỤC_MỚI"),
       .layer = table.layer()});
}

}  // namespace twin
