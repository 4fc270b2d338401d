#include "scenarios/fire_access/reason_words.h"

#include <cmath>

#include "engine/base/numbers.h"

namespace twin::fire {
namespace {

/// What an obstacle of a kind is called, and whether its height or its width counts.
Text obstacle_words(const Obstacle& obstacle, bool low) {
  if (obstacle.kind == "gate")
    return low ? tr("gate only ", "cổng chỉ cao ") : tr("gate only ", "cổng chỉ rộng ");
  if (obstacle.kind == "cable")
    return low ? tr("cable as low as ", "dây cáp thấp ")
               : tr("cables leaving ", "dây cáp chỉ chừa ");
  if (obstacle.kind == "pole") return tr("pole leaving ", "cột điện chỉ chừa ");
  if (obstacle.kind == "stall") return tr("stall leaving ", "sạp hàng chỉ chừa ");
  if (obstacle.kind == "awning")
    return low ? tr("awning as low as ", "mái che thấp ")
               : tr("awning leaving ", "mái che chỉ chừa ");
  if (obstacle.kind == "parked") return tr("parked vehicles leaving ", "xe đỗ chỉ chừa ");
  return low ? tr("low point of ", "chỗ thấp ") : tr("narrow point of ", "chỗ hẹp ");
}

Text barrier_words(const FireRun& run, const Reason& reason, const Barrier& barrier) {
  const Ward& ward = run.passages().ward();
  const std::uint32_t way = run.streets().segments()[reason.segment].way;
  const Text found = shown(barrier.found, barrier.cause.kind == CauseKind::flood ? 2 : 1) + " m";
  switch (barrier.cause.kind) {
    case CauseKind::obstacle: {
      const Obstacle& obstacle = ward.layers().obstacles[barrier.cause.id];
      const bool low = barrier.needed > 0.0 &&
                       !(obstacle.clear_width_m && *obstacle.clear_width_m == barrier.found);
      return obstacle_words(obstacle, low) + found + tr(" in ", " trong ") + way_words(ward, way);
    }
    case CauseKind::way_width:
      return way_words(ward, way) + tr(" only ", " chỉ rộng ") + found + tr(" wide", "");
    case CauseKind::way_height:
      return way_words(ward, way) + tr(" only ", " chỉ cao ") + found + tr(" high", "");
    case CauseKind::bend:
      return tr("bend in ", "khúc cua trong ") + way_words(ward, way) + ", " + tr("", "rộng ") +
             found + tr(" wide", "");
    case CauseKind::corner:
      return tr("corner from ", "góc rẽ từ ") + way_words(ward, way) + tr(" into ", " vào ") +
             way_words(ward, run.streets().segments()[reason.onto].way) + ", " + tr("", "rộng ") +
             found + tr(" wide", "");
    case CauseKind::flood:
      break;
  }
  return tr("water ", "ngập ") + found + tr(" deep in ", " ở ") + way_words(ward, way);
}

Text needed_words(const FireRun& run, const Reason& reason) {
  const Barrier& first = reason.barriers.front();
  const Text name = run.model().classes[reason.vehicle].title;
  const Text metres = shown(first.needed, 1) + " m";
  switch (first.cause.kind) {
    case CauseKind::bend:
    case CauseKind::corner:
      return tr("the ", "") + name + tr(" cannot turn there", " không quay được");
    case CauseKind::flood:
      return tr("the ", "") + name + tr(" fords ", " lội được ") + metres;
    case CauseKind::obstacle:
    case CauseKind::way_width:
    case CauseKind::way_height:
      break;
  }
  return tr("the ", "") + name + tr(" needs ", " cần ") + metres;
}

/// With its first letter a capital, where that is a plain or a Vietnamese one.
std::string capital(std::string words) {
  static const std::pair<const char*, const char*> kLetters[] = {
      {"đ", "Đ"}, {"ă", "Ă"}, {"â", "Â"}, {"ê", "Ê"}, {"ô", "Ô"}, {"ơ", "Ơ"}, {"ư", "Ư"}};
  for (const auto& [low, high] : kLetters) {
    if (words.starts_with(low)) return high + words.substr(std::string(low).size());
  }
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  }
  return words;
}

Text capital(const Text& words) { return {capital(words.en), capital(words.vi)}; }

Text water_words(const FireRun& run, const HouseAnswer& answer) {
  const FireRules& rules = run.model().rules;
  Text words;
  if (!(answer.fire_water_m <= rules.lane_water_m)) {
    words += tr("; no hydrant or cistern within ", "; không có trụ nước hay bể nước trong ") +
             shown(rules.lane_water_m, 0) + " m";
  }
  if (answer.served == Served::short_of_water) {
    words += tr("; the tank cannot feed so long a hose",
                "; bồn xe không đủ nước cho đường vòi dài như vậy");
  } else if (answer.flow_lps < answer.demand_lps) {
    words += tr("; ", "; chỉ phun được ") + shown(answer.flow_lps, 1) +
             tr(" l/s at the nozzles of ", " l/s trong khi cần ") + shown(answer.demand_lps, 0) +
             tr(" l/s wanted", " l/s");
  }
  return words;
}

}  // namespace

Text way_words(const Ward& ward, std::uint32_t way) {
  const std::string& name = ward.way_name(way);
  if (!name.empty()) return name;
  const WayRef ref = ward.way(way);
  if (!ref.is_lane) return tr("street ", "đường ") + ward.way_id(way);
  const std::string& kind = ward.layers().lanes[ref.index].kind;
  const char* vi = kind == "ngach" ? "ngách " : kind == "hem" ? "hẻm " : "ngõ ";
  return tr("lane ", vi) + ward.way_id(way);
}

Text reason_words(const FireRun& run, const Reason& reason, const Text& place) {
  Text words;
  for (const Barrier& barrier : reason.barriers) {
    if (!words.empty()) words += tr(" and ", " và ");
    words += barrier_words(run, reason, barrier);
  }
  const Text metres = shown(reason.distance_m, 0) + " m";
  return capital(words) + ", " +
         Text{metres.en + " from " + place.en, "cách " + place.vi + " " + metres.vi} + " (" +
         needed_words(run, reason) + ")";
}

Text house_words(const FireRun& run, const std::optional<Reason>& reason, const HouseAnswer& answer,
                 const std::optional<Door>& door) {
  const Text the_house = tr("the house", "nhà");
  if (!door) {
    return tr("No street or lane leads to the house", "Không có đường, ngõ dẫn tới nhà");
  }
  if (std::isnan(answer.hose_m)) {
    if (reason) return reason_words(run, *reason, the_house);
    return tr("No way leads here from any fire station",
              "Không có đường nối từ trạm chữa cháy tới");
  }
  Text words;
  if (answer.hose_m <= run.model().near_m) {
    words = tr("A fire engine comes to the door", "Xe chữa cháy vào được sát nhà");
  } else if (reason) {
    words = reason_words(run, *reason, the_house);
  } else if (answer.hose_m - door->away_m <= run.model().near_m) {
    words = tr("The house lies ", "Nhà cách mặt đường, ngõ ") + shown(door->away_m, 0) +
            tr(" m off its street or lane", " m");
  } else {
    words = tr("No single obstacle: engines cannot come nearer than ",
               "Không do một chướng ngại riêng lẻ: xe không tới gần hơn ") +
            shown(answer.hose_m, 0) + " m";
  }
  if (answer.hose_m > run.model().hose_reach_m) {
    words += tr("; the hose path of ", "; đường vòi ") + shown(answer.hose_m, 0) +
             tr(" m is too long", " m quá dài");
  }
  return words + water_words(run, answer);
}

Text stop_words(const Ward& ward, const Stop& stop) {
  if (stop.vehicle == Segment::kNone) return {};
  const Segment& s = ward.streets().segments()[stop.segment];
  const double along_m = s.begin_m < s.end_m ? s.begin_m + stop.along_m : s.begin_m - stop.along_m;
  return way_words(ward, s.way) + ", " + shown(along_m, 0) +
         tr(" m from its beginning", " m tính từ đầu");
}

Text class_words(const FireModel& model, std::uint32_t mask) {
  Text words;
  for (std::size_t v = 0; v < model.classes.size(); ++v) {
    if ((mask >> v & 1U) == 0) continue;
    if (!words.empty()) words += ", ";
    words += model.classes[v].title;
  }
  return words.empty() ? tr("none", "không loại nào") : words;
}

}  // namespace twin::fire
