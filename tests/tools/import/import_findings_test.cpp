#include "tools/import/import_findings.h"

#include <gtest/gtest.h>

#include "tests/support/scratch.h"

namespace twin {
namespace {

Finding width_of(const std::string& lane) {
  return {.where = tr("lanes.shp, feature 3", "lanes.shp, đối tượng 3"),
          .found = "-1",
          .expected = tr("a number", "một số"),
          .outcome = tr("unknown", "chưa biết"),
          .hint = tr("measure it", "hãy đo"),
          .layer = "lanes",
          .feature = lane,
          .x_m = 582000.1,
          .y_m = 2324000.7};
}

Finding about_layer(const std::string& layer) {
  return {.where = layer, .found = "a", .expected = "b", .outcome = "c", .layer = layer};
}

TEST(ImportFindings, AreReadBackAsTheyWereWritten) {
  const Scratch ward;
  EXPECT_TRUE(read_import_findings(ward.path()).empty());
  Findings findings;
  findings.add(width_of("L\n1"));
  findings.add(about_layer(""));
  write_import_findings(ward.path(), findings);
  EXPECT_EQ(read_import_findings(ward.path()).all(), findings.all());
}

TEST(ImportFindings, ADamagedFileIsNamed) {
  const Scratch ward;
  ward.write("import_findings.json", "[{\"layer\": 3}]");
  const std::string told = failure_of<InputError>([&] { read_import_findings(ward.path()); });
  EXPECT_NE(told.find("import_findings.json: found"), std::string::npos) << told;
}

TEST(ImportFindings, WhatACheckFindsTooIsToldOnce) {
  Findings kept;
  kept.add(width_of("L1"));
  kept.add(width_of("L2"));
  Findings checked;
  checked.add(width_of("L2"));
  checked.add(about_layer("roads"));
  const Findings all = merged_findings(kept, checked);
  ASSERT_EQ(all.all().size(), 3U);
  EXPECT_EQ(all.all()[0].feature, "L1");
  EXPECT_EQ(all.all()[1].feature, "L2");
}

TEST(ImportFindings, OfABaseThoseOfReplacedLayersGo) {
  const Scratch base;
  Findings before;
  before.add(width_of("L1"));
  before.add(about_layer("buildings"));
  before.add(about_layer("terrain"));
  write_import_findings(base.path(), before);
  ImportRequest request{.base = base.path()};
  request.layers = {{.name = "lanes", .from = {}, .layer = {}}};
  ImportedWard ward;
  ward.base = LoadedWard{.folder = base.path()};
  ward.findings_of_base = 1;
  Findings findings;
  findings.add(about_layer("roads"));  // a check of the new ward finds it again
  findings.add(width_of("L9"));
  const Findings kept = findings_to_keep(findings, request, ward);
  ASSERT_EQ(kept.all().size(), 3U);
  EXPECT_EQ(kept.all()[0].layer, "buildings");
  EXPECT_EQ(kept.all()[1].layer, "terrain");
  EXPECT_EQ(kept.all()[2].feature, "L9");
}

}  // namespace
}  // namespace twin
