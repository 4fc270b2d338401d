#include "engine/base/settings.h"

#include <gtest/gtest.h>

#include "engine/base/data_folder.h"

namespace twin {
namespace {

const std::vector<Setting> kDeclared = {
    {.name = "engine_width_m", .unit = "m", .usual = 2.5, .least = 0.5, .most = 4.0},
    {.name = "model",
     .kind = SettingKind::text,
     .usual = std::string("horton"),
     .choices = {"none", "horton"}},
    {.name = "rain", .kind = SettingKind::file, .usual = std::string()},
    {.name = "closed", .kind = SettingKind::texts, .usual = std::vector<std::string>()},
};

TEST(Settings, UnsaidOnesHaveTheirUsualValue) {
  const Settings settings(kDeclared, TomlTable::parse("engine_width_m = 2.0\n", "s.toml"));
  EXPECT_EQ(settings.number("engine_width_m"), 2.0);
  EXPECT_EQ(settings.text("model"), "horton");
  EXPECT_EQ(settings.file("rain"), std::nullopt);
}

TEST(Settings, AMisspeltKeyIsRefusedWithItsLine) {
  EXPECT_THROW(
      {
        try {
          Settings(kDeclared, TomlTable::parse("\nengine_widht_m = 2.0\n", "s.toml"));
        } catch (const InputError& error) {
          EXPECT_NE(std::string(error.what()).find("s.toml:2"), std::string::npos);
          EXPECT_NE(std::string(error.what()).find("'engine_width_m'"), std::string::npos);
          throw;
        }
      },
      InputError);
}

TEST(Settings, OutOfRangeIsRefused) {
  EXPECT_THROW(Settings(kDeclared, TomlTable::parse("engine_width_m = 9\n", "s.toml")), InputError);
  EXPECT_THROW(Settings(kDeclared, TomlTable::parse("model = 'hortn'\n", "s.toml")), InputError);
}

TEST(Settings, PathsAreTakenFromTheFileThatWritesThem) {
  const Settings settings(kDeclared, TomlTable::parse("rain = 'rain.csv'\n", "dir/s.toml"));
  EXPECT_EQ(settings.file("rain"), std::filesystem::path("dir/rain.csv"));
}

TEST(Settings, TheCommandLineSetsThemToo) {
  Settings settings(kDeclared);
  settings.set("engine_width_m=3");
  settings.set("model=none");
  settings.set("closed=['R1', 'R2']");
  EXPECT_EQ(settings.number("engine_width_m"), 3.0);
  EXPECT_EQ(settings.text("model"), "none");
  EXPECT_EQ(settings.texts("closed").size(), 2U);
  EXPECT_THROW(settings.set("engine_width=3"), InputError);
  EXPECT_THROW(settings.set("engine_width_m"), InputError);
}

TEST(Settings, AnUsualFileLiesInTheDataFolderOfTheProgram) {
  const std::vector<Setting> declared{
      {.name = "land_cover",
       .kind = SettingKind::file,
       .usual = std::string("flood/land_cover.toml")},
      {.name = "rain_file", .kind = SettingKind::file, .usual = std::string()}};

  const Settings settings(declared);

  EXPECT_EQ(settings.file("land_cover"), data_folder() / "flood/land_cover.toml");
  EXPECT_EQ(settings.file("rain_file"), std::nullopt);
}

TEST(Settings, AFurtherTableCoversOnlyWhatItSaysAndEachValueKnowsItsPlace) {
  Settings settings(kDeclared,
                    TomlTable::parse("engine_width_m = 3\nmodel = 'none'\n", "base.toml"));
  settings.take(TomlTable::parse("\n\nengine_width_m = 2\n", "change.toml"));
  EXPECT_EQ(settings.number("engine_width_m"), 2.0);
  EXPECT_EQ(settings.text("model"), "none");
  EXPECT_EQ(settings.origin("engine_width_m"), (ValueOrigin{"change.toml", 3}));
  EXPECT_EQ(settings.origin("model"), (ValueOrigin{"base.toml", 2}));
  EXPECT_EQ(settings.origin("closed"), ValueOrigin{});
  settings.set("model=none");
  EXPECT_EQ(settings.origin("model"), (ValueOrigin{"--set", 0}));
}

}  // namespace
}  // namespace twin
