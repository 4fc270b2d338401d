#include "scenarios/renovation/benefits.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/base/toml_file.h"

namespace twin {
namespace {

constexpr std::array<BenefitSpec, 4> kBenefits = {{
    {.field = "reached_gain",
     .scenario = "fire_access",
     .measure = "residents_in_time",
     .better = Better::more},
    {.field = "first_water_gain",
     .scenario = "fire_access",
     .measure = "first_water_person_min",
     .better = Better::less},
    {.field = "water_reach_gain",
     .scenario = "fire_access",
     .measure = "residents_near_water",
     .better = Better::more},
    {.field = "travel_gain",
     .scenario = "traffic",
     .measure = "travel_person_min",
     .error_measure = "travel_person_min_error",
     .better = Better::less},
}};

Worth worth_of(const TomlTable& row) {
  row.allow_only({"worth_one_point", "weight", "source"});
  const Worth worth{row.need_number("worth_one_point"), row.need_number("weight")};
  (void)row.need_text("source");
  if (worth.worth_one_point > 0.0 && worth.weight >= 0.0) return worth;
  const bool anchor = worth.worth_one_point <= 0.0;
  throw InputError({.where = row.where(anchor ? "worth_one_point" : "weight"),
                    .found = shortest(anchor ? worth.worth_one_point : worth.weight),
                    .expected = anchor ? tr("a number above 0", "một số trên 0")
                                       : tr("a number of at least 0", "một số không âm"),
                    .outcome = tr("correct it there", "hãy sửa ở đó")});
}

}  // namespace

std::span<const BenefitSpec> benefit_specs() { return kBenefits; }

std::vector<Worth> load_worths(const std::filesystem::path& file,
                               std::span<const std::string_view> fields) {
  const TomlTable table = TomlTable::read(file);
  table.allow_only(std::vector<std::string>(fields.begin(), fields.end()));
  std::vector<Worth> worths;
  for (const std::string_view field : fields) {
    const auto row = table.table(field);
    if (!row) {
      throw InputError(
          {.where = table.where(),
           .found = tr("no benefit '", "không có lợi ích '") + std::string(field) + "'",
           .expected = tr("its worth_one_point, weight and source",
                          "worth_one_point, weight và source của nó"),
           .outcome = tr("add it there", "hãy thêm vào đó")});
    }
    worths.push_back(worth_of(*row));
  }
  return worths;
}

std::vector<Gain> gains(const Measured& before, const Measured& after) {
  std::vector<Gain> all;
  for (std::size_t b = 0; b < kBenefits.size(); ++b) {
    const double rise = after.value[b] - before.value[b];
    all.push_back({.value = kBenefits[b].better == Better::more ? rise : -rise,
                   .error = rise == 0.0 ? 0.0 : before.error[b] + after.error[b]});
  }
  return all;
}

}  // namespace twin
