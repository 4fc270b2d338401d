#include "viewer/shapes/pane.h"

#include <gtest/gtest.h>

#include "viewer/shapes/camera.h"

namespace twin {
namespace {

TEST(Panes, OneFillsThePicture) {
  const auto panes = panes_of({}, 1280);
  ASSERT_EQ(panes.size(), 1U);
  EXPECT_EQ(panes[0], (Pane{.x = 0, .width = 1280, .camera_width = 1280, .camera_column = 0}));
}

TEST(Panes, ASwipeShowsTheTwoPartsOfOneView) {
  const auto panes = panes_of({.kind = SplitKind::swipe, .at = 0.25}, 1280);
  ASSERT_EQ(panes.size(), 2U);
  EXPECT_EQ(panes[0], (Pane{.x = 0, .width = 320, .camera_width = 1280, .camera_column = 0}));
  EXPECT_EQ(panes[1], (Pane{.x = 320, .width = 960, .camera_width = 1280, .camera_column = 320}));
  EXPECT_DOUBLE_EQ(panes[1].to_camera(700.0), 700.0);  // a place stands where it stood
}

TEST(Panes, BesideEachOtherTheMiddlesAreTheSamePlace) {
  const auto panes = panes_of({.kind = SplitKind::beside, .at = 0.9}, 1001);
  ASSERT_EQ(panes.size(), 2U);
  EXPECT_EQ(panes[0].width + panes[1].width, 1001);
  EXPECT_EQ(panes[1].x, panes[0].width);
  const Camera camera = Camera::toward({5, 6, 7}, 100.0, 20.0, 50.0);
  for (const Pane& pane : panes) {
    const auto at = camera.on_picture({5, 6, 7}, pane.camera_width, 720);
    EXPECT_NEAR(pane.from_camera(at->x), pane.x + 0.5 * pane.width, 1e-9);
    EXPECT_DOUBLE_EQ(pane.to_camera(pane.from_camera(123.0)), 123.0);
  }
}

TEST(Panes, AtTheEdgeASwipeLeavesEachSideAColumn) {
  EXPECT_EQ(panes_of({.kind = SplitKind::swipe, .at = 0.0}, 800)[0].width, 1);
  EXPECT_EQ(panes_of({.kind = SplitKind::swipe, .at = 1.0}, 800)[1].width, 1);
}

}  // namespace
}  // namespace twin
