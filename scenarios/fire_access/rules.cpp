#include "scenarios/fire_access/rules.h"

#include <map>
#include <string>

#include "engine/base/csv_file.h"

namespace twin::fire {
namespace {

/// The numbers of a rules file by key.
class RuleTable {
 public:
  explicit RuleTable(const std::filesystem::path& file) : csv_(CsvFile::read(file)) {
    const std::size_t key = csv_.column("key");
    const std::size_t value = csv_.column("value");
    for (std::size_t row = 0; row < csv_.rows(); ++row) {
      const double number = csv_.number(row, value);
      if (!(number > 0.0)) {
        throw InputError({.where = csv_.where(row, value),
                          .found = csv_.text(row, value),
                          .expected = tr("a number above 0", "một số lớn hơn 0"),
                          .outcome = tr("correct it there", "hãy sửa tại đó")});
      }
      values_[csv_.text(row, key)] = number;
    }
  }

  double need(const std::string& key) const {
    const auto it = values_.find(key);
    if (it != values_.end()) return it->second;
    throw InputError({.where = csv_.name(),
                      .found = tr("no rule '", "không có quy định '") + key + "'",
                      .expected = tr("a row with that key", "một dòng có khóa đó"),
                      .outcome = tr("add it there", "hãy thêm vào tệp đó")});
  }

 private:
  CsvFile csv_;
  std::map<std::string, double> values_;
};

}  // namespace

FireRules load_rules(const std::filesystem::path& file) {
  const RuleTable rules(file);
  return {.height_margin_m = rules.need("height_margin_m"),
          .dead_end_m = rules.need("dead_end_m"),
          .engine_source_m = rules.need("engine_source_m"),
          .portable_source_m = rules.need("portable_source_m"),
          .suction_lift_m = rules.need("suction_lift_m"),
          .least_cistern_m3 = rules.need("least_cistern_m3"),
          .lane_water_m = rules.need("lane_water_m"),
          .hose_length_m = rules.need("hose_length_m"),
          .hose_slack = rules.need("hose_slack")};
}

FireDemand FireDemand::load(const std::filesystem::path& file) {
  const CsvFile csv = CsvFile::read(file);
  const std::size_t least = csv.column("least_floors");
  const std::size_t most = csv.column("most_floors");
  const std::size_t volume = csv.column("most_volume_m3");
  const std::size_t flow = csv.column("flow_lps");
  std::vector<Row> rows;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    rows.push_back({.least_floors = static_cast<int>(csv.number(row, least)),
                    .most_floors = static_cast<int>(csv.number(row, most)),
                    .most_volume_m3 = csv.number(row, volume),
                    .flow_lps = csv.number(row, flow)});
  }
  if (!rows.empty()) return FireDemand(std::move(rows));
  throw InputError(
      {.where = csv.name(),
       .found = tr("no rows", "không có dòng nào"),
       .expected = tr("flows by floors and volume", "lưu lượng theo số tầng và khối tích"),
       .outcome = tr("add them there", "hãy thêm vào tệp đó")});
}

double FireDemand::flow_lps(int floors, double volume_m3) const {
  for (const Row& row : rows_) {
    if (floors >= row.least_floors && floors <= row.most_floors &&
        volume_m3 <= row.most_volume_m3) {
      return row.flow_lps;
    }
  }
  return rows_.back().flow_lps;
}

}  // namespace twin::fire
