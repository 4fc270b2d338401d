#include "tools/picture/summary_page.h"

#include <poppler-document.h>
#include <poppler-page.h>

#include <fstream>
#include <memory>

#include "engine/base/read_file.h"
#include "engine/gis/read_features.h"
#include "engine/results/bundle_writer.h"
#include "tests/support/folder_test.h"
#include "tests/support/small_run.h"
#include "tools/picture/report_content.h"
#include "tools/picture/report_pdf.h"
#include "tools/picture/report_xlsx.h"

namespace twin {
namespace {

class SummaryPage : public FolderTest {
 protected:
  Bundle run(const std::string& name, const Manifest& heading = small_heading()) {
    BundleWriter out(place_ / name, heading, kSmallFields, PartialFolder::Start::afresh);
    write_small_run(out);
    out.write(Progress{});
    out.finish();
    return Bundle(place_ / name);
  }
  static std::size_t times(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
      ++count;
    }
    return count;
  }
};

TEST_F(SummaryPage, StandsByItself) {
  const Bundle bundle = run("run");
  for (const auto& [bytes, base64] :
       {std::pair{"abc", "YWJj"}, std::pair{"ab", "YWI="}, std::pair{"a", "YQ=="}}) {  // RFC 4648
    std::ofstream(place_ / "run/map.png") << bytes;
    const std::string page = summary_page(bundle, Language::vietnamese);
    EXPECT_EQ(times(page, std::string("data:image/png;base64,") + base64 + "\""), 1U);
    EXPECT_EQ(times(page, "http"), 0U);
    EXPECT_EQ(times(page, "<html lang=\"vi\">"), 1U);
    EXPECT_EQ(times(page, "0,34"), 1U);  // the house with the deepest water
  }
}

TEST_F(SummaryPage, TakesNoWordForMarkup) {
  Manifest heading = small_heading();
  heading.title = "Mưa < 100 & \"gió\"";
  const std::string page = summary_page(run("run", heading), Language::english);
  EXPECT_EQ(times(page, "Mưa < 100"), 0U);
  EXPECT_EQ(times(page, "<h1>Mưa &lt; 100 &amp; &quot;gió&quot;</h1>"), 1U);
}

TEST_F(SummaryPage, HasAnArticleARun) {
  const Bundle one = run("one");
  const Bundle two = run("two");
  const std::array<const Bundle*, 2> both{&one, &two};
  EXPECT_EQ(times(summary_page(both, Language::english), "<h1>"), 2U);
}

TEST_F(SummaryPage, WarnsOfAssumedData) {
  EXPECT_EQ(times(summary_page(run("plain"), Language::english), "<div class=\"alarm\">"), 0U);
  Manifest heading = small_heading();
  heading.ward.layers = {
      {.layer = "lanes", .title = tr("lanes", "ngõ"), .features = 4, .assumed = 4}};
  EXPECT_EQ(times(summary_page(run("assumed", heading), Language::english), "class=\"alarm\""), 1U);
}

using Reports = SummaryPage;

TEST_F(Reports, OfEqualRunsHaveEqualBytes) {
  const Bundle bundle = run("run");
  const std::array<const Bundle*, 1> runs{&bundle};
  for (const char* name : {"a", "b"}) {
    write_xlsx(place_ / (std::string(name) + ".xlsx"), runs, Language::vietnamese);
    write_pdf(place_ / (std::string(name) + ".pdf"), runs, Language::vietnamese);
  }
  const auto bytes = [&](const char* file) { return read_file(place_ / file, {}); };
  EXPECT_TRUE(bytes("a.xlsx").starts_with("PK"));
  EXPECT_TRUE(bytes("a.pdf").starts_with("%PDF"));
  EXPECT_EQ(bytes("a.xlsx"), bytes("b.xlsx"));
  EXPECT_EQ(bytes("a.pdf"), bytes("b.pdf"));
  EXPECT_THROW(write_xlsx(place_ / "no/such/a.xlsx", runs, Language::english), OutputError);
  EXPECT_THROW(write_pdf(place_ / "no/such/a.pdf", runs, Language::english), OutputError);
}

TEST_F(Reports, HaveTheValuesOfTheRunInTheirCells) {
  const Bundle bundle = run("run");
  const std::array<const Bundle*, 1> runs{&bundle};
  const auto file = place_ / "a.xlsx";
  write_xlsx(file, runs, Language::vietnamese);

  const Text houses_title = table_title(bundle.manifest(), "buildings");
  const FeatureTable houses = read_features(file, houses_title.in(Language::vietnamese));
  ASSERT_EQ(houses.size(), 2U);
  EXPECT_EQ(houses[0].number("độ sâu ở cửa (m)"), 0.34);
  EXPECT_FALSE(houses[1].number("độ sâu ở cửa (m)").has_value());  // no water to tell of
  EXPECT_EQ(houses[0].text("lý do"), "ngõ hẹp");
  EXPECT_EQ(houses[1].text("address"), "Số 14 ngõ 34 Trung Kính");

  std::size_t told = 0;  // the measure stands in a row with its meaning
  const FeatureTable summary = read_features(file, "Tóm tắt");
  for (const Feature& row : summary) {
    told += row.text(summary.columns()[0].name) == "số người" &&
                    row.text(summary.columns()[1].name) == "3"
                ? 1
                : 0;
  }
  EXPECT_EQ(told, 1U);
}

TEST_F(Reports, SayTheSameOnPaper) {
  const Bundle bundle = run("run");
  const std::array<const Bundle*, 2> runs{&bundle, &bundle};
  const auto file = place_ / "a.pdf";
  write_pdf(file, runs, Language::vietnamese);

  const std::unique_ptr<poppler::document> paper(poppler::document::load_from_file(file.string()));
  ASSERT_NE(paper, nullptr);
  std::string text;
  for (int i = 0; i < paper->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(paper->create_page(i));
    EXPECT_NEAR(page->page_rect().height() / page->page_rect().width(), 297.0 / 210.0, 1e-3);
    const poppler::byte_array utf8 = page->text().to_utf8();
    text.append(utf8.begin(), utf8.end());
  }
  EXPECT_EQ(times(text, "Số 12 ngõ 34 Trung Kính"), 2U);
  EXPECT_EQ(times(text, "ngõ hẹp"), 2U);
  EXPECT_EQ(times(text, "0,34"), 2U);
  const std::string pages = std::to_string(paper->pages());
  EXPECT_EQ(times(text, "trang " + pages + "/" + pages), 1U);
}

}  // namespace
}  // namespace twin
