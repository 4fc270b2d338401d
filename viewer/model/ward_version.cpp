#include "viewer/model/ward_version.h"

#include "engine/base/sha256.h"

namespace twin {

namespace fs = std::filesystem;

std::vector<std::string> files_changed_since(const Manifest& manifest,
                                             const fs::path& ward_folder) {
  const fs::path folder_then = fs::path(manifest.ward.path).parent_path();
  std::vector<std::string> changed;
  for (const InputFile& input : manifest.inputs) {
    const fs::path path = input.path;
    if (path.parent_path() != folder_then) continue;
    const fs::path now = ward_folder / path.filename();
    std::error_code error;
    if (!fs::is_regular_file(now, error)) continue;  // of the scenario, beside the ward
    if (sha256_of_file(now) != input.sha256) changed.push_back(path.filename().string());
  }
  return changed;
}

}  // namespace twin
