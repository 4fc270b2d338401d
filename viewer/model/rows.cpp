#include "viewer/model/rows.h"

#include "viewer/model/ward_shapes.h"

namespace twin {
namespace {

double reach_m(const Feature& way, double beside_m) { return 0.5 * drawn_width_m(way) + beside_m; }

std::vector<Box> boxes_of(const FeatureTable& table) {
  std::vector<Box> boxes;
  boxes.reserve(table.size());
  for (const Feature& feature : table) {
    const bool line = feature.line().size() > 1;
    boxes.push_back(line ? box_of(feature.line()).grown_by(reach_m(feature, kBeside_m))
                         : box_of(feature.polygon()));
  }
  return boxes;
}

}  // namespace

Rows::Rows(const FeatureTable& table) : table_(table), boxes_(boxes_of(table)) {
  by_id_.reserve(table.size());
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (auto id = table[row].text("id")) by_id_.emplace(std::move(*id), row);
  }
}

std::optional<std::size_t> Rows::with_id(const std::string& id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? std::nullopt : std::optional{it->second};
}

std::optional<std::size_t> Rows::at(Point p, double beside_m) const {
  std::optional<std::size_t> best;
  double nearest_m = 1e300;
  for (const std::size_t row : boxes_.meeting({p.x_m, p.y_m, p.x_m, p.y_m})) {
    const Feature& feature = table_[row];
    if (feature.line().size() > 1) {
      const double away_m = nearest_on(feature.line(), p).away_m;
      if (away_m > reach_m(feature, beside_m) || away_m >= nearest_m) continue;
      nearest_m = away_m;
      best = row;
    } else if (contains(feature.polygon(), p)) {
      best = row;
    }
  }
  return best;
}

}  // namespace twin
