#include "scenarios/renovation/reasons.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "engine/base/numbers.h"

namespace twin {
namespace {

Text joined(const std::vector<Text>& parts, const char* between) {
  Text line;
  for (const Text& part : parts) line += line.empty() ? part : Text(between) + part;
  return line;
}

Text lane_with_id_told(const Ward& ward, const std::string& id) {
  const auto way = ward.way_with_id(id);
  return way ? lane_told(ward, *way) : Text(id);
}

Text obstacle_told(const Obstacle& obstacle) {
  static const std::map<std::string, Text> kWords = {
      {"pinch", tr("set back the wall at a pinch", "lùi góc tường ở chỗ thắt")},
      {"gate", tr("take up a gate", "tháo, mở rộng cổng")},
      {"cable", tr("raise a cable", "nâng dây, cáp")},
      {"pole", tr("move a pole", "dời cột")},
      {"stall", tr("move a stall", "dời quầy hàng")},
      {"awning", tr("take up an awning", "tháo mái che")},
      {"parked", tr("forbid parking", "cấm đỗ xe")},
  };
  const auto it = kWords.find(obstacle.kind);
  Text told = it == kWords.end() ? tr("clear an obstacle", "dọn chướng ngại") : it->second;
  if (obstacle.clear_width_m)
    told += tr(" of ", " rộng ") + shown(*obstacle.clear_width_m, 1) + " m";
  if (obstacle.clear_height_m)
    told += tr(" at a height of ", " cao ") + shown(*obstacle.clear_height_m, 1) + " m";
  return told;
}

Text gain_told(std::string_view field, const Gain& gain) {
  static const std::map<std::string_view, std::pair<Text, Text>> kWords = {
      {"reached_gain",
       {tr("", ""),
        tr(" more residents get water in time", " người dân được phun nước kịp giờ thêm")}},
      {"first_water_gain",
       {tr("first water earlier by ", "nước chữa cháy đến sớm hơn tổng cộng "),
        tr(" person-minutes", " phút·người")}},
      {"water_reach_gain",
       {tr("", ""),
        tr(" more residents near fire water", " người dân có nước chữa cháy trong tầm thêm")}},
      {"travel_gain",
       {tr("travel shorter by ", "đi lại bớt "),
        tr(" person-minutes in the peak hour", " phút·người giờ cao điểm")}},
  };
  const auto& [before, after] = kWords.at(field);
  const Text error = gain.error > 0.0 ? " ± " + shown(gain.error, 0) : Text();
  return before + shown(gain.value, 0) + error + after;
}

}  // namespace

Text lane_told(const Ward& ward, std::uint32_t way) {
  const std::string& name = ward.way_name(way);
  return name.empty() ? tr("lane ", "ngõ mã ") + ward.way_id(way) : Text(name);
}

Text works_told(const Candidate& candidate, const Ward& ward) {
  std::vector<Text> parts;
  const auto& obstacles = ward.layers().obstacles;
  for (const std::string& id : candidate.works.cleared_obstacles) {
    const auto it = std::ranges::find(obstacles, id, &Obstacle::id);
    parts.push_back(obstacle_told(*it) + " (" + lane_with_id_told(ward, it->way_id) + ")");
  }
  for (const LaneWidening& widening : candidate.works.widened) {
    parts.push_back(tr("widen ", "mở rộng ") + lane_with_id_told(ward, widening.lane_id) +
                    tr(" to ", " lên ") + shown(widening.clear_width_m, 1) + " m");
  }
  for (const LaneRaising& raising : candidate.works.raised) {
    parts.push_back(tr("raise cables of ", "nâng dây ở ") +
                    lane_with_id_told(ward, raising.lane_id) + tr(" to ", " lên ") +
                    shown(raising.clear_height_m, 1) + " m");
  }
  for (const std::string& id : candidate.works.drained_lanes) {
    parts.push_back(tr("drain and resurface ", "làm cống và trải lại mặt ") +
                    lane_with_id_told(ward, id));
  }
  for (const Cistern& cistern : candidate.works.cisterns) {
    parts.push_back(tr("a cistern of ", "xây bể nước chữa cháy ") + shown(cistern.volume_m3, 0) +
                    " m³ " + tr("in ", "trong ") + lane_told(ward, candidate.way));
  }
  return joined(parts, "; ");
}

Text place_told(const Ranked& ranked, std::size_t rank, int first_year) {
  const Candidate& candidate = ranked.candidate;
  std::vector<Text> gains;
  for (std::size_t b = 0; b < ranked.gains.size(); ++b) {
    const Gain& gain = ranked.gains[b];
    if (gain.counts() && std::abs(gain.value) >= 0.5) {
      gains.push_back(gain_told(benefit_specs()[b].field, gain));
    }
  }
  if (ranked.flood_relief >= 0.5) {
    gains.push_back(shown(ranked.flood_relief, 0) +
                    tr(" residents of flooded houses relieved (shortcut)",
                       " người dân nhà ngập được giảm ngập (ước tính tắt)"));
  }
  const Text nothing = tr("no benefit found by re-simulation", "mô phỏng lại không thấy lợi ích");
  Text told = tr("Place ", "Hạng ") + std::to_string(rank) + ": " +
              (gains.empty() ? nothing : joined(gains, "; ")) + tr("; cost ", "; chi phí ") +
              shown(candidate.cost_mvnd.usual, 0) + tr(" million VND (", " triệu đồng (") +
              shown(candidate.cost_mvnd.low, 0) + "–" + shown(candidate.cost_mvnd.high, 0) +
              tr(", assumed prices); ", ", đơn giá giả định); ") +
              shown(ranked.points_per_billion(), 1) + tr(" points per billion. ", " điểm mỗi tỷ. ");
  told +=
      ranked.year ? tr("Funded in ", "Được bố trí vốn năm ") +
                        std::to_string(first_year + static_cast<int>(*ranked.year)) + "."
      : ranked.points > 0.0
          ? tr("Not funded: the budget buys more elsewhere, or another bundle shares its works.",
               "Chưa bố trí vốn: ngân sách dùng nơi khác lợi hơn, hoặc đã có gói khác làm chung "
               "hạng mục.")
          : tr("Not funded.", "Không bố trí vốn.");
  return told;
}

}  // namespace twin
