#pragma once

#include <ogr_api.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/gis/data_place.h"
#include "engine/gis/feature_table.h"
#include "engine/gis/gdal_session.h"

// Private to engine/gis: one transaction on a PostGIS database, by GDAL's driver.

namespace twin {

/// A name or a text as SQL writes it: quotes around it and doubled inside.
std::string sql_name(std::string_view name);
std::string sql_text(std::string_view text);

/// The server's own words: the first line without its level, and without any password.
std::string reason_in(const std::string& message, const PostgisPlace& place);

/// One transaction. Reading, it sees the database as it stood at its first question, whatever
/// others write meanwhile, and can change nothing; writing, others see all of it or nothing.
/// Without `commit` nothing of it remains.
class PostgisSession {
 public:
  enum class Access { read, write };

  /// @throws InputError: no server, no such database, user or password refused, no PostGIS in it.
  PostgisSession(const PostgisPlace& place, Access access);
  ~PostgisSession();  ///< takes back what was not committed
  PostgisSession(const PostgisSession&) = delete;
  PostgisSession& operator=(const PostgisSession&) = delete;

  const PostgisPlace& place() const { return place_; }
  GDALDatasetH dataset() const { return dataset_.get(); }

  using Row = std::vector<std::string>;
  // What the server refuses is an InputError where we read, an OutputError where we write.

  /// The rows of a SELECT as texts, NULL as an empty one.
  std::vector<Row> rows(const std::string& select) const;
  /// The bytes of the first column of the only row of a SELECT.
  std::string bytes(const std::string& select) const;
  void execute(const std::string& sql) const;
  void commit();

  bool has_schema() const;
  /// Tables and views of the schema that this user may read, by name.
  std::vector<std::string> tables() const;

  /// A table or view of the schema. @throws InputError naming those there are.
  OGRLayerH table(const std::string& name) const;

 private:
  [[noreturn]] void refuse(const std::string& message) const;

  PostgisPlace place_;
  Access access_;
  Dataset dataset_;
  bool ended_ = false;
};

/// The rows of a table by their key, so that equal tables read equal whatever order the server
/// gives. A key that people gave (not fid, gid or ogc_fid) is a column too.
/// @throws InputError where reading breaks off.
FeatureTable rows_by_key(OGRLayerH layer, const PostgisPlace& place, std::string table_layer);

}  // namespace twin
