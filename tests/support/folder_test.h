#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "tests/support/scratch.h"

namespace twin {

/// A test with a folder of its own, empty when it begins.
class FolderTest : public testing::Test {
 protected:
  /// The bytes of every file of a folder but run.log, by name.
  static std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const std::string name = entry.path().lexically_relative(folder).string();
      if (entry.is_regular_file() && name != "run.log") files[name] = bytes_of(entry.path());
    }
    return files;
  }

 private:
  const Scratch scratch_;

 protected:
  const std::filesystem::path& place_ = scratch_.path();
};

}  // namespace twin
