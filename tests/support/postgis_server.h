#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "engine/gis/data_place.h"
#include "tests/support/scratch.h"

namespace twin {

/// A PostgreSQL server with PostGIS that lives as long as this object, or at most as long as the
/// test's process: a cluster in a scratch folder that listens on a socket there and nowhere else.
/// Everyone is trusted but the user `guest`, who needs the password "bí mật".
/// Its database `ward` has PostGIS, its database `plain` has not.
class PostgisServer {
 public:
  /// Why no server can be started here; empty where one can.
  static std::string missing();

  PostgisServer();
  ~PostgisServer();
  PostgisServer(const PostgisServer&) = delete;
  PostgisServer& operator=(const PostgisServer&) = delete;

  /// "PG:host=… user=wardtwin dbname=ward", and what is to stand behind.
  std::string name(const std::string& more = {}, const std::string& database = "ward") const;
  PostgisPlace place(const std::string& more = {}) const {
    return parsed_postgis_place(name(more));
  }
  std::string folder() const { return scratch_.path().string(); }

  /// Runs SQL past all of our code; what psql prints, unaligned and without headings.
  std::string sql(const std::string& statements, const std::string& database = "ward") const;

 private:
  Scratch scratch_;
  pid_t server_ = 0;
};

}  // namespace twin
