#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace twin {

/// A test with a folder of its own, empty when it begins.
class FolderTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    place_ = std::filesystem::path(testing::TempDir()) /
             (std::string(test->test_suite_name()) + "." + test->name());
    std::filesystem::remove_all(place_);
    std::filesystem::create_directories(place_);
  }
  void TearDown() override { std::filesystem::remove_all(place_); }

  static std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
  }
  /// The bytes of every file of a folder but run.log, by name.
  static std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const std::string name = entry.path().lexically_relative(folder).string();
      if (entry.is_regular_file() && name != "run.log") files[name] = bytes_of(entry.path());
    }
    return files;
  }

  std::filesystem::path place_;
};

}  // namespace twin
