#include "engine/gis/postgis_session.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/gis/ogr_rows.h"

namespace twin {
namespace {

constexpr const char* kDrivers[] = {"PostgreSQL", nullptr};

/// A value as libpq wants it between single quotes.
std::string masked(const std::string& value) {
  std::string out;
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string connection_of(const PostgisPlace& place) {
  std::string text = "PG:";
  bool has_timeout = false;
  for (const auto& [keyword, value] : place.connection) {
    text += keyword + "='" + masked(value) + "' ";
    has_timeout = has_timeout || keyword == "connect_timeout";
  }
  // A server that is switched off must not keep the user waiting for minutes.
  return has_timeout ? text : text + "connect_timeout='10'";
}

std::string value_of(const PostgisPlace& place, std::string_view keyword) {
  const auto it =
      std::ranges::find(place.connection, keyword, &std::pair<std::string, std::string>::first);
  return it == place.connection.end() ? std::string() : it->second;
}

/// Why no connection came about, in words of the one who asked.
InputError unreachable(const PostgisPlace& place, const std::string& message) {
  const std::string reason = reason_in(message, place);
  const auto says = [&](std::string_view words) {
    return message.find(words) != std::string::npos;
  };
  if (says("password authentication failed") || says("no password supplied")) {
    return unusable(
        place,
        tr("a server that refuses the user or the password (",
           "máy chủ từ chối người dùng hoặc mật khẩu (") +
            reason + ")",
        tr("the right user=…, and its password in PGPASSWORD, ~/.pgpass or a service file",
           "user=… đúng, và mật khẩu đặt trong PGPASSWORD, ~/.pgpass hoặc tệp service"));
  }
  if (says("does not exist") && says("database \"")) {
    return unusable(
        place, tr("no such database on the server", "máy chủ không có cơ sở dữ liệu này"),
        tr("dbname=… of a database that exists", "dbname=… của một cơ sở dữ liệu có thật"));
  }
  if (says("does not exist") && says("role \"")) {
    return unusable(place,
                    tr("a user that the server does not know (", "người dùng lạ (") + reason + ")",
                    tr("user=… with a right to connect", "user=… có quyền kết nối"));
  }
  return unusable(place, tr("no connection (", "không kết nối được (") + reason + ")",
                  tr("a PostgreSQL server that answers at host=… port=…",
                     "máy chủ PostgreSQL trả lời tại host=… port=…"));
}

/// Whether the server refuses for the sake of what others built on a table.
bool depends_on_others(const std::string& message) {
  constexpr std::array<std::string_view, 3> kWords = {
      "other objects depend on it", "used by a view or rule", "violates foreign key constraint"};
  return std::ranges::any_of(
      kWords, [&](std::string_view words) { return message.find(words) != std::string::npos; });
}

/// ": rule _RETURN on view … depends on column …"; empty where the server says no more.
std::string detail_in(const std::string& message) {
  constexpr std::string_view kDetail = "DETAIL:  ";
  const std::size_t at = message.find(kDetail);
  if (at == std::string::npos) return {};
  const std::string rest = message.substr(at + kDetail.size());
  return ": " + rest.substr(0, rest.find('\n'));
}

struct Result {
  GDALDatasetH dataset;
  OGRLayerH rows;

  Result(GDALDatasetH of, const std::string& sql)
      : dataset(of), rows(GDALDatasetExecuteSQL(of, sql.c_str(), nullptr, nullptr)) {}
  ~Result() {
    if (rows != nullptr) GDALDatasetReleaseResultSet(dataset, rows);
  }
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
};

struct DestroyFeature {
  void operator()(OGRFeatureH feature) const { OGR_F_Destroy(feature); }
};
using OgrFeature = std::unique_ptr<void, DestroyFeature>;

std::string quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += c;
    out += c;
  }
  return out + quote;
}

Text joined(const std::vector<std::string>& names) {
  std::string line;
  for (const std::string& name : names) line += (line.empty() ? "" : ", ") + name;
  return names.empty() ? tr("no table", "không có bảng nào")
                       : tr("the tables ", "các bảng ") + line;
}

}  // namespace

std::string sql_name(std::string_view name) { return quoted(name, '"'); }
std::string sql_text(std::string_view text) { return quoted(text, '\''); }

std::string reason_in(const std::string& message, const PostgisPlace& place) {
  std::string line = message;
  if (line.starts_with("PQconnectdb failed.\n")) line = line.substr(line.find('\n') + 1);
  line = line.substr(0, line.find('\n'));
  for (const std::string_view level : {"FATAL:  ", "ERROR:  "}) {
    if (const std::size_t at = line.find(level); at != std::string::npos) {
      line = line.substr(at + level.size());
    }
  }
  const std::string password = value_of(place, "password");
  constexpr std::string_view kHidden = "…";
  for (std::size_t at = 0; !password.empty() && (at = line.find(password, at)) != std::string::npos;
       at += kHidden.size()) {
    line.replace(at, password.size(), kHidden);
  }
  return line;
}

PostgisSession::PostgisSession(const PostgisPlace& place, Access access)
    : place_(place), access_(access) {
  const GdalComplaints complaints;
  const bool writes = access == Access::write;
  const unsigned flags = unsigned{GDAL_OF_VECTOR} | (writes ? unsigned{GDAL_OF_UPDATE} : 0U);
  dataset_.reset(GDALOpenEx(connection_of(place).c_str(), flags, kDrivers, nullptr, nullptr));
  if (!dataset_) throw unreachable(place, complaints.first());
  execute("SET standard_conforming_strings = on");
  if (!writes) {
    execute(
        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  }
  GDALDatasetStartTransaction(dataset_.get(), FALSE);
  if (rows("SELECT extversion FROM pg_extension WHERE extname = 'postgis'").empty()) {
    throw unusable(place, tr("a database without PostGIS", "cơ sở dữ liệu chưa có PostGIS"),
                   tr("the extension: CREATE EXTENSION postgis, once, by the database's owner",
                      "phần mở rộng: chủ cơ sở dữ liệu chạy một lần CREATE EXTENSION postgis"));
  }
}

PostgisSession::~PostgisSession() {
  // GDAL would commit what is open when it closes.
  const GdalComplaints quiet;
  if (!ended_) GDALDatasetRollbackTransaction(dataset());
}

std::vector<PostgisSession::Row> PostgisSession::rows(const std::string& select) const {
  const GdalComplaints complaints;
  std::vector<Row> all;
  const Result result(dataset(), select);
  if (result.rows != nullptr) {
    const int columns = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(result.rows));
    while (const OgrFeature feature{OGR_L_GetNextFeature(result.rows)}) {
      Row row;
      for (int i = 0; i < columns; ++i) row.emplace_back(OGR_F_GetFieldAsString(feature.get(), i));
      all.push_back(std::move(row));
    }
  }
  if (complaints.failed()) refuse(complaints.first());
  return all;
}

std::string PostgisSession::bytes(const std::string& select) const {
  const GdalComplaints complaints;
  std::string out;
  const Result result(dataset(), select);
  if (result.rows != nullptr) {
    if (const OgrFeature feature{OGR_L_GetNextFeature(result.rows)}) {
      int size = 0;
      const GByte* bytes = OGR_F_GetFieldAsBinary(feature.get(), 0, &size);
      out.assign(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    }
  }
  if (complaints.failed()) refuse(complaints.first());
  return out;
}

void PostgisSession::execute(const std::string& sql) const {
  const GdalComplaints complaints;
  const Result result(dataset(), sql);
  if (complaints.failed()) refuse(complaints.first());
}

void PostgisSession::commit() {
  const GdalComplaints complaints;
  const OGRErr error = GDALDatasetCommitTransaction(dataset());
  if (error != OGRERR_NONE || complaints.failed()) refuse(complaints.first());
  ended_ = true;
}

void PostgisSession::refuse(const std::string& message) const {
  if (access_ == Access::read) {
    throw unusable(place_, reason_in(message, place_),
                   tr("a user who may read the schema and its tables",
                      "người dùng có quyền đọc schema và các bảng"));
  }
  const bool is_of_others = depends_on_others(message);
  throw OutputError(
      {.where = whole_name(place_),
       .found = reason_in(message, place_) + (is_of_others ? detail_in(message) : ""),
       .expected =
           is_of_others
               ? tr("a table on which no other objects depend; take the view or rule away, "
                    "publish, "
                    "and make it again",
                    "bảng không có đối tượng khác phụ thuộc; hãy bỏ view hoặc ràng buộc đó, công "
                    "bố, rồi tạo lại")
               : tr("a user who may create and write tables in the schema, and space for them",
                    "người dùng có quyền tạo và ghi bảng trong schema, và đủ chỗ trống"),
       .outcome = tr("nothing was written; readers see what was there before",
                     "chưa ghi gì; người đọc vẫn thấy dữ liệu cũ")});
}

bool PostgisSession::has_schema() const {
  return !rows("SELECT 1 FROM pg_namespace WHERE nspname = " + sql_text(place_.schema)).empty();
}

std::vector<std::string> PostgisSession::tables() const {
  std::vector<std::string> names;
  for (const Row& row :
       rows("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND n.nspname = " +
            sql_text(place_.schema) +
            " AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')"
            " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
            " ORDER BY c.relname")) {
    names.push_back(row.front());
  }
  return names;
}

OGRLayerH PostgisSession::table(const std::string& name) const {
  const GdalComplaints complaints;
  const std::vector<std::string> there = tables();
  if (std::ranges::find(there, name) != there.end()) {
    const std::string full = place_.schema == "public" ? name : place_.schema + "." + name;
    if (OGRLayerH layer = GDALDatasetGetLayerByName(dataset(), full.c_str())) return layer;
  }
  const Text in_schema = tr(" in the schema ", " trong schema ") + place_.schema;
  throw unusable(place_, joined(there) + in_schema,
                 name.empty() ? tr("the name of a table: PG:…:TABLE", "tên một bảng: PG:…:BẢNG")
                              : tr("a table '", "bảng '") + name +
                                    tr("' that this user may read", "' mà người dùng đọc được"));
}

FeatureTable rows_by_key(OGRLayerH layer, const PostgisPlace& place, std::string table_layer) {
  const FeatureTable rows = rows_of(layer, place, std::move(table_layer));
  const std::string key = OGR_L_GetFIDColumn(layer);
  constexpr std::array<std::string_view, 4> kMachineKeys = {"", "fid", "gid", "ogc_fid"};
  const bool is_told = std::ranges::find(kMachineKeys, key) == kMachineKeys.end();
  std::vector<Column> columns = rows.columns();
  if (is_told) columns.push_back({key, ColumnKind::integer});
  std::vector<const Feature*> order;
  for (const Feature& feature : rows) order.push_back(&feature);
  std::ranges::stable_sort(order, {}, &Feature::fid);
  FeatureTable out(rows.source(), rows.layer(), columns);
  for (const Feature* feature : order) {
    std::vector<Value> values = feature->values();
    if (is_told) values.emplace_back(static_cast<double>(feature->fid()));
    out.add(feature->fid(), feature->geometry(), std::move(values));
  }
  return out;
}

}  // namespace twin
