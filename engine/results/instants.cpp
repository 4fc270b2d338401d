#include "engine/results/instants.h"

#include <cmath>

#include "engine/base/findings.h"
#include "engine/base/numbers.h"

namespace twin {

std::vector<double> increasing(std::vector<double> times_s, const std::filesystem::path& file,
                               const std::string& axis) {
  for (std::size_t i = 0; i < times_s.size(); ++i) {
    const bool follows = std::isfinite(times_s[i]) && (i == 0 || times_s[i] > times_s[i - 1]);
    if (follows) continue;
    Text found = Text(shortest(times_s[i]) + " s");
    if (i > 0) found += tr(" after ", " sau ") + shortest(times_s[i - 1]) + " s";
    throw InputError({.where = Text(file.string() + ", '" + axis + "' [" + std::to_string(i) + "]"),
                      .found = found,
                      .expected = tr("instants that increase", "các thời điểm tăng dần"),
                      .outcome = tr("this result is not read; run the scenario again",
                                    "không đọc kết quả này; hãy chạy lại kịch bản")});
  }
  return times_s;
}

}  // namespace twin
