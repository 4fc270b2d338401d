#include "engine/base/data_folder.h"

#include <cstdlib>

namespace twin {

std::filesystem::path data_folder() {
  const char* named = std::getenv("WARDTWIN_DATA");  // NOLINT(concurrency-mt-unsafe): only read
  return named != nullptr && *named != '\0' ? named : WARDTWIN_DATA_FOLDER;
}

}  // namespace twin
