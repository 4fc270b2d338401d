#include "engine/base/data_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>

namespace twin {
namespace {

/// Sets WARDTWIN_DATA while it lives.
class DataVariable {
 public:
  explicit DataVariable(const char* value) {
    if (const char* before = std::getenv(kName)) before_ = before;
    setenv(kName, value, 1);
  }
  ~DataVariable() {
    if (before_) {
      setenv(kName, before_->c_str(), 1);
    } else {
      unsetenv(kName);
    }
  }
  DataVariable(const DataVariable&) = delete;
  DataVariable& operator=(const DataVariable&) = delete;

 private:
  static constexpr const char* kName = "WARDTWIN_DATA";
  std::optional<std::string> before_;
};

TEST(DataFolder, IsWhereTheEnvironmentSays) {
  const DataVariable variable("/srv/tables");
  EXPECT_EQ(data_folder(), "/srv/tables");
}

TEST(DataFolder, IsTheOneOfTheSourcesWhereTheEnvironmentSaysNothing) {
  const DataVariable variable("");
  EXPECT_TRUE(std::filesystem::exists(data_folder() / "vehicles" / "fire_vehicles.toml"));
}

}  // namespace
}  // namespace twin
