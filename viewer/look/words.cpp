#include "viewer/look/words.h"

#include <array>
#include <cmath>
#include <map>
#include <variant>

#include "engine/base/numbers.h"
#include "engine/results/legend.h"

namespace twin {
namespace {

using Titles = std::map<std::string_view, Text>;

const Titles& layer_titles() {
  static const Titles titles = {
      {"addresses", tr("addresses", "địa chỉ")},
      {"boundary", tr("ward boundary", "ranh giới phường")},
      {"buildings", tr("buildings", "nhà, công trình")},
      {"cisterns", tr("fire cisterns", "bể nước chữa cháy")},
      {"draw_points", tr("water draw points", "điểm lấy nước chữa cháy")},
      {"drain_inlets", tr("inlets", "cửa thu nước")},
      {"drain_manholes", tr("manholes", "hố ga")},
      {"drain_outfalls", tr("outfalls", "cửa xả")},
      {"drain_pipes", tr("drain pipes", "cống thoát nước")},
      {"drain_pumps", tr("pumps", "trạm bơm")},
      {"facilities", tr("public places", "công trình công cộng")},
      {"fire_stations", tr("fire stations", "trụ sở chữa cháy")},
      {"flood_spots", tr("known flood spots", "điểm ngập đã biết")},
      {"greens", tr("green spaces", "cây xanh")},
      {"hydrants", tr("hydrants", "trụ nước chữa cháy")},
      {"lanes", tr("lanes", "ngõ, ngách")},
      {"obstacles", tr("obstacles", "chướng ngại")},
      {"parking", tr("parking", "bãi đỗ xe")},
      {"residential_groups", tr("residential groups", "tổ dân phố")},
      {"river", tr("river", "sông")},
      {"roads", tr("roads", "đường phố")},
      {"streets", tr("streets", "đường, ngõ")},
      {"segments", tr("street segments", "đoạn đường")},
  };
  return titles;
}

const Titles& column_titles() {
  static const Titles titles = {
      {"address", tr("address", "địa chỉ")},
      {"area_m2", tr("area", "diện tích")},
      {"assumed", tr("assumed columns", "thuộc tính giả định")},
      {"bank_m", tr("bank level", "cao trình bờ")},
      {"bed_m", tr("bed level", "cao trình đáy")},
      {"bridge", tr("bridge", "cầu, đường trên cao")},
      {"building_id", tr("building", "mã nhà")},
      {"capacity_m3ps", tr("capacity", "khả năng thu")},
      {"clear_height_m", tr("clear height", "tĩnh không")},
      {"clear_width_m", tr("clear width", "bề rộng thông thủy")},
      {"depth_m", tr("depth", "độ sâu")},
      {"drained", tr("drained", "có cống thoát nước")},
      {"equipment", tr("equipment in order", "thiết bị còn tốt")},
      {"floors", tr("floors", "số tầng")},
      {"flow_lps", tr("flow", "lưu lượng")},
      {"group_id", tr("residential group", "tổ dân phố")},
      {"height_m", tr("height", "chiều cao")},
      {"house_number", tr("house number", "số nhà")},
      {"households", tr("households", "số hộ")},
      {"id", tr("id", "mã")},
      {"kind", tr("kind", "loại")},
      {"lanes", tr("traffic lanes", "số làn xe")},
      {"length_m", tr("length", "chiều dài")},
      {"lit", tr("lit", "có chiếu sáng")},
      {"method", tr("made up by", "cách giả định")},
      {"name", tr("name", "tên")},
      {"one_way", tr("one way", "một chiều")},
      {"residents", tr("residents", "số người ở")},
      {"road_class", tr("road class", "cấp đường")},
      {"seed", tr("seed", "hạt giống ngẫu nhiên")},
      {"source", tr("source", "nguồn")},
      {"speed_limit_kmh", tr("speed limit", "tốc độ tối đa")},
      {"suction_lift_m", tr("suction lift", "chiều cao hút")},
      {"surface", tr("surface", "mặt đường")},
      {"text", tr("address", "địa chỉ")},
      {"turning_place", tr("turning place", "có chỗ quay xe")},
      {"usable", tr("usable", "dùng được")},
      {"use", tr("use", "công năng")},
      {"usual_level_m", tr("usual level", "mực nước thường")},
      {"vehicles", tr("vehicles", "xe chữa cháy")},
      {"volume_m3", tr("volume", "dung tích")},
      {"width_m", tr("width", "bề rộng")},
      {"working", tr("working", "hoạt động")},
  };
  return titles;
}

/// Words of columns that only hold known words.
const Titles& value_words() {
  static const Titles words = {
      {"surveyed", tr("surveyed", "khảo sát")},
      {"open data", tr("open data", "dữ liệu mở")},
      {"assumed", tr("ASSUMED", "GIẢ ĐỊNH")},
      {"house", tr("house", "nhà ở")},
      {"apartment", tr("apartments", "chung cư")},
      {"shop", tr("shop", "cửa hàng")},
      {"office", tr("office", "văn phòng")},
      {"school", tr("school", "trường học")},
      {"clinic", tr("clinic", "cơ sở y tế")},
      {"public", tr("public", "công cộng")},
      {"industrial", tr("industrial", "sản xuất")},
      {"other", tr("other", "khác")},
      {"ngo", tr("lane (ngõ)", "ngõ")},
      {"ngach", tr("branch lane (ngách)", "ngách")},
      {"hem", tr("side alley (hẻm)", "hẻm")},
      {"park", tr("park", "công viên")},
      {"garden", tr("garden", "vườn hoa")},
      {"playground", tr("playground", "sân chơi")},
      {"grass", tr("grass", "bãi cỏ")},
      {"pond", tr("pond", "hồ, ao")},
      {"concrete", tr("concrete", "bê tông")},
      {"asphalt", tr("asphalt", "nhựa")},
      {"brick", tr("brick", "gạch")},
  };
  return words;
}

Text found_or_itself(const Titles& titles, std::string_view name) {
  const auto it = titles.find(name);
  return it == titles.end() ? Text(std::string(name)) : it->second;
}

}  // namespace

Text title_of_layer(std::string_view layer) { return found_or_itself(layer_titles(), layer); }

Text layer_of_field(std::string_view table) {
  return table.empty() ? tr("the ground", "mặt đất") : title_of_layer(table);
}

void tell_apart(std::vector<Text>& titles, const std::vector<Text>& marks) {
  const std::vector<Text> before = titles;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    for (std::size_t j = 0; j < titles.size(); ++j) {
      if (before[i] != before[j] || marks[i] == marks[j]) continue;
      titles[i] += Text(" (") + marks[i] + ")";
      break;
    }
  }
}

Text title_of_column(std::string_view column) { return found_or_itself(column_titles(), column); }

Text unit_of_column(std::string_view column) {
  using Ending = std::pair<std::string_view, Text>;
  static const std::array<Ending, 10> endings = {{{"_m3ps", "m³/s"},
                                                  {"_m3", "m³"},
                                                  {"_m2", "m²"},
                                                  {"_kmh", "km/h"},
                                                  {"_lps", "l/s"},
                                                  {"_mps", "m/s"},
                                                  {"_min", tr("min", "phút")},
                                                  {"_m", "m"},
                                                  {"_s", tr("s", "giây")},
                                                  {"residents", tr("people", "người")}}};
  for (const auto& [ending, unit] : endings) {
    if (column.ends_with(ending)) return unit;
  }
  return {};
}

Text shown_cell(const Feature& feature, const Column& column) {
  const auto* text = text_in(feature.value(column.name));
  if (text != nullptr) return found_or_itself(value_words(), *text);
  const auto number = feature.number(column.name);
  if (!number) return {};
  if (column.kind == ColumnKind::flag) {
    return *number != 0.0 ? tr("yes", "có") : tr("no", "không");
  }
  const bool whole = *number == std::round(*number);
  const Text value = shown(*number, whole ? 0 : 2);
  const Text unit = unit_of_column(column.name);
  return unit.empty() ? value : value + " " + unit;
}

Text words_for_never() { return tr("did not happen", "không xảy ra"); }

}  // namespace twin
