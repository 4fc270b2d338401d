#include "tools/picture/map_labels.h"

#include "engine/results/bundle_writer.h"
#include "engine/results/declare.h"
#include "tests/support/folder_test.h"
#include "tests/support/small_run.h"

namespace twin {
namespace {

using FirstPlaces = FolderTest;

TEST_F(FirstPlaces, AreTheTwentyBestOfARankingInTheirOrder) {
  const std::vector<ResultField> declared{declare::column("candidates", "rank", "1", "", "")};
  FeatureTable rows("test", "candidates", {{"id", ColumnKind::text}});
  std::vector<double> ranks;
  for (int rank = 25; rank >= 1; --rank) {
    rows.add(rows.size() + 1, Polyline{{0.0, 1.0 * rank}, {10.0, 1.0 * rank}}, {"C"});
    ranks.push_back(rank);
  }
  BundleWriter out(place_ / "run", small_heading(), declared, PartialFolder::Start::afresh);
  out.table(rows);
  out.column("candidates", "rank", ranks);
  out.write(Progress{});
  out.finish();
  const Bundle run(place_ / "run");

  const std::vector<Numbered> places = first_places(run, *run.manifest().field("rank"));

  ASSERT_EQ(places.size(), 20U);
  EXPECT_EQ(places.front().number, 1);
  EXPECT_EQ(places.front().line.front(), (Point{0, 1}));
  EXPECT_EQ(places.back().number, 20);
}

TEST_F(FirstPlaces, AColumnThatIsNoRankingHasNone) {
  BundleWriter out(place_ / "run", small_heading(), kSmallFields, PartialFolder::Start::afresh);
  write_small_run(out);
  out.write(Progress{});
  out.finish();
  const Bundle run(place_ / "run");
  EXPECT_TRUE(first_places(run, *run.manifest().field("door_depth_m")).empty());
}

TEST(DrawLabels, ANumberStandsInTheMiddleOfItsLineAndTheNextBesideIt) {
  const MapView view({0, 0, 300, 200}, {0, 0, 300, 200});  // a pixel a metre, north at the top
  Canvas canvas = Canvas::picture(300, 200);
  canvas.rectangle({0, 0, 300, 200}, ink("#808080"));
  const Polyline line{{50, 100}, {250, 100}};
  draw_labels(canvas, view, WardLayers{},
              {{.number = 1, .line = line}, {.number = 2, .line = line}});
  const auto is_white = [&](int x, int y) { return canvas.pixel(x, y).red > 0.99; };
  EXPECT_TRUE(is_white(150 - 9, 100));  // the first: in the middle, beside its thin digit
  EXPECT_FALSE(is_white(150 - 20, 100));
  // 40 % of the line is 20 px off, less than two discs of 13 px; 60 % too; 30 % is 40 px off
  EXPECT_TRUE(is_white(110 - 9, 100));
  EXPECT_FALSE(is_white(190 - 9, 100));
}

}  // namespace
}  // namespace twin
