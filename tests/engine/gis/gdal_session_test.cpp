#include "engine/gis/gdal_session.h"

#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(GdalComplaints, KeepTheFirstFailureAndTheWarningsWhileTheyLive) {
  {
    const GdalComplaints complaints;
    CPLError(CE_Warning, CPLE_AppDefined, "odd");
    EXPECT_FALSE(complaints.failed());
    EXPECT_EQ(complaints.first(), "odd");
    CPLError(CE_Failure, CPLE_AppDefined, "cause");
    CPLError(CE_Failure, CPLE_AppDefined, "consequence");
    EXPECT_TRUE(complaints.failed());
    EXPECT_EQ(complaints.first(), "cause");
    EXPECT_EQ(complaints.warnings(), std::vector<std::string>{"odd"});
  }
  EXPECT_FALSE(GdalComplaints().failed());  // the next ones begin anew
}

std::string refusal(const std::filesystem::path& file, DataKind kind) {
  return failure_of<InputError>([&] { open_for_reading(file, kind); });
}

TEST(OpenForReading, SaysWhyItCannot) {
  const Scratch scratch;
  EXPECT_NE(refusal(scratch / "none.gpkg", DataKind::vector).find("found no such file"),
            std::string::npos);
  const auto note = scratch.write("note.txt", "Kính gửi UBND phường");
  EXPECT_NE(refusal(note, DataKind::vector).find("no vector file of a known format"),
            std::string::npos);
  EXPECT_NE(refusal(note, DataKind::raster).find("no raster file of a known format"),
            std::string::npos);
}

// Nobody may ever write into it; reading it would wait for that.
TEST(OpenForReading, APipeIsRefusedAtOnce) {
  const Scratch scratch;
  const auto pipe = scratch / "lanes.geojson";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_NE(refusal(pipe, DataKind::vector).find("found a pipe or a device"), std::string::npos);
  EXPECT_NE(refusal(pipe, DataKind::raster).find("found a pipe or a device"), std::string::npos);
}

TEST(OpenForReading, LeavesNothingBesideTheFile) {
  const Scratch scratch;
  const auto gml = scratch.write("a.gml", R"(<?xml version="1.0" encoding="UTF-8"?>
      <ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">
      <gml:featureMember><ogr:lanes fid="lanes.0"><ogr:id>L1</ogr:id><ogr:geometryProperty>
      <gml:LineString><gml:coordinates>1,2 3,4</gml:coordinates></gml:LineString>
      </ogr:geometryProperty></ogr:lanes></gml:featureMember></ogr:FeatureCollection>)");
  EXPECT_EQ(GDALDatasetGetLayerCount(open_for_reading(gml, DataKind::vector).get()), 1);
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(scratch.path())) {
    names.push_back(entry.path().filename().string());
  }
  EXPECT_EQ(names, std::vector<std::string>{"a.gml"});
}

// VRT names other files, and may name addresses on the network.
TEST(OpenForReading, NothingThatOnlyPointsElsewhereIsOpened) {
  const Scratch scratch;
  const auto pointer = scratch.write("lanes.vrt",
                                     "<OGRVRTDataSource><OGRVRTLayer name=\"lanes\">"
                                     "<SrcDataSource>other.gpkg</SrcDataSource>"
                                     "</OGRVRTLayer></OGRVRTDataSource>");
  EXPECT_NE(refusal(pointer, DataKind::vector).find("no vector file of a known format"),
            std::string::npos);
}

TEST(OpenForReading, AGeoPackageShorterThanItsOwnHeadSaysIsTruncated) {
  const Scratch scratch;
  std::string head("SQLite format 3\0", 16);
  head += std::string("\x10\x00", 2);  // pages of 4096 bytes
  head.resize(28);
  head += std::string("\x00\x00\x00\x02", 4);  // two of them
  head.resize(4096);                           // one is there
  const auto file = scratch.write("cut.gpkg", head);
  EXPECT_NE(refusal(file, DataKind::vector).find("damaged or truncated"), std::string::npos);
}

TEST(OpenForReading, AFileThatWouldFillTheMemoryIsRefused) {
  const Scratch scratch;
  const auto large = scratch.write("large.geojson", "{}");
  std::filesystem::resize_file(large, 5'000'000'000);  // a hole on disk
  EXPECT_NE(refusal(large, DataKind::vector).find("found 5.0 GB, expected at most 4 GB"),
            std::string::npos);
}

// The size of what is packed stands little-endian in the zip's central directory, 24 bytes behind
// its mark (PKWARE's APPNOTE, 4.3.12).
TEST(OpenForReading, AWorkbookThatUnpacksToGigabytesIsRefused) {
  const Scratch scratch;
  const auto bomb = scratch / "survey.xlsx";
  start_gdal();
  VSILFILE* packed = VSIFOpenL(("/vsizip/" + bomb.string() + "/sheet.xml").c_str(), "wb");
  VSIFWriteL("<a/>", 1, 4, packed);
  VSIFCloseL(packed);
  std::string bytes = bytes_of(bomb);
  const std::size_t entry = bytes.rfind("PK\x01\x02");
  ASSERT_NE(entry, std::string::npos);
  EXPECT_EQ(bytes.substr(entry + 24, 4), std::string("\x04\0\0\0", 4));
  bytes.replace(entry + 24, 4, "\xff\xff\xff\xf0");  // 4.04 GB
  scratch.write("survey.xlsx", bytes);
  EXPECT_NE(refusal(bomb, DataKind::vector).find("found 4.0 GB unpacked"), std::string::npos)
      << refusal(bomb, DataKind::vector);
}

TEST(MemoryFile, IsPublishedWholeOrNotAtAll) {
  const Scratch scratch;
  const MemoryFile memory(".bin");
  EXPECT_THROW(memory.publish(scratch / "a.bin"), OutputError);  // nothing was written into it
  VSILFILE* file = VSIFOpenL(memory.name().c_str(), "wb");
  VSIFWriteL("lanes", 1, 5, file);
  VSIFCloseL(file);
  memory.publish(scratch / "a.bin");
  EXPECT_EQ(bytes_of(scratch / "a.bin"), "lanes");
  EXPECT_THROW(memory.publish("/nowhere/at/all/a.bin"), OutputError);
  EXPECT_NE(memory.name(), MemoryFile(".bin").name());
}

}  // namespace
}  // namespace twin
