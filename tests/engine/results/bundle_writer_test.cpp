#include "engine/results/bundle_writer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "engine/results/bundle.h"
#include "tests/support/folder_test.h"
#include "tests/support/small_run.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

class BundleWriterTest : public FolderTest {
 protected:
  BundleWriter writer(const std::string& name,
                      PartialFolder::Start start = PartialFolder::Start::afresh) {
    return {place_ / name, small_heading(), kSmallFields, start};
  }
  void write(const std::string& name) {
    BundleWriter out = writer(name);
    write_small_run(out);
    out.write(Progress{});
    out.finish();
  }
};

TEST_F(BundleWriterTest, ARunReadsBackAsItWasWritten) {
  write("run");
  const Bundle run(place_ / "run");
  Collected expected(kSmallFields, "small");
  write_small_run(expected);
  EXPECT_EQ(run.scenario(), "small");
  EXPECT_EQ(run.measure("affected"), 3.0);
  EXPECT_EQ(run.column("buildings", "door_depth_m").front(), 0.34);
  EXPECT_TRUE(std::isnan(run.column("buildings", "door_depth_m").back()));
  EXPECT_EQ(run.table("buildings")[0].text("reason"), "ngõ hẹp");
  EXPECT_EQ(run.table("buildings")[1].polygon(), small_buildings()[1].polygon());
  EXPECT_EQ(run.frame_times_s("depth_m"), expected.frame_times_s("depth_m"));
  EXPECT_EQ(run.frame("depth_m", 2).frame(), kSmallFrame);
  EXPECT_EQ(run.frame("depth_m", 2)({0, 1}), 0.2F);
  EXPECT_EQ(run.grid("max_depth_m").frame(), kSmallFrame);
  EXPECT_TRUE(std::isnan(run.grid("max_depth_m")({1, 2})));
  EXPECT_EQ(run.series_times_s("lanes", "depth_m"), (std::vector{0.0, 600.0}));
  EXPECT_EQ(run.series_at("lanes", "depth_m", 1), (std::vector{0.2F, 0.3F}));
}

TEST_F(BundleWriterTest, TheManifestTellsTheFieldsThatWereWritten) {
  write("run");
  const Manifest manifest = Manifest::read(place_ / "run" / "manifest.json");
  EXPECT_EQ(manifest.run_hash, small_heading().run_hash);
  EXPECT_EQ(manifest.field("never_written"), nullptr);
  const ManifestField* depth = manifest.main_field();
  ASSERT_NE(depth, nullptr);
  EXPECT_EQ(depth->name, "max_depth_m");
  EXPECT_EQ(depth->file, "max_depth_m.tif");
  EXPECT_EQ(depth->least, 0.0);
  EXPECT_FLOAT_EQ(static_cast<float>(depth->most.value()), 0.2F);
  ASSERT_TRUE(depth->ramp);
  EXPECT_EQ(depth->ramp->classes[1].meaning.vi, "xe chết máy");
  EXPECT_EQ(manifest.field("depth_m", "lanes")->file, "series.nc|lanes");
  ASSERT_EQ(manifest.findings.size(), 1U);
  EXPECT_EQ(manifest.findings[0].expected.en, "b");
  EXPECT_EQ(std::get<double>(manifest.settings[0].value), 100.0);
}

TEST_F(BundleWriterTest, EqualRunsAreEqualInEveryByte) {
  write("one");
  write("two");
  for (const fs::directory_entry& entry : fs::directory_iterator(place_ / "one")) {
    const fs::path name = entry.path().filename();
    EXPECT_EQ(bytes_of(place_ / "one" / name), bytes_of(place_ / "two" / name)) << name;
  }
}

TEST_F(BundleWriterTest, AnUnfinishedRunNeverHasItsName) {
  {
    BundleWriter out = writer("run");
    write_small_run(out);
  }
  EXPECT_FALSE(fs::exists(place_ / "run"));
  EXPECT_TRUE(fs::exists(place_ / "run.partial"));
}

TEST_F(BundleWriterTest, ARunThatNobodyIsAtWorkOnIsAnInterruptedOne) {
  const fs::path partial = place_ / "run.partial";
  EXPECT_FALSE(is_interrupted_run(partial));
  {
    const BundleWriter out = writer("run");
    EXPECT_FALSE(is_interrupted_run(partial));
  }
  EXPECT_TRUE(is_interrupted_run(partial));
}

TEST_F(BundleWriterTest, AResumedRunKeepsItsFramesAndItsState) {
  {
    BundleWriter out = writer("run");
    out.frame("depth_m", 0.0, Grid<float>(kSmallFrame, 0.0F));
    out.checkpoints().save("at 0 s");
  }
  BundleWriter out = writer("run", PartialFolder::Start::resume);
  EXPECT_TRUE(out.continues());
  EXPECT_EQ(out.checkpoints().load(), "at 0 s");
  Grid<float> depth_m(kSmallFrame, 0.0F);
  for (int i = 1; i < 3; ++i) {
    depth_m({0, 1}) = 0.1F * static_cast<float>(i);
    out.frame("depth_m", 600.0 * i, depth_m);
  }
  out.write(Progress{});
  out.finish();
  write("straight");
  EXPECT_EQ(bytes_of(place_ / "run" / "depth_m.nc"), bytes_of(place_ / "straight" / "depth_m.nc"));
  EXPECT_FALSE(fs::exists(place_ / "run" / "unfinished"));
}

TEST_F(BundleWriterTest, WhatAnotherRunLeftIsNotResumed) {
  Manifest other = small_heading();
  other.run_hash = "other";
  {
    BundleWriter out(place_ / "run", other, kSmallFields, PartialFolder::Start::afresh);
    out.checkpoints().save("at 0 s");
  }
  BundleWriter out = writer("run", PartialFolder::Start::resume);
  EXPECT_FALSE(out.continues());
  EXPECT_TRUE(out.replaced_leftover());
  EXPECT_EQ(out.checkpoints().load(), "");
}

TEST_F(BundleWriterTest, ANeedThatIsNoRunIsRefused) {
  EXPECT_THROW(Bundle(place_ / "nothing"), InputError);
  fs::create_directories(place_ / "empty");
  EXPECT_THROW(Bundle(place_ / "empty"), InputError);
  write_file(place_ / "empty" / "manifest.json", "{\"format_version\": 99}");
  EXPECT_THROW(Bundle(place_ / "empty"), InputError);
}

TEST(RunHash, ChangesWithASettingAndNotWithAPath) {
  Manifest a = small_heading();
  Manifest b = a;
  b.inputs[0].path = "elsewhere/ward.toml";
  EXPECT_EQ(run_hash_of(a), run_hash_of(b));
  b.settings[0].value = 101.0;
  EXPECT_NE(run_hash_of(a), run_hash_of(b));
}

}  // namespace
}  // namespace twin
