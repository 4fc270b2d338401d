#include "engine/traffic/strong_component.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(StrongComponent, IsTheLargestPartInWhichAllCanDriveToAll) {
  // A ring 0-1-2, a pair 3-4 reached from it, and a way into the ring from 5.
  const LinkGraph graph(6, 0, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 3}, {5, 0}});
  const auto all = largest_strong_component(graph, [](std::uint32_t) { return true; });
  EXPECT_EQ(all, (std::vector<bool>{true, true, true, false, false, false}));
  const auto cut = largest_strong_component(graph, [](std::uint32_t link) { return link != 2; });
  EXPECT_EQ(cut, (std::vector<bool>{false, false, false, true, true, false}));
}

TEST(StrongComponent, DoesNotMindALongStreet) {
  std::vector<TrafficLink> links;
  constexpr std::uint32_t kNodes = 200000;
  for (std::uint32_t n = 0; n < kNodes; ++n) links.push_back({n, (n + 1) % kNodes});
  const LinkGraph graph(kNodes, 0, links);
  const auto inside = largest_strong_component(graph, [](std::uint32_t) { return true; });
  EXPECT_TRUE(inside.front() && inside.back());
}

}  // namespace
}  // namespace twin
