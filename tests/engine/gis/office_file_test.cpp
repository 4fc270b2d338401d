#include "engine/gis/office_file.h"

#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <array>
#include <cmath>
#include <utility>

#include "engine/gis/crs.h"
#include "engine/space/geometry.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

const fs::path kOffice = fs::path(WARDTWIN_SHARED) / "data" / "awkward_files";

/// Some kilometres around Yên Hòa.
const Neighbourhood kWard{.box = {579000, 2321500, 586000, 2328000}};

/// Two streets of the ward, metres in EPSG:5897.
const std::vector<Polyline> kStreets = {
    {{582400, 2324500}, {582460, 2324480}, {582600, 2324300}, {582700, 2324100}},
    {{583000, 2325000}, {583100, 2325100}, {583300, 2325050}}};

/// Writes lines (converted to `crs`, axes swapped where asked) without going through our writers.
fs::path written(const fs::path& file, const char* driver, const std::string& crs,
                 bool state_crs = true, bool swapped = false) {
  GDALAllRegister();
  OGRSpatialReferenceH srs = OSRNewSpatialReference(nullptr);
  OSRSetFromUserInput(srs, crs.c_str());
  OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
  GDALDatasetH dataset =
      GDALCreate(GDALGetDriverByName(driver), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  OGRLayerH layer =
      GDALDatasetCreateLayer(dataset, "roads", state_crs ? srs : nullptr, wkbLineString, nullptr);
  for (Polyline line : kStreets) {
    CoordinateChange(kWardCrs, crs).apply(line);
    OGRGeometryH geometry = OGR_G_CreateGeometry(wkbLineString);
    for (const Point& p : line) {
      OGR_G_AddPoint_2D(geometry, swapped ? p.y_m : p.x_m, swapped ? p.x_m : p.y_m);
    }
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetGeometryDirectly(feature, geometry);
    EXPECT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
  }
  GDALClose(dataset);
  OSRDestroySpatialReference(srs);
  return file;
}

FeatureTable read(const fs::path& file, Findings& findings, const Neighbourhood& around = kWard) {
  return read_office_layer({.from = file, .layer = {}, .becomes = "roads"}, around, findings);
}

/// How far the vertices of a table's lines lie from `kStreets` at most.
double off_by_m(const FeatureTable& table) {
  double worst = table.size() == kStreets.size() ? 0.0 : 1e9;
  for (std::size_t i = 0; i < table.size() && worst < 1e9; ++i) {
    for (std::size_t k = 0; k < table[i].line().size(); ++k) {
      worst = std::max(worst, distance_m(table[i].line()[k], kStreets[i][k]));
    }
  }
  return worst;
}

std::string all_text(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings.all()) text += finding.text() + "\n";
  return text;
}

TEST(OfficeFile, AZoneThatNobodyStatedIsFoundAndNamed) {
  const Scratch scratch;
  Findings findings;
  const auto file = written(scratch / "roads.shp", "ESRI Shapefile", "EPSG:9210", false);
  EXPECT_LT(off_by_m(read(file, findings)), 0.01);
  EXPECT_NE(all_text(findings).find("105°45'"), std::string::npos) << all_text(findings);
}

TEST(OfficeFile, KnownStreetsTellSystemsAFewHundredMetresApart) {
  const Scratch scratch;
  const LineIndex streets(kStreets);
  const Neighbourhood around{.box = kWard.box, .streets = &streets};
  for (const char* crs : {"EPSG:5897", "EPSG:3405", "EPSG:32648"}) {
    Findings findings;
    const auto file =
        written(scratch / (std::string(crs + 5) + ".shp"), "ESRI Shapefile", crs, false);
    EXPECT_LT(off_by_m(read(file, findings, around)), 0.01) << crs;
    EXPECT_NE(all_text(findings).find(crs), std::string::npos) << all_text(findings);
  }
}

TEST(OfficeFile, AFileThatStatesAnotherOfTheseIsKeptAndDoubted) {
  const Scratch scratch;
  const LineIndex streets(kStreets);
  const Neighbourhood around{.box = kWard.box, .streets = &streets};
  written(scratch / "roads.shp", "ESRI Shapefile", "EPSG:5897", false);
  scratch.write("roads.prj", wkt_of_crs("EPSG:3405"));
  Findings findings;
  const FeatureTable table = read(scratch / "roads.shp", findings, around);
  EXPECT_NEAR(off_by_m(table), 698, 5);
  EXPECT_NE(all_text(findings).find("EPSG:5897"), std::string::npos) << all_text(findings);
}

TEST(OfficeFile, AWrongZoneIsRefusedAndTheRightOneNamed) {
  const Scratch scratch;
  written(scratch / "roads.shp", "ESRI Shapefile", "EPSG:9210", false);
  scratch.write("roads.prj", wkt_of_crs("EPSG:5897"));
  Findings findings;
  const std::string told = failure_of<InputError>([&] { read(scratch / "roads.shp", findings); });
  EXPECT_NE(told.find("105°45'"), std::string::npos) << told;
}

TEST(OfficeFile, SwappedAxesAreMendedAndSaid) {
  const Scratch scratch;
  Findings findings;
  const auto degrees = written(scratch / "roads.geojson", "GeoJSON", "EPSG:4326", true, true);
  EXPECT_LT(off_by_m(read(degrees, findings)), 0.02);  // GeoJSON has seven decimals: a centimetre
  EXPECT_NE(all_text(findings).find("axes swapped"), std::string::npos);
  Findings of_metres;
  const auto metres = written(scratch / "roads.gpkg", "GPKG", "EPSG:5897", true, true);
  EXPECT_LT(off_by_m(read(metres, of_metres)), 0.01);
  EXPECT_NE(all_text(of_metres).find("axes swapped"), std::string::npos);
}

TEST(OfficeFile, ATabFileThatLostItsDatumGetsItBack) {
  const Scratch scratch;
  Findings findings;
  const auto file = written(scratch / "roads.tab", "MapInfo File", "EPSG:5897");
  EXPECT_LT(off_by_m(read(file, findings)), 0.02) << all_text(findings);
}

TEST(OfficeFile, DataOfAnotherPlaceIsRefused) {
  const Scratch scratch;
  const auto file = scratch.write("hue.geojson", R"({"type":"Feature","properties":{},
      "geometry":{"type":"Point","coordinates":[107.59,16.46]}})");
  Findings findings;
  const std::string told = failure_of<InputError>([&] { read(file, findings); });
  EXPECT_NE(told.find("hue.geojson"), std::string::npos) << told;
  EXPECT_NE(told.find("another place"), std::string::npos) << told;
}

TEST(OfficeFile, ATableOfCoordinatesBecomesPoints) {
  const Scratch scratch;
  const auto file = scratch.write(
      "tru nuoc.csv", "\xEF\xBB\xBFma;X;Y;luu_luong\nT1;2324874,508;582497,375;\"10,5\"\n");
  Findings findings;
  const FeatureTable table = read(file, findings);  // X is north in Vietnamese surveys
  ASSERT_EQ(table.size(), 1U);
  EXPECT_EQ(table[0].geometry(), Geometry(Point{582497.375, 2324874.508}));
  EXPECT_EQ(table[0].text("ma"), "T1");
  EXPECT_FALSE(table.has_column("X"));  // it has become the place
  EXPECT_NE(all_text(findings).find("axes swapped"), std::string::npos);
}

TEST(OfficeFile, TimesAreReadAsOurFilesWriteThem) {
  const Scratch scratch;
  const auto file = scratch.write("phan anh.csv",
                                  "ma,kinh_do,vi_do,luc\n"
                                  "P1,105.7955,21.0155,2026-08-15T16:40:00+07:00\n"
                                  "P2,105.7955,21.0155,2026-08-15 16:40\n"
                                  "P3,105.7955,21.0155,2026-08-15T09:40:00Z\n");
  Findings findings;
  const FeatureTable table = read(file, findings);
  ASSERT_EQ(table.size(), 3U);
  EXPECT_EQ(table[0].text("luc"), "2026-08-15T16:40:00+07:00");
  EXPECT_EQ(table[1].text("luc"), "2026-08-15T16:40:00");  // no offset is stated
  EXPECT_EQ(table[2].text("luc"), "2026-08-15T09:40:00+00:00");
}

/// A workbook whose cells are all texts, as decimal commas make them where the sheet is not
/// Vietnamese.
fs::path workbook_of_texts(const fs::path& file) {
  GDALAllRegister();
  GDALDatasetH dataset =
      GDALCreate(GDALGetDriverByName("XLSX"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  OGRLayerH sheet = GDALDatasetCreateLayer(dataset, "tru", nullptr, wkbNone, nullptr);
  const std::array<std::pair<const char*, const char*>, 3> cells = {
      {{"MA", "T1"}, {"KINH_DO", "105,7955"}, {"VI_DO", "21,0155"}}};
  for (const auto& [name, value] : cells) {
    OGRFieldDefnH field = OGR_Fld_Create(name, OFTString);
    OGR_L_CreateField(sheet, field, TRUE);
    OGR_Fld_Destroy(field);
  }
  OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(sheet));
  for (int i = 0; i < 3; ++i)
    OGR_F_SetFieldString(row, i, cells[static_cast<std::size_t>(i)].second);
  EXPECT_EQ(OGR_L_CreateFeature(sheet, row), OGRERR_NONE);
  OGR_F_Destroy(row);
  GDALClose(dataset);
  return file;
}

TEST(OfficeFile, TheFirstRowOfAWorkbookNamesItsColumnsEvenWhereAllCellsAreTexts) {
  const Scratch scratch;
  Findings findings;
  const FeatureTable table = read(workbook_of_texts(scratch / "tru.xlsx"), findings);
  ASSERT_EQ(table.size(), 1U);
  EXPECT_EQ(table[0].text("MA"), "T1");
  ASSERT_TRUE(table[0].point());  // 21.0155 N 105.7955 E: facts of EPSG:6960
  EXPECT_NEAR(table[0].point()->x_m, 582497.375, 0.01);
}

TEST(OfficeFile, NumbersAreReadAsOfficesWriteThem) {
  EXPECT_EQ(office_number("3,5"), 3.5);
  EXPECT_EQ(office_number("3.5"), 3.5);
  EXPECT_EQ(office_number("2.324.874,5"), 2324874.5);
  EXPECT_EQ(office_number("2,324,874.5"), 2324874.5);
  EXPECT_EQ(office_number("1 250"), 1250.0);
  EXPECT_EQ(office_number("-1"), -1.0);
  EXPECT_EQ(office_number("rộng 3"), std::nullopt);
}

TEST(OfficeFile, AFilterMustFitTheColumns) {
  const Scratch scratch;
  const auto file = written(scratch / "roads.gpkg", "GPKG", "EPSG:5897");
  Findings findings;
  const std::string told = failure_of<InputError>([&] {
    read_office_layer({.from = file, .layer = {}, .becomes = "roads", .where = "kind = 'lane'"},
                      kWard, findings);
  });
  EXPECT_NE(told.find("kind"), std::string::npos) << told;
}

/// The same 60 streets as offices really send them.
class AwkwardFiles : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!fs::exists(kOffice)) GTEST_SKIP() << kOffice << " is not there";
  }
};

TEST_P(AwkwardFiles, LieWhereTheReferenceLiesAndAreCalledAlike) {
  Findings none;
  const FeatureTable reference = read(kOffice / "shp_utf8_vn2000_105" / "roads.shp", none);
  EXPECT_TRUE(none.empty()) << all_text(none);
  Findings findings;
  const FeatureTable table = read(kOffice / GetParam(), findings);
  ASSERT_EQ(table.size(), reference.size());
  const bool has_names = std::string(GetParam()).find("dxf") == std::string::npos;
  const char* name = table.has_column("Name") ? "Name" : "name";
  for (std::size_t i = 0; i < table.size(); ++i) {
    ASSERT_EQ(table[i].line().size(), reference[i].line().size());
    for (std::size_t k = 0; k < table[i].line().size(); ++k) {
      EXPECT_LT(distance_m(table[i].line()[k], reference[i].line()[k]), 0.02);
    }
    if (has_names) {
      EXPECT_EQ(table[i].text(name), reference[i].text("name"));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, AwkwardFiles,
                         testing::Values("shp_noprj_vn2000_105/roads.shp",
                                         "shp_tcvn3_noprj/roads.shp", "kml_wgs84/roads.kml",
                                         "dxf_vn2000/roads.dxf"));

}  // namespace
}  // namespace twin
