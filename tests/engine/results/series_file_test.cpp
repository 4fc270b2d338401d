#include "engine/results/series_file.h"

#include "tests/support/folder_test.h"
#include "tests/support/small_run.h"

namespace twin {
namespace {

const std::array<ResultField, 3> kFields{{
    {.name = "depth_m", .unit = "m", .kind = FieldKind::series, .table = "lanes"},
    {.name = "speed_kmh", .unit = "km/h", .kind = FieldKind::series, .table = "lanes"},
    {.name = "depth_m", .unit = "m", .kind = FieldKind::series, .table = "buildings"},
}};

class SeriesFileTest : public FolderTest {
 protected:
  /// Two lanes and two houses; speeds at other times than depths.
  void SetUp() override {
    Collected run(kFields, "small");
    run.table(small_lanes());
    run.table(small_buildings());
    run.series("lanes", "depth_m", std::array{0.0, 600.0}, std::array{0.0F, 0.1F, 0.2F, 0.3F});
    run.series("lanes", "speed_kmh", std::array{300.0}, std::array{30.0F, 5.0F});
    run.series("buildings", "depth_m", std::array{0.0}, std::array{1.0F, 2.0F});
    std::vector<ManifestField> fields;
    for (const ResultField& field : kFields) fields.push_back(manifest_field(field));
    write_series(file_, run, fields, {});
  }
  const std::filesystem::path file_ = place_ / "series.nc";
};

TEST_F(SeriesFileTest, EachTableAndFieldHasItsOwnTimes) {
  EXPECT_EQ(read_series_times_s(file_, "lanes", "depth_m"), (std::vector{0.0, 600.0}));
  EXPECT_EQ(read_series_times_s(file_, "lanes", "speed_kmh"), std::vector{300.0});
  EXPECT_EQ(read_series_at(file_, "lanes", "depth_m", 1), (std::vector{0.2F, 0.3F}));
  EXPECT_EQ(read_series_at(file_, "lanes", "speed_kmh", 0), (std::vector{30.0F, 5.0F}));
  EXPECT_EQ(read_series_at(file_, "buildings", "depth_m", 0), (std::vector{1.0F, 2.0F}));
}

TEST_F(SeriesFileTest, ARowIsReadThroughTimeAlone) {
  EXPECT_EQ(read_series_of_row(file_, "lanes", "depth_m", 1, 0, 2), (std::vector{0.1F, 0.3F}));
  EXPECT_EQ(read_series_of_row(file_, "lanes", "depth_m", 0, 1, 1), std::vector{0.2F});
  EXPECT_THROW(read_series_of_row(file_, "lanes", "depth_m", 2, 0, 2), InputError);
  EXPECT_THROW(read_series_of_row(file_, "lanes", "depth_m", 0, 1, 2), InputError);
}

TEST_F(SeriesFileTest, WhatIsNotThereIsRefused) {
  EXPECT_THROW(read_series_at(file_, "lanes", "depth_m", 2), InputError);
  EXPECT_THROW(read_series_at(file_, "lanes", "flow", 0), InputError);
  EXPECT_THROW(read_series_times_s(file_, "roads", "depth_m"), InputError);
  EXPECT_THROW(read_series_times_s(place_ / "none.nc", "lanes", "depth_m"), InputError);
}

TEST_F(SeriesFileTest, AFileCutOffIsRefused) {
  std::filesystem::resize_file(file_, std::filesystem::file_size(file_) / 2);
  EXPECT_THROW(read_series_at(file_, "lanes", "depth_m", 0), InputError);
}

}  // namespace
}  // namespace twin
