#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace twin::fire {

/// Coefficients of head loss, metres of water with Q in l/s (data/vehicles/hoses.csv; fitted to
/// QCVN 10:2025/BCA, table H.7).
class HoseTable {
 public:
  /// @throws InputError: unreadable, columns missing, no number.
  static HoseTable load(const std::filesystem::path& file);

  /// S of head loss S·Q² per 20 m of hose. @throws InputError naming the hoses there are.
  double hose(std::string_view name) const { return find("hose", name); }
  /// s of nozzle head s·Q². @throws InputError as above.
  double nozzle(std::string_view name) const { return find("nozzle", name); }

 private:
  struct Row {
    std::string kind;
    std::string name;
    double loss = 0.0;
  };
  double find(std::string_view kind, std::string_view name) const;

  std::string file_;
  std::vector<Row> rows_;
};

/// Hose from a pump to the nozzles: `trunks` lines side by side, at their end `nozzles` nozzles.
struct HoseLine {
  double hose_loss = 0.034;   ///< S, per hose
  double nozzle_loss = 2.96;  ///< s
  int trunks = 1;
  int nozzles = 2;
};

/// Head at the pump end of a single hose line of `hose_m` with one nozzle, metres of water:
/// (s + S·hose_m/20)·Q², as table H.7 gives it.
double head_at_pump_m(double hose_loss, double nozzle_loss, double flow_lps, double hose_m);

/// Hoses for a path: ⌈slack·path/length⌉, at least one.
int hoses_for(double path_m, double hose_length_m, double slack);

/// Flow at the nozzles from H = Δz + n·S·(Q/m)² + s·(Q/λ)², not above what the pump can give.
double flow_at_nozzles_lps(const HoseLine& line, double pump_head_m, double pump_flow_lps,
                           double rise_m, int hoses);

}  // namespace twin::fire
