#pragma once

#include <gdal.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/findings.h"
#include "engine/gis/data_place.h"

// Private to engine/gis: how GDAL is started, asked to keep quiet, and made to open files.

namespace twin {

/// Starts GDAL once: drivers, no network, no clock in files, nothing printed.
void start_gdal();

/// Collects what GDAL complains of on this thread while it lives.
class GdalComplaints {
 public:
  GdalComplaints();
  ~GdalComplaints();
  GdalComplaints(const GdalComplaints&) = delete;
  GdalComplaints& operator=(const GdalComplaints&) = delete;

  bool failed() const { return !failures_.empty(); }
  /// What GDAL gave as the first cause; what it merely warned of where nothing failed.
  std::string first() const;
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  friend void collect(CPLErr, CPLErrorNum, const char*);
  std::vector<std::string> failures_;
  std::vector<std::string> warnings_;
};

struct CloseDataset {
  void operator()(GDALDatasetH dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, CloseDataset>;

enum class DataKind { vector, raster };

/// Opens a file for reading. The drivers are a list of file formats: nothing that points to other
/// files or to the network (VRT, WFS…) is ever opened. `options` are GDAL's open options.
/// @throws InputError: missing, unreadable, truncated, of no known format.
Dataset open_for_reading(const std::filesystem::path& file, DataKind kind,
                         const std::vector<std::string>& options = {});

/// A complaint about a whole file or a whole table of a database.
InputError unusable(const DataPlace& place, Text found, Text expected);
/// Reading broke off, for the cause that GDAL or the database server gives.
InputError broken_off(const DataPlace& place, const std::string& cause);

/// A file in memory that GDAL writes; it is copied to disk by `publish`, so that a full disk is
/// told by the operating system and not guessed from a library's messages.
class MemoryFile {
 public:
  explicit MemoryFile(const std::string& extension);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  const std::string& name() const { return name_; }
  /// @throws OutputError: no space, no permission.
  void publish(const std::filesystem::path& file) const;

 private:
  std::string name_;
};

/// What GDAL refused to write.
OutputError cannot_write(const std::filesystem::path& file, const std::string& cause);

}  // namespace twin
