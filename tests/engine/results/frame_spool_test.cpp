#include "engine/results/frame_spool.h"

#include "engine/base/findings.h"
#include "tests/support/folder_test.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

using FrameSpoolTest = FolderTest;

const GridFrame kFrame{{1000, 2020}, 10.0, 2, 3};

TEST_F(FrameSpoolTest, TimesComeInTheirOrderWhateverThatOfWriting) {
  const FrameSpool spool(place_ / "depth_m");
  for (const double time_s : {1200.0, 0.0, 600.5}) {
    spool.write(time_s, Grid<float>(kFrame, static_cast<float>(time_s)));
  }
  EXPECT_EQ(spool.times_s(), (std::vector{0.0, 600.5, 1200.0}));
  EXPECT_EQ(spool.read(600.5)({1, 2}), 600.5F);
  EXPECT_EQ(spool.read(600.5).frame(), kFrame);
}

TEST_F(FrameSpoolTest, AnInstantWrittenAgainReplacesTheFirst) {
  const FrameSpool spool(place_ / "depth_m");
  spool.write(60.0, Grid<float>(kFrame, 1.0F));
  spool.write(60.0, Grid<float>(kFrame, 2.0F));
  EXPECT_EQ(spool.times_s().size(), 1U);
  EXPECT_EQ(spool.read(60.0)({0, 0}), 2.0F);
}

TEST_F(FrameSpoolTest, WhatIsMissingOrCutOffIsRefused) {
  const FrameSpool spool(place_ / "depth_m");
  EXPECT_TRUE(spool.times_s().empty());
  EXPECT_THROW(spool.read(0.0), InputError);
  spool.write(0.0, Grid<float>(kFrame, 1.0F));
  for (const auto& entry : fs::directory_iterator(place_ / "depth_m")) {
    fs::resize_file(entry.path(), fs::file_size(entry.path()) - 1);
  }
  EXPECT_THROW(spool.read(0.0), InputError);
}

}  // namespace
}  // namespace twin
