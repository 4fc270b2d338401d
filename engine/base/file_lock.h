#pragma once

#include <filesystem>

namespace twin {

/// A lock on a file, held as long as this lives and never longer than its process. Where the file
/// can't be made or another holds it, this holds nothing.
class FileLock {
 public:
  explicit FileLock(const std::filesystem::path& file);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int file_ = -1;
};

/// Whether somebody holds the lock on a file; false where there is no such file.
bool is_locked(const std::filesystem::path& file);

}  // namespace twin
