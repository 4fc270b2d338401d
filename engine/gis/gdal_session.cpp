#include "engine/gis/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <ogr_srs_api.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <fstream>
#include <mutex>

#include "engine/base/numbers.h"
#include "engine/base/partial_folder.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kVectorDrivers[] = {"GPKG",         "ESRI Shapefile",
                                          "GeoJSON",      "FlatGeobuf",
                                          "LIBKML",       "KML",
                                          "DXF",          "DGN",
                                          "MapInfo File", "CSV",
                                          "XLSX",         "ODS",
                                          "OpenFileGDB",  "OSM",
                                          "GML",          "GPX",
                                          nullptr};
constexpr const char* kRasterDrivers[] = {"GTiff",  "AAIGrid", "HFA",  "EHdr",           "ENVI",
                                          "netCDF", "XYZ",     "SAGA", "GSAG",           "GSBG",
                                          "GS7BG",  "ERS",     "RST",  "GRASSASCIIGrid", nullptr};

/// SQLite files say in their head how many pages they have (offsets 16 and 28, big-endian); GDAL
/// opens one that is cut off and fails, if at all, somewhere in the middle.
bool is_truncated_sqlite(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::array<unsigned char, 32> head{};
  if (!stream.read(reinterpret_cast<char*>(head.data()), head.size())) return false;
  if (std::string(head.begin(), head.begin() + 15) != "SQLite format 3") return false;
  std::uint64_t page = (std::uint64_t{head[16]} << 8U) | head[17];
  if (page == 1) page = 65536;
  std::uint64_t pages = 0;
  for (std::size_t i = 28; i < 32; ++i) pages = (pages << 8U) | head[i];
  std::error_code error;
  const auto size = fs::file_size(file, error);
  return !error && size < page * pages;
}

/// What one file may take, packed and unpacked: far beyond a city's, short of filling a computer.
constexpr double kMostFile_bytes = 4e9;
constexpr double kMostUnpacked_bytes = 2e9;

/// How large a zipped file (XLSX, KMZ, ODS) says that it becomes; 0 for any other.
double unpacked_bytes(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 4> head{};
  if (!stream.read(head.data(), head.size())) return 0.0;
  if (std::string_view(head.data(), head.size()) != "PK\x03\x04") return 0.0;
  const GdalComplaints quiet;
  const std::string folder = "/vsizip/{" + fs::absolute(file).string() + "}";
  const CPLStringList names(VSIReadDirRecursive(folder.c_str()));
  double bytes = 0.0;
  for (int i = 0; i < names.Count(); ++i) {
    VSIStatBufL status;
    const std::string name = folder + "/" + names[i];
    if (VSIStatL(name.c_str(), &status) == 0) bytes += static_cast<double>(status.st_size);
  }
  return bytes;
}

/// Vector files are read whole; one that would fill the memory is refused before.
void refuse_too_large(const fs::path& file) {
  const auto refuse = [&](double bytes, double most, const Text& how) {
    if (bytes <= most) return;
    throw unusable(file, shown(bytes / 1e9, 1) + " GB" + how,
                   tr("at most ", "nhiều nhất ") + shown(most / 1e9, 0) + " GB" +
                       tr("; cut out the ward and save it again",
                          "; hãy cắt lấy phần của phường rồi lưu lại"));
  };
  std::error_code folder;
  const auto size = fs::file_size(file, folder);
  if (folder) return;
  refuse(static_cast<double>(size), kMostFile_bytes, {});
  refuse(unpacked_bytes(file), kMostUnpacked_bytes, tr(" unpacked", " sau khi giải nén"));
}

std::string with_first_word_of(DataKind kind) {
  return kind == DataKind::raster ? "raster" : "vector";
}

Text known_formats(DataKind kind) {
  if (kind == DataKind::raster) {
    return tr("a raster such as GeoTIFF or ASCII grid", "một raster như GeoTIFF hoặc ASCII grid");
  }
  return tr("GeoPackage, Shapefile, GeoJSON, KML, DXF, TAB, GDB, CSV or XLSX",
            "GeoPackage, Shapefile, GeoJSON, KML, DXF, TAB, GDB, CSV hoặc XLSX");
}

}  // namespace

void collect(CPLErr level, CPLErrorNum /*number*/, const char* message) {
  auto* to = static_cast<GdalComplaints*>(CPLGetErrorHandlerUserData());
  if (to == nullptr) return;
  if (level >= CE_Failure) to->failures_.emplace_back(message);
  if (level == CE_Warning) to->warnings_.emplace_back(message);
}

void start_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetErrorHandler(CPLQuietErrorHandler);
    CPLSetConfigOption("OGR_CURRENT_DATE", "1970-01-01T00:00:00.000Z");
    CPLSetConfigOption("CPL_CURL_ENABLED", "NO");
    // Else a sheet whose cells are all texts has columns Field1, Field2… and its heading is a row.
    CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
    CPLSetConfigOption("OGR_ENABLE_PARTIAL_REPROJECTION", "NO");
    OSRSetPROJEnableNetwork(FALSE);
    GDALAllRegister();
  });
}

GdalComplaints::GdalComplaints() {
  start_gdal();
  CPLErrorReset();
  CPLPushErrorHandlerEx(collect, this);
}

GdalComplaints::~GdalComplaints() { CPLPopErrorHandler(); }

std::string GdalComplaints::first() const {
  if (!failures_.empty()) return failures_.front();
  return warnings_.empty() ? std::string() : warnings_.front();
}

InputError unusable(const DataPlace& place, Text found, Text expected) {
  const bool is_file = std::holds_alternative<fs::path>(place);
  return InputError({.where = whole_name(place),
                     .found = std::move(found),
                     .expected = std::move(expected),
                     .outcome = is_file ? tr("it was not read", "tệp không được đọc")
                                        : tr("nothing was read", "chưa đọc gì")});
}

InputError broken_off(const DataPlace& place, const std::string& cause) {
  if (std::holds_alternative<PostgisPlace>(place)) {
    return unusable(place, tr("an answer that broke off (", "trả lời bị đứt (") + cause + ")",
                    tr("rows to the end; ask the database's manager",
                       "đọc được đến hết; hãy hỏi người quản trị cơ sở dữ liệu"));
  }
  return unusable(place,
                  tr("a damaged or truncated file (", "tệp hỏng hoặc bị cắt cụt (") + cause + ")",
                  tr("a whole file; copy it again", "một tệp nguyên vẹn; hãy sao chép lại"));
}

Dataset open_for_reading(const fs::path& file, DataKind kind,
                         const std::vector<std::string>& options) {
  std::error_code error;
  const auto status = fs::status(file, error);
  if (!fs::exists(status)) {
    throw unusable(file, tr("no such file", "không có tệp này"),
                   tr("an existing file", "một tệp có sẵn"));
  }
  // A pipe may never give its first byte, a device never its last.
  if (!fs::is_directory(status) && !fs::is_regular_file(status)) {
    throw unusable(file, tr("a pipe or a device", "ống dẫn (pipe) hoặc thiết bị"),
                   tr("a file; save the data as one first", "một tệp; hãy lưu thành tệp trước"));
  }
  if (!fs::is_directory(status) && !std::ifstream(file, std::ios::binary)) {
    throw unusable(file, tr("a file that may not be read", "tệp không được phép đọc"),
                   tr("permission to read it", "quyền đọc tệp"));
  }
  if (is_truncated_sqlite(file)) {
    throw broken_off(file, "shorter than its own head says");
  }
  if (kind == DataKind::vector) refuse_too_large(file);
  GdalComplaints complaints;
  CPLStringList open_options;
  for (const std::string& option : options) open_options.AddString(option.c_str());
  const bool raster = kind == DataKind::raster;
  // What an office hands in is only read: no list of a GML's columns is left beside it.
  if (!raster) open_options.AddString("WRITE_GFS=NO");
  const unsigned flags =
      GDAL_OF_READONLY | (raster ? unsigned{GDAL_OF_RASTER} : unsigned{GDAL_OF_VECTOR});
  Dataset dataset(GDALOpenEx(file.c_str(), flags, raster ? kRasterDrivers : kVectorDrivers,
                             open_options.List(), nullptr));
  if (dataset) return dataset;
  if (complaints.failed()) throw broken_off(file, complaints.first());
  throw unusable(file,
                 tr("no " + with_first_word_of(kind) + " file of a known format",
                    "không phải tệp " + with_first_word_of(kind) + " đọc được"),
                 known_formats(kind));
}

MemoryFile::MemoryFile(const std::string& extension) {
  static std::atomic<int> number{0};
  start_gdal();
  name_ = "/vsimem/wardtwin_" + std::to_string(number++) + extension;
}

MemoryFile::~MemoryFile() { VSIUnlink(name_.c_str()); }

void MemoryFile::publish(const fs::path& file) const {
  vsi_l_offset size = 0;
  const GByte* bytes = VSIGetMemFileBuffer(name_.c_str(), &size, FALSE);
  if (bytes == nullptr) throw cannot_write(file, "nothing was written");
  write_file(file, {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)});
}

OutputError cannot_write(const fs::path& file, const std::string& cause) {
  return OutputError(
      {.where = file.string(),
       .found = cause,
       .expected = tr("data that such a file can hold", "dữ liệu mà loại tệp này chứa được"),
       .outcome = tr("it was not written", "tệp không được ghi")});
}

}  // namespace twin
