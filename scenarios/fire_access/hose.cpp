#include "scenarios/fire_access/hose.h"

#include <algorithm>
#include <cmath>

#include "engine/base/csv_file.h"
#include "engine/base/nearest.h"

namespace twin::fire {

HoseTable HoseTable::load(const std::filesystem::path& file) {
  const CsvFile csv = CsvFile::read(file);
  const std::size_t kind = csv.column("kind");
  const std::size_t name = csv.column("name");
  const std::size_t loss = csv.column("loss");
  HoseTable table;
  table.file_ = csv.name();
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    table.rows_.push_back({csv.text(row, kind), csv.text(row, name), csv.number(row, loss)});
  }
  return table;
}

double HoseTable::find(std::string_view kind, std::string_view name) const {
  std::vector<std::string> there;
  for (const Row& row : rows_) {
    if (row.kind != kind) continue;
    if (row.name == name) return row.loss;
    there.push_back(row.name);
  }
  throw InputError(
      {.where = file_,
       .found = tr("no ", "không có ") + std::string(kind) + " '" + std::string(name) + "'",
       .expected = expected_name(name, there),
       .outcome = tr("choose one of them, or add it there",
                     "hãy chọn một tên có sẵn, hoặc thêm vào tệp đó")});
}

double head_at_pump_m(double hose_loss, double nozzle_loss, double flow_lps, double hose_m) {
  constexpr double kHose_m = 20.0;
  return (nozzle_loss + hose_loss * hose_m / kHose_m) * flow_lps * flow_lps;
}

int hoses_for(double path_m, double hose_length_m, double slack) {
  return std::max(1, static_cast<int>(std::ceil(slack * path_m / hose_length_m - 1e-9)));
}

double flow_at_nozzles_lps(const HoseLine& line, double pump_head_m, double pump_flow_lps,
                           double rise_m, int hoses) {
  const double head_m = pump_head_m - rise_m;
  if (head_m <= 0.0) return 0.0;
  const double loss = hoses * line.hose_loss / (line.trunks * line.trunks) +
                      line.nozzle_loss / (line.nozzles * line.nozzles);
  return std::min(pump_flow_lps, std::sqrt(head_m / loss));
}

}  // namespace twin::fire
