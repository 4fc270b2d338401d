#include "viewer/model/ward_version.h"

#include <gtest/gtest.h>

#include "engine/base/sha256.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

InputFile input(const std::string& path, const std::string& bytes) {
  return {.path = path, .sha256 = sha256_of_text(bytes)};
}

TEST(WardVersion, AFileOfTheWardThatChangedSinceTheRunIsNamed) {
  const Scratch ward;
  ward.write("ward.toml", "name = 'A'");
  ward.write("ward.gpkg", "houses of today");
  ward.write("dem.tif", "ground");
  Manifest manifest;
  manifest.ward.path = "wards/a/ward.toml";
  manifest.inputs = {input("flood.toml", "a scenario"), input("wards/a/ward.toml", "name = 'A'"),
                     input("wards/a/ward.gpkg", "houses of yesterday"),
                     input("wards/a/dem.tif", "ground")};
  EXPECT_EQ(files_changed_since(manifest, ward.path()), std::vector<std::string>{"ward.gpkg"});
  ward.write("ward.gpkg", "houses of yesterday");
  EXPECT_TRUE(files_changed_since(manifest, ward.path()).empty());
}

TEST(WardVersion, AScenarioFileNamedAsOneOfTheWardIsNoneOfIt) {
  const Scratch ward;
  ward.write("dem.tif", "ground");
  Manifest manifest;
  manifest.ward.path = "wards/a/ward.toml";
  manifest.inputs = {input("rain/dem.tif", "another ground")};
  EXPECT_TRUE(files_changed_since(manifest, ward.path()).empty());
}

}  // namespace
}  // namespace twin
