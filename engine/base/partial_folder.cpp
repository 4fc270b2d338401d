#include "engine/base/partial_folder.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "engine/base/findings.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

OutputError cannot_write(const fs::path& path, const std::string& cause) {
  return OutputError({.where = path.string(),
                      .found = cause,
                      .expected = tr("a place that can be written to, with enough space",
                                     "nơi ghi được và đủ chỗ trống"),
                      .outcome = tr("nothing was left there under its final name",
                                    "không có gì được ghi dưới tên chính thức")});
}

fs::path partial_of(fs::path target) {
  target += ".partial";
  return target;
}

fs::path without_trailing_separator(const fs::path& path) {
  const fs::path whole = path.lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

}  // namespace

void refuse_existing(const fs::path& target) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(target, error))) return;
  throw InputError({.where = target.string(),
                    .found = tr("something that exists already", "đã có sẵn"),
                    .expected = tr("a new name", "một tên mới"),
                    .outcome = tr("it was not touched; choose another name or move it away",
                                  "không bị thay đổi; hãy chọn tên khác hoặc dời đi")});
}

PartialFolder::PartialFolder(const fs::path& target, Start start)
    : target_(without_trailing_separator(target)), partial_(partial_of(target_)) {
  refuse_existing(target_);
  std::error_code error;
  const bool leftover = fs::exists(fs::symlink_status(partial_, error));
  continues_ = leftover && start == Start::resume;
  if (leftover && !continues_) {
    fs::remove_all(partial_, error);
    if (error) throw cannot_write(partial_, error.message());
    replaced_leftover_ = true;
  }
  fs::create_directories(partial_, error);
  if (error) throw cannot_write(partial_, error.message());
}

void PartialFolder::finish() {
  std::error_code error;
  fs::rename(partial_, target_, error);
  if (error) throw cannot_write(target_, error.message());
}

void write_file(const fs::path& file, std::string_view bytes) {
  errno = 0;
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream) throw cannot_write(file, std::strerror(errno != 0 ? errno : EIO));
}

}  // namespace twin
