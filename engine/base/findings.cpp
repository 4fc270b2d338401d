#include "engine/base/findings.h"

namespace twin {

std::string Finding::text(Language language) const {
  if (language == Language::vietnamese) {
    return where.vi + ": thấy " + found.vi + ", cần " + expected.vi + "; " + outcome.vi + "." +
           (hint.vi.empty() ? "" : " Gợi ý: " + hint.vi + ".");
  }
  return where.en + ": found " + found.en + ", expected " + expected.en + "; " + outcome.en + "." +
         (hint.en.empty() ? "" : " Hint: " + hint.en + ".");
}

}  // namespace twin
