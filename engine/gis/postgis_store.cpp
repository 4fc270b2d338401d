#include "engine/gis/postgis_store.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/base/numbers.h"
#include "engine/base/sha256.h"
#include "engine/gis/ogr_geometry.h"
#include "engine/gis/postgis_session.h"
#include "engine/gis/rows_digest.h"

namespace twin {
namespace {

/// The table of the files; no layer is called so.
constexpr const char* kFiles = "ward_files";
/// The table of what was published: whose tables are ours, and with which rows.
constexpr const char* kLayers = "ward_layers";
/// Where values wait while a table is written; it goes with the transaction.
constexpr const char* kAside = "pg_temp.ward_aside";
/// How much SQL goes to the server at once.
constexpr std::size_t kChunk_bytes = 1U << 20U;

std::string hexadecimal(const unsigned char* bytes, std::size_t size) {
  constexpr const char* kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(2 * size);
  for (std::size_t i = 0; i < size; ++i) {
    out += kDigits[bytes[i] >> 4U];
    out += kDigits[bytes[i] & 15U];
  }
  return out;
}

std::string sql_bytes(std::string_view bytes) {
  return "'\\x" + hexadecimal(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) +
         "'::bytea";
}

std::string sql_geometry(const Geometry& geometry, const std::string& srid) {
  const OgrGeometry made = ogr_geometry(geometry);
  if (!made) return "NULL";
  std::vector<unsigned char> wkb(static_cast<std::size_t>(OGR_G_WkbSize(made.get())));
  OGR_G_ExportToIsoWkb(made.get(), wkbNDR, wkb.data());
  return "ST_GeomFromWKB('\\x" + hexadecimal(wkb.data(), wkb.size()) + "'::bytea, " + srid + ")";
}

/// A value to its last bit; GDAL's own writer keeps 15 digits of a number only.
std::string sql_value(const Value& value, ColumnKind kind) {
  if (const auto* text = text_in(value)) return sql_text(*text);
  const auto* number = std::get_if<double>(&value);
  if (number == nullptr || !std::isfinite(*number)) return "NULL";
  switch (kind) {
    case ColumnKind::flag:
      return *number != 0.0 ? "true" : "false";
    case ColumnKind::integer:
      return std::to_string(std::llround(*number));
    case ColumnKind::text:
      return sql_text(shortest(*number));
    case ColumnKind::number:
      break;
  }
  return sql_text(shortest(*number));
}

const char* sql_type(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::flag:
      return "boolean";
    case ColumnKind::integer:
      return "bigint";
    case ColumnKind::number:
      return "double precision";
    case ColumnKind::text:
      break;
  }
  return "text";
}

const char* sql_type(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::point:
      return "Point";
    case GeometryKind::line:
      return "LineString";
    case GeometryKind::polygon:
      return "Polygon";
    case GeometryKind::none:
      break;
  }
  return "Geometry";
}

std::string srid_of(const std::string& crs) { return crs.substr(crs.find(':') + 1); }

/// Writes into one schema.
class SchemaWriter {
 public:
  SchemaWriter(const PostgisSession& session, const std::string& crs, Findings& findings)
      : session_(session), srid_(srid_of(crs)), findings_(findings) {
    // Two who publish into one schema do so one after the other.
    session_.rows("SELECT pg_advisory_xact_lock(hashtext(" +
                  sql_text("wardtwin " + session.place().schema) + "))");
    if (!session_.has_schema()) session_.execute("CREATE SCHEMA " + schema());
  }

  /// What others keep under our names stays theirs.
  /// @throws InputError naming it: in a schema without a ward all that is there, beside a ward what
  /// was not published.
  void need_own_tables(const std::vector<StoredLayer>& layers) const {
    const std::string own = sql_text(kFiles) + ", " + sql_text(kLayers);
    std::string names = own;
    for (const StoredLayer& layer : layers) names += ", " + sql_text(layer.table->layer());
    std::string theirs;
    for (const PostgisSession::Row& row : session_.rows(
             "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
             "WHERE n.nspname = " +
             sql_text(session_.place().schema) + " AND c.relname IN (" + names + ")" +
             (has_files() ? " AND (c.relkind <> 'r'" + not_published(own) + ")" : "") +
             " ORDER BY c.relname")) {
      theirs += (theirs.empty() ? "" : ", ") + row.front();
    }
    if (theirs.empty()) return;
    throw InputError(
        {.where = whole_name(session_.place()),
         .found = tr("tables that no ward was published to: ",
                     "các bảng không phải của phường nào đã công bố: ") +
                  theirs,
         .expected = tr("a schema without tables of these names, or one that holds a ward",
                        "schema chưa có bảng trùng những tên này, hoặc schema đã có phường"),
         .outcome = tr("nothing was written; name another schema=…, it is made where it is missing",
                       "chưa ghi gì; hãy đặt schema=… khác, chưa có thì sẽ được tạo")});
  }

  void write(const StoredLayer& layer) {
    const FeatureTable& table = *layer.table;
    const std::vector<std::string> others = columns_of_others(layer);
    if (!others.empty()) put_aside(layer, others);
    make_ready(layer);
    const std::vector<Column> columns = columns_to_write(table);
    std::string sql;
    std::int64_t fid = 0;
    for (const Feature& row : table) {
      sql += (sql.empty() ? insert_into(table.layer(), columns) : ", ") +
             values_of(row, columns, ++fid);
      if (sql.size() < kChunk_bytes) continue;
      session_.execute(sql);
      sql.clear();
    }
    if (!sql.empty()) session_.execute(sql);
    session_.rows("SELECT setval(pg_get_serial_sequence(" + sql_text(named(table.layer())) +
                  ", 'fid'), " + std::to_string(fid + 1) + ", false)");
    if (!others.empty()) put_back(layer, others);
  }

  /// Keeps what was published, so that later changes can be told.
  void record(const std::vector<StoredLayer>& layers) {
    const std::string name = named(kLayers);
    session_.execute("CREATE TABLE IF NOT EXISTS " + name +
                     " (layer text PRIMARY KEY, sha256 text NOT NULL)");
    for (const StoredLayer& layer : layers) {
      session_.execute("INSERT INTO " + name + " VALUES (" + sql_text(layer.table->layer()) + ", " +
                       sql_text(sha256_of_rows(*layer.table)) +
                       ") ON CONFLICT (layer) DO UPDATE SET sha256 = excluded.sha256");
    }
  }

  void write(const std::vector<StoredFile>& files) {
    const std::string name = named(kFiles);
    session_.execute("CREATE TABLE IF NOT EXISTS " + name +
                     " (name text PRIMARY KEY, sha256 text NOT NULL, content bytea NOT NULL)");
    session_.execute("DELETE FROM " + name);
    for (const StoredFile& file : files) {
      session_.execute("INSERT INTO " + name + " VALUES (" + sql_text(file.name) + ", " +
                       sql_text(sha256_of_text(file.bytes)) + ", " + sql_bytes(file.bytes) + ")");
    }
  }

 private:
  std::string schema() const { return sql_name(session_.place().schema); }
  std::string named(const std::string& table) const { return schema() + "." + sql_name(table); }

  std::string not_published(const std::string& own) const {
    if (columns_there(kLayers).empty()) return {};
    return " OR c.relname NOT IN (" + own + ") AND c.relname NOT IN (SELECT layer FROM " +
           named(kLayers) + ")";
  }

  bool has_files() const {
    return columns_there(kFiles) == std::vector<PostgisSession::Row>{{"name", "text", ""},
                                                                     {"sha256", "text", ""},
                                                                     {"content", "bytea", ""}};
  }

  /// Name and type of each column as the server tells them, and "filled" where it gives the value.
  std::vector<PostgisSession::Row> columns_there(const std::string& table) const {
    return session_.rows(
        "SELECT a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attgenerated <> '' OR "
        "a.attidentity = 'a' THEN 'filled' ELSE '' END FROM pg_attribute a "
        "WHERE a.attrelid = to_regclass(" +
        sql_text(named(table)) + ") AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum");
  }

  std::vector<PostgisSession::Row> columns_wanted(const StoredLayer& layer) const {
    std::vector<PostgisSession::Row> columns = {
        {"fid", "bigint"},
        {"geom", "geometry(" + std::string(sql_type(layer.spec->geometry)) + "," + srid_ + ")"}};
    for (const Column& column : layer.table->columns()) {
      columns.push_back({column.name, sql_type(column.kind)});
    }
    return columns;
  }

  /// An empty table with the layer's columns. One that is there stays the same table, with its
  /// rights, views and columns of its own, and is altered where it differs.
  void make_ready(const StoredLayer& layer) {
    const std::vector<PostgisSession::Row> there = columns_there(layer.table->layer());
    if (there.empty()) return create(layer);
    const std::string name = named(layer.table->layer());
    session_.execute("DELETE FROM " + name);
    for (const PostgisSession::Row& column : columns_wanted(layer)) {
      const auto same = std::ranges::find(there, column[0], &name_of_column);
      if (same == there.end()) {
        session_.execute("ALTER TABLE " + name + " ADD COLUMN " + declared(column));
        describe(*layer.spec, column[0]);
      } else if ((*same)[1] != column[1] && is_ours(*layer.spec, column[0])) {
        session_.execute("ALTER TABLE " + name + " ALTER COLUMN " + sql_name(column[0]) + " TYPE " +
                         column[1] + " USING NULL");
      }
    }
  }

  void create(const StoredLayer& layer) {
    std::string columns;
    for (const PostgisSession::Row& column : columns_wanted(layer)) {
      columns += (columns.empty() ? "" : ", ") + declared(column);
    }
    const std::string name = named(layer.table->layer());
    session_.execute("CREATE TABLE " + name + " (" + columns + ")");
    session_.execute("CREATE INDEX ON " + name + " USING gist (geom)");
    session_.execute("COMMENT ON TABLE " + name + " IS " + sql_text(layer.spec->vi));
    for (const ColumnSpec& column : layer.spec->columns) {
      describe(*layer.spec, std::string(column.name));
    }
  }

  static const std::string& name_of_column(const PostgisSession::Row& column) { return column[0]; }

  static std::string declared(const PostgisSession::Row& column) {
    const bool is_key = column[0] == "fid";
    return sql_name(column[0]) + " " + column[1] +
           (is_key ? " GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY" : "");
  }

  /// Whether we say of which type a column is; others say it of theirs.
  static bool is_ours(const LayerSpec& spec, const std::string& column) {
    return column == "fid" || column == "geom" ||
           std::ranges::find(spec.columns, column, &ColumnSpec::name) != spec.columns.end();
  }

  /// What the declaration says of a column, where QGIS and psql show it.
  void describe(const LayerSpec& spec, const std::string& name) {
    const auto column = std::ranges::find(spec.columns, name, &ColumnSpec::name);
    if (column == spec.columns.end()) return;
    const std::string unit = column->unit == "1" ? "" : " [" + std::string(column->unit) + "]";
    session_.execute("COMMENT ON COLUMN " + named(std::string(spec.name)) + "." + sql_name(name) +
                     " IS " + sql_text(std::string(column->vi) + unit));
  }

  /// Columns that others added and the layer does not have, but for those the server fills.
  std::vector<std::string> columns_of_others(const StoredLayer& layer) const {
    const std::vector<PostgisSession::Row> wanted = columns_wanted(layer);
    std::vector<std::string> others;
    for (const PostgisSession::Row& column : columns_there(layer.table->layer())) {
      if (!column[2].empty()) continue;
      if (std::ranges::find(wanted, column[0], &name_of_column) != wanted.end()) continue;
      others.push_back(column[0]);
    }
    return others;
  }

  /// The layer's columns but for those that the server fills.
  std::vector<Column> columns_to_write(const FeatureTable& table) const {
    std::vector<Column> columns = table.columns();
    for (const PostgisSession::Row& there : columns_there(table.layer())) {
      if (there[2].empty()) continue;
      std::erase_if(columns, [&](const Column& column) { return column.name == there[0]; });
    }
    return columns;
  }

  /// Puts the values of others' columns aside, by id, before the rows go.
  void put_aside(const StoredLayer& layer, const std::vector<std::string>& others) {
    const std::vector<PostgisSession::Row> there = columns_there(layer.table->layer());
    const bool has_id = std::ranges::find(there, "id", &name_of_column) != there.end();
    std::string columns = has_id ? "id::text AS id" : "NULL::text AS id";
    for (const std::string& column : others) columns += ", " + sql_name(column);
    session_.execute(std::string("CREATE TEMPORARY TABLE ") + kAside +
                     " ON COMMIT DROP AS SELECT " + columns + " FROM " +
                     named(layer.table->layer()));
  }

  /// Puts them back to the rows whose id is still there, and says so.
  void put_back(const StoredLayer& layer, const std::vector<std::string>& others) {
    std::string set;
    std::string names;
    for (const std::string& column : others) {
      set += (set.empty() ? "" : ", ") + sql_name(column) + " = aside." + sql_name(column);
      names += (names.empty() ? "" : ", ") + column;
    }
    session_.execute("UPDATE " + named(layer.table->layer()) + " AS row SET " + set + " FROM " +
                     kAside + " AS aside WHERE aside.id = row.id");
    session_.execute(std::string("DROP TABLE ") + kAside);
    findings_.add(
        {.where =
             whole_name(session_.place()) + tr(", layer '", ", lớp '") + layer.table->layer() + "'",
         .found =
             tr("columns that the ward does not have: ", "các cột mà phường không có: ") + names,
         .expected = tr("the columns of the ward", "các cột của phường"),
         .outcome = tr("kept, with the values of rows whose id is still there",
                       "giữ lại, cùng giá trị của các dòng còn mã (id) cũ"),
         .hint = tr("import --from takes them into the ward", "import --from lấy chúng về phường"),
         .layer = layer.table->layer()});
  }

  std::string insert_into(const std::string& table, const std::vector<Column>& columns) const {
    std::string names = "fid, geom";
    for (const Column& column : columns) names += ", " + sql_name(column.name);
    return "INSERT INTO " + named(table) + " (" + names + ") VALUES ";
  }

  std::string values_of(const Feature& row, const std::vector<Column>& columns,
                        std::int64_t fid) const {
    std::string values = "(" + std::to_string(fid) + ", " + sql_geometry(row.geometry(), srid_);
    for (const Column& column : columns) {
      values += ", " + sql_value(row.value(column.name), column.kind);
    }
    return values + ")";
  }

  const PostgisSession& session_;
  std::string srid_;
  Findings& findings_;
};

void need_crs(const PostgisSession& session, const std::string& table, const std::string& crs) {
  const std::vector<PostgisSession::Row> there =
      session.rows("SELECT srid FROM geometry_columns WHERE f_table_schema = " +
                   sql_text(session.place().schema) + " AND f_table_name = " + sql_text(table));
  const Text where_table = tr("the table ", "bảng ") + table;
  if (there.empty()) {
    throw unusable(session.place(), where_table + tr(" without geometry", " không có hình học"),
                   tr("a geometry column in ", "một cột hình học theo hệ ") + crs);
  }
  if (there.front().front() == srid_of(crs)) return;
  throw unusable(session.place(),
                 where_table + tr(" in the CRS ", " theo hệ ") + there.front().front(), crs);
}

std::vector<StoredFile> files_in(const PostgisSession& session) {
  const std::string name = sql_name(session.place().schema) + "." + sql_name(kFiles);
  std::vector<StoredFile> files;
  for (const PostgisSession::Row& row :
       session.rows("SELECT name, sha256 FROM " + name + " ORDER BY name")) {
    StoredFile file{.name = row[0],
                    .bytes = session.bytes("SELECT content FROM " + name +
                                           " WHERE name = " + sql_text(row[0]))};
    if (sha256_of_text(file.bytes) != row[1]) {
      throw unusable(session.place(),
                     tr("other bytes in ", "nội dung đã bị đổi trong ") + file.name,
                     tr("those of sha256 ", "nội dung có sha256 ") + row[1]);
    }
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace

void write_postgis(const PostgisPlace& place, const std::vector<StoredLayer>& layers,
                   const std::vector<StoredFile>& files, const std::string& crs, Findings& findings,
                   const Progress& progress) {
  PostgisSession session(place, PostgisSession::Access::write);
  SchemaWriter writer(session, crs, findings);
  writer.need_own_tables(layers);
  double done = 0.0;
  for (const StoredLayer& layer : layers) {
    progress.checkpoint(done++ / static_cast<double>(layers.size() + 1),
                        tr("writing ", "đang ghi ") + layer.table->layer());
    writer.write(layer);
  }
  writer.record(layers);
  writer.write(files);
  progress.checkpoint(1.0, tr("written", "đã ghi"));
  session.commit();
}

Stored read_postgis(const PostgisPlace& place, const std::vector<const LayerSpec*>& layers,
                    const std::string& crs, const Progress& progress) {
  const PostgisSession session(place, PostgisSession::Access::read);
  if (!session.has_schema()) {
    throw unusable(place, tr("no schema ", "không có schema ") + place.schema,
                   tr("a schema that a ward was published to", "schema đã có phường được công bố"));
  }
  const std::vector<std::string> there = session.tables();
  if (std::ranges::find(there, kFiles) == there.end()) {
    throw unusable(place,
                   tr("no ward in the schema ", "không có phường nào trong schema ") + place.schema,
                   tr("a schema that a ward was published to, and the right to read it",
                      "schema đã có phường được công bố, và quyền đọc schema đó"));
  }
  Stored stored;
  for (const LayerSpec* spec : layers) {
    const std::string name(spec->name);
    progress.checkpoint(
        static_cast<double>(stored.tables.size()) / static_cast<double>(layers.size() + 1),
        tr("reading ", "đang đọc ") + name);
    OGRLayerH layer = session.table(name);
    need_crs(session, name, crs);
    stored.tables.push_back(rows_by_key(layer, place, name));
  }
  stored.files = files_in(session);
  if (std::ranges::find(there, kLayers) == there.end()) return stored;
  for (const PostgisSession::Row& row : session.rows(
           "SELECT layer, sha256 FROM " + sql_name(place.schema) + "." + sql_name(kLayers))) {
    stored.published_sha256[row[0]] = row[1];
  }
  return stored;
}

}  // namespace twin
