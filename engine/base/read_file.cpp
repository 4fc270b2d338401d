#include "engine/base/read_file.h"

#include <fstream>
#include <sstream>

#include "engine/base/findings.h"

namespace twin {

std::string read_file(const std::filesystem::path& file, const Text& expected) {
  std::error_code ignored;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file, ignored)) {
    throw InputError({.where = file.string(),
                      .found = tr("no readable file", "không có tệp đọc được"),
                      .expected = expected,
                      .outcome = tr("check the path", "hãy kiểm tra đường dẫn")});
  }
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace twin
