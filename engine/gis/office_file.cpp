#include "engine/gis/office_file.h"

#include <cpl_conv.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <vector>

#include "engine/base/nearest.h"
#include "engine/base/numbers.h"
#include "engine/gis/crs.h"
#include "engine/gis/gdal_session.h"
#include "engine/gis/legacy_text.h"
#include "engine/gis/ogr_rows.h"
#include "engine/gis/postgis_session.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

std::string in_small_letters(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// Shapefiles are read as raw bytes: GDAL's own recoding of Vietnamese code pages loses the last
/// letter of every text (3.6).
std::vector<std::string> options_for(const fs::path& file) {
  const std::string extension = in_small_letters(file.extension().string());
  if (extension == ".shp" || extension == ".dbf") return {"ENCODING="};
  if (extension == ".csv") return {"AUTODETECT_TYPE=YES"};
  return {};
}

/// Why a filter was refused, in one line.
std::string reason_in(const GdalComplaints& complaints, const DataPlace& place) {
  const auto* database = std::get_if<PostgisPlace>(&place);
  const std::string message = complaints.first();
  return database != nullptr ? reason_in(message, *database)
                             : message.substr(0, message.find('\n'));
}

InputError unusable_filter(const OfficeLayer& wanted, const std::string& reason) {
  Finding finding = unusable(wanted.from,
                             tr("the filter \"", "bộ lọc \"") + wanted.where + "\"" +
                                 (reason.empty() ? "" : " (" + reason + ")"),
                             tr("a condition on its columns, such as kind = 'lane'",
                                "điều kiện trên các cột, ví dụ kind = 'lane'"))
                        .finding();
  // PostgreSQL compares no text with a number, as a file's filter does.
  if (reason.starts_with("operator does not exist")) {
    finding.hint =
        tr("a column of texts is no number to the server: cast it, such as "
           "be_rong::numeric > 3, or give the column a type of numbers",
           "với máy chủ, cột kiểu chữ không phải là số: hãy đổi kiểu trong bộ lọc, ví dụ "
           "be_rong::numeric > 3, hoặc đổi cột sang kiểu số");
  }
  return InputError(std::move(finding));
}

void set_filter(OGRLayerH layer, const OfficeLayer& wanted) {
  if (wanted.where.empty()) return;
  const GdalComplaints complaints;
  const bool in_database = std::holds_alternative<PostgisPlace>(wanted.from);
  // A server answers several statements at once; a filter is a part of one.
  const bool is_one = !in_database || wanted.where.find(';') == std::string::npos;
  // A server looks at the filter only when it is asked.
  if (is_one && OGR_L_SetAttributeFilter(layer, wanted.where.c_str()) == OGRERR_NONE &&
      (!in_database || OGR_L_GetFeatureCount(layer, TRUE) >= 0) && !complaints.failed()) {
    return;
  }
  throw unusable_filter(wanted, reason_in(complaints, wanted.from));
}

// ---- the reference system it states ----

/// The code of a system that has none of its own but is surely one of the catalogue's.
std::string matching_code(OGRSpatialReferenceH srs) {
  int count = 0;
  int* confidence = nullptr;
  OGRSpatialReferenceH* matches = OSRFindMatches(srs, nullptr, &count, &confidence);
  std::string code;
  if (count > 0 && confidence[0] >= 90) code = name_of_crs(matches[0]);
  OSRFreeSRSArray(matches);
  CPLFree(confidence);
  return code;
}

/// VN-2000's TM-3 zones are the only systems of Vietnam with a scale of 0.9999; a file that has
/// such a zone but another datum has lost it (MapInfo TAB does, which costs 224 m).
std::string zone_without_datum(OGRSpatialReferenceH srs) {
  const auto parameter = [&](const char* name) { return OSRGetProjParm(srs, name, 0.0, nullptr); };
  const char* projection = OSRGetAttrValue(srs, "PROJECTION", 0);
  const char* datum = OSRGetAttrValue(srs, "DATUM", 0);
  const bool transverse = projection != nullptr && EQUAL(projection, SRS_PT_TRANSVERSE_MERCATOR);
  const std::string datum_name = in_small_letters(datum != nullptr ? datum : "");
  const bool vietnamese =
      datum_name.find("vietnam") != std::string::npos || datum_name.find("vn") != std::string::npos;
  if (!transverse || vietnamese) return {};
  if (std::abs(parameter(SRS_PP_SCALE_FACTOR) - 0.9999) > 1e-9) return {};
  if (std::abs(parameter(SRS_PP_FALSE_EASTING) - 500000.0) > 1e-3) return {};
  return vn2000_zone(parameter(SRS_PP_CENTRAL_MERIDIAN));
}

std::string stated_crs(OGRLayerH layer, const OfficeLayer& wanted, Findings& findings) {
  if (!wanted.crs.empty()) return wanted.crs;
  OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(layer);
  if (srs == nullptr || OSRIsLocal(srs) != 0) return {};
  std::string zone = zone_without_datum(srs);
  if (!zone.empty()) {
    findings.add({.where = source_of_layer(wanted.from, layer),
                  .found = tr("a VN-2000 zone whose CRS lacks its datum",
                              "múi chiếu VN-2000 nhưng hệ tọa độ (CRS) thiếu mốc gốc"),
                  .expected = zone,
                  .outcome = tr("taken as ", "được coi là ") + zone,
                  .layer = wanted.becomes});
    return zone;
  }
  const std::string name = name_of_crs(srs);
  const bool coded = name.find('[') == std::string::npos;
  const std::string match = coded ? std::string() : matching_code(srs);
  return match.empty() ? name : match;
}

// ---- letters ----

constexpr std::array<TextEncoding, 5> kEncodings = {TextEncoding::utf8, TextEncoding::tcvn3,
                                                    TextEncoding::vni, TextEncoding::windows_1258,
                                                    TextEncoding::windows_1252};

TextEncoding named_encoding(const OfficeLayer& wanted) {
  std::vector<std::string> names;
  for (const TextEncoding encoding : kEncodings) {
    if (in_small_letters(wanted.encoding) == in_small_letters(std::string(name_of(encoding)))) {
      return encoding;
    }
    names.emplace_back(name_of(encoding));
  }
  throw unusable(wanted.from, tr("the encoding '", "bảng mã '") + wanted.encoding + "'",
                 expected_name(wanted.encoding, names));
}

std::vector<std::string> texts_of(const FeatureTable& table) {
  constexpr std::size_t kEnough = 5000;
  std::vector<std::string> texts;
  for (const Column& column : table.columns()) texts.push_back(column.name);
  for (const Feature& feature : table) {
    for (const Column& column : table.columns()) {
      const auto* text = text_in(feature.value(column.name));
      if (text != nullptr && texts.size() < kEnough) texts.push_back(*text);
    }
  }
  return texts;
}

DetectedEncoding encoding_of(const FeatureTable& table, const OfficeLayer& wanted,
                             Findings& findings) {
  if (!wanted.encoding.empty()) return {.encoding = named_encoding(wanted)};
  const DetectedEncoding found = detected_encoding(texts_of(table));
  if (found.encoding == TextEncoding::utf8) return found;
  const bool sure = found.syllables_share >= 0.5;
  const Text share = shown(100.0 * found.syllables_share, 0) + " %";
  findings.add({.where = table.source(),
                .found = (sure ? tr("texts in ", "chữ theo bảng mã ")
                               : tr("texts in an unknown encoding, perhaps ",
                                    "chữ theo bảng mã lạ, có thể ")) +
                         std::string(name_of(found.encoding)),
                .expected = "UTF-8",
                .outcome = tr("converted; ", "đã chuyển; ") + share +
                           tr(" of the words with marks read as Vietnamese",
                              " số từ có dấu đọc được là tiếng Việt"),
                .layer = wanted.becomes});
  return found;
}

FeatureTable with_letters(const FeatureTable& table, const DetectedEncoding& encoding) {
  if (encoding.encoding == TextEncoding::utf8) return table;
  std::vector<Column> columns = table.columns();
  for (Column& column : columns) column.name = decoded(column.name, encoding);
  FeatureTable out(table.source(), table.layer(), columns);
  for (const Feature& feature : table) {
    std::vector<Value> values;
    for (const Column& column : table.columns()) {
      Value value = feature.value(column.name);
      if (const auto* text = text_in(value)) value = decoded(*text, encoding);
      values.push_back(std::move(value));
    }
    out.add(feature.fid(), feature.geometry(), std::move(values));
  }
  return out;
}

// ---- tables of coordinates ----

constexpr const char* kEastNames[] = {"x",       "e",        "east",      "easting", "lon",
                                      "lng",     "long",     "longitude", "kinh_do", "kinhdo",
                                      "kinh độ", "toa_do_x", "toado_x",   "x_m"};
constexpr const char* kNorthNames[] = {"y",     "n",    "north", "northing", "lat",     "latitude",
                                       "vi_do", "vido", "vĩ độ", "toa_do_y", "toado_y", "y_m"};

template <std::size_t N>
std::string column_called(const FeatureTable& table, const char* const (&names)[N]) {
  for (const char* name : names) {
    for (const Column& column : table.columns()) {
      if (in_small_letters(column.name) == name) return column.name;
    }
  }
  return {};
}

std::optional<double> number_in(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* text = text_in(value)) return office_number(*text);
  return std::nullopt;
}

/// Points from columns of coordinates, where no row has a geometry. The columns have then served.
FeatureTable with_places(const FeatureTable& table) {
  const auto placed = [](const Feature& feature) { return feature.place().has_value(); };
  const std::string east = column_called(table, kEastNames);
  const std::string north = column_called(table, kNorthNames);
  if (std::ranges::any_of(table, placed) || east.empty() || north.empty()) return table;
  std::vector<Column> others = table.columns();
  std::erase_if(others, [&](const Column& c) { return c.name == east || c.name == north; });
  FeatureTable out(table.source(), table.layer(), others);
  for (const Feature& feature : table) {
    const auto x = number_in(feature.value(east));
    const auto y = number_in(feature.value(north));
    Geometry geometry;
    if (x && y) geometry = Point{*x, *y};
    std::vector<Value> values;
    for (const Column& column : others) values.push_back(feature.value(column.name));
    out.add(feature.fid(), std::move(geometry), std::move(values));
  }
  return out;
}

/// The rows as they stand, and the reference system that is stated for them.
struct Handed {
  FeatureTable rows;
  std::string crs;
};

Handed handed(OGRLayerH layer, FeatureTable rows, const OfficeLayer& wanted, Findings& findings) {
  std::string crs = rows.empty() ? std::string() : stated_crs(layer, wanted, findings);
  return {std::move(rows), std::move(crs)};
}

Handed read_file(const fs::path& file, const OfficeLayer& wanted, Findings& findings) {
  const Dataset dataset = open_for_reading(file, DataKind::vector, options_for(file));
  OGRLayerH layer = layer_named(dataset.get(), file, wanted.layer);
  set_filter(layer, wanted);
  return handed(layer, rows_of(layer, file, wanted.becomes), wanted, findings);
}

Handed read_database(const PostgisPlace& place, const OfficeLayer& wanted, Findings& findings) {
  const PostgisSession session(place, PostgisSession::Access::read);
  OGRLayerH layer = session.table(place.table);
  set_filter(layer, wanted);
  return handed(layer, rows_by_key(layer, place, wanted.becomes), wanted, findings);
}

Handed read_as_handed(const OfficeLayer& wanted, Findings& findings) {
  if (const auto* place = std::get_if<PostgisPlace>(&wanted.from)) {
    return read_database(*place, wanted, findings);
  }
  return read_file(std::get<fs::path>(wanted.from), wanted, findings);
}

void need_places(const FeatureTable& table, const OfficeLayer& wanted) {
  const auto placed = [](const Feature& feature) { return feature.place().has_value(); };
  if (std::ranges::any_of(table, placed)) return;
  throw unusable(wanted.from,
                 tr("rows without geometry and without columns of coordinates",
                    "các dòng không có hình học và không có cột tọa độ"),
                 tr("a geometry, or columns such as x and y, lon and lat",
                    "hình học, hoặc các cột như x và y, kinh_do và vi_do"));
}

}  // namespace

FeatureTable read_office_layer(const OfficeLayer& wanted, const Neighbourhood& neighbourhood,
                               Findings& findings) {
  auto [table, crs] = read_as_handed(wanted, findings);
  if (table.empty()) {
    findings.add(
        {.where = table.source(),
         .found = wanted.where.empty()
                      ? tr("no feature", "không có đối tượng nào")
                      : tr("no feature where ", "không có đối tượng nào thỏa ") + wanted.where,
         .expected = tr("at least one", "ít nhất một đối tượng"),
         .outcome = tr("the layer stays empty", "lớp để trống"),
         .layer = wanted.becomes});
    return table;
  }
  table = with_places(with_letters(table, encoding_of(table, wanted, findings)));
  need_places(table, wanted);
  return brought_home(table, crs, neighbourhood, findings);
}

std::optional<double> office_number(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c != ' ') digits += c;
  }
  const std::size_t comma = digits.rfind(',');
  const std::size_t point = digits.rfind('.');
  const bool both = comma != std::string::npos && point != std::string::npos;
  const auto commas = std::ranges::count(digits, ',');
  const auto points = std::ranges::count(digits, '.');
  // Of two kinds the later one is decimal; of one kind it groups where there are several.
  const bool comma_is_decimal = both ? comma > point : commas == 1;
  const bool point_is_decimal = both ? point > comma : points == 1;
  std::string plain;
  for (const char c : digits) {
    if (c == ',' && !comma_is_decimal) continue;
    if (c == '.' && !point_is_decimal) continue;
    plain += c == ',' ? '.' : c;
  }
  return parsed_number(plain);
}

}  // namespace twin
