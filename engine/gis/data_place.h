#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace twin {

/// A PostGIS database and the schema or table meant in it.
struct PostgisPlace {
  /// libpq's keywords and their values as given: host, port, dbname, user…
  std::vector<std::pair<std::string, std::string>> connection;
  std::string schema = "public";
  std::string table = {};        ///< empty: the whole schema
  bool schema_is_named = false;  ///< "public" is else what nobody chose

  bool operator==(const PostgisPlace&) const = default;
};

/// Where a layer lies: in a file, or in a database that people keep together.
using DataPlace = std::variant<std::filesystem::path, PostgisPlace>;

/// Whether a text means a database: "PG:…", also in small letters.
bool names_postgis(std::string_view text);

/// Reads `PG:host=… dbname=… [schema=…][:[SCHEMA.]TABLE]`, libpq's own form of a connection (values
/// with blanks or colons in single quotes) and our keyword `schema`. What is not said libpq takes
/// from PGHOST, PGPASSWORD, ~/.pgpass or a service file.
/// @throws InputError: no such form, an unknown keyword; it never repeats the text, which may hold
/// a password.
PostgisPlace parsed_postgis_place(const std::string& text);

/// A file's path; for a database "PG:host=db dbname=ward schema=yenhoa", without user and password.
std::string whole_name(const DataPlace& place);
/// A file's name without its folders; for a database as above.
std::string brief_name(const DataPlace& place);

}  // namespace twin
