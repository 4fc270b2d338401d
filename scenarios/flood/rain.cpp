#include "scenarios/flood/rain.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/numbers.h"
#include "engine/base/toml_file.h"

namespace twin {
namespace {

constexpr double kMmPerHour = 0.36;  // of a litre per second and hectare

double positive(const TomlTable& table, std::string_view key) {
  const double value = table.need_number(key);
  if (std::isfinite(value) && value > 0.0) return value;
  throw InputError({.where = table.where(key),
                    .found = shortest(value),
                    .expected = tr("a number above 0", "một số lớn hơn 0"),
                    .outcome = tr("correct it there", "hãy sửa ở đó")});
}

double depth_mm(const StormFormula& formula, double return_years, double minutes) {
  return minutes <= 0.0 ? 0.0 : intensity_mm_per_h(formula, return_years, minutes) * minutes / 60.0;
}

void tell_basis(const CsvFile& csv, Findings& findings) {
  if (!csv.has_column("basis")) return;
  std::set<std::string> others;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const std::string& basis = csv.text(row, csv.column("basis"));
    if (basis != "measured") others.insert(basis);
  }
  const std::string name = std::filesystem::path(csv.name()).filename().string();
  for (const std::string& basis : others) {
    findings.add({.where = tr(name + ", column 'basis'", name + ", cột 'basis'"),
                  .found = "'" + basis + "'",
                  .expected = "'measured'",
                  .outcome = tr("used as it is; nobody measured these values in the ward",
                                "vẫn dùng; các trị số này không đo tại phường")});
  }
}

}  // namespace

StormFormula read_storm_formula(const std::filesystem::path& file) {
  const TomlTable table = TomlTable::read(file);
  table.allow_only({"A", "C", "b_min", "n", "block_min", "verified", "source"});
  return {.a = positive(table, "A"),
          .c = positive(table, "C"),
          .b_min = positive(table, "b_min"),
          .n = positive(table, "n"),
          .block_min = positive(table, "block_min"),
          .verified = table.flag("verified").value_or(false),
          .source = table.text("source").value_or("")};
}

double intensity_mm_per_h(const StormFormula& formula, double return_years, double minutes) {
  const double frequency = formula.a * (1.0 + formula.c * std::log10(return_years));
  return kMmPerHour * frequency / std::pow(minutes + formula.b_min, formula.n);
}

Series design_storm(const StormFormula& formula, double return_years, double duration_min) {
  const int blocks = std::max(1, static_cast<int>(std::ceil(duration_min / formula.block_min)));
  const double block_min = duration_min / blocks;
  std::vector<double> rate(static_cast<std::size_t>(blocks));
  int after = (blocks - 1) / 2;
  int before = after - 1;
  for (int k = 0; k < blocks; ++k) {
    const bool goes_after = after < blocks && (k % 2 == 1 || before < 0 || k == 0);
    const int at = goes_after ? after++ : before--;
    rate[static_cast<std::size_t>(at)] = (depth_mm(formula, return_years, (k + 1) * block_min) -
                                          depth_mm(formula, return_years, k * block_min)) *
                                         60.0 / block_min;
  }
  Series storm;
  for (int k = 0; k < blocks; ++k) storm.time_s.push_back(k * block_min * 60.0);
  storm.value = rate;
  storm.time_s.push_back(duration_min * 60.0);
  storm.value.push_back(0.0);
  return storm;
}

double rain_depth_mm(const Series& mm_per_h, double until_s) {
  double sum_mm = 0.0;
  for (std::size_t i = 0; i < mm_per_h.time_s.size(); ++i) {
    const bool last = i + 1 == mm_per_h.time_s.size();
    const double begin_s = std::clamp(mm_per_h.time_s[i], 0.0, until_s);
    const double end_s = last ? until_s : std::clamp(mm_per_h.time_s[i + 1], 0.0, until_s);
    sum_mm += mm_per_h.value[i] * (end_s - begin_s) / 3600.0;
  }
  return sum_mm;
}

Series read_rain(const std::filesystem::path& file, Findings& findings) {
  Series rain = read_series(file, "mm_per_h");
  const CsvFile csv = CsvFile::read(file);
  for (std::size_t row = 0; row < rain.value.size(); ++row) {
    if (rain.value[row] >= 0.0) continue;
    throw InputError({.where = csv.where(row, csv.column("mm_per_h")),
                      .found = shortest(rain.value[row]),
                      .expected = tr("a rate of 0 or more", "cường độ từ 0 trở lên"),
                      .outcome = tr("correct it there", "hãy sửa ở đó")});
  }
  tell_basis(csv, findings);
  return rain;
}

}  // namespace twin
