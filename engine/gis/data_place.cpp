#include "engine/gis/data_place.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "engine/base/findings.h"
#include "engine/base/nearest.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "PG:";

/// What may stand in a connection: libpq's keywords that say where the database is and who asks.
/// GDAL's own ones (tables, schemas…) are not among them.
constexpr std::array<const char*, 15> kKeywords = {
    "host",     "hostaddr", "port",    "dbname",          "user",
    "password", "passfile", "service", "sslmode",         "sslrootcert",
    "sslcert",  "sslkey",   "sslcrl",  "connect_timeout", "schema"};

/// What of a connection may be told and recorded.
constexpr std::array<const char*, 5> kPublic = {"service", "host", "hostaddr", "port", "dbname"};

Text usual_form() {
  return tr(
      "PG:host=… dbname=… [schema=…][:TABLE], values with blanks or colons in single quotes",
      "PG:host=… dbname=… [schema=…][:BẢNG], giá trị có dấu cách hoặc dấu hai chấm đặt trong nháy "
      "đơn");
}

InputError not_a_place(Text found, Text expected = usual_form()) {
  return InputError({.where = tr("a PostGIS database (PG:…)", "cơ sở dữ liệu PostGIS (PG:…)"),
                     .found = std::move(found),
                     .expected = std::move(expected),
                     .outcome = tr("nothing was read or written", "chưa đọc hay ghi gì")});
}

/// Takes a connection apart: keyword = value, values perhaps in single quotes, in which \ masks.
class ConnectionText {
 public:
  explicit ConnectionText(std::string_view text) : text_(text) {}

  std::vector<std::pair<std::string, std::string>> pairs() {
    std::vector<std::pair<std::string, std::string>> all;
    for (skip_blanks(); !at_end(); skip_blanks()) {
      const std::size_t equals = text_.find('=', at_);
      if (equals == std::string_view::npos) {
        throw not_a_place(tr("a word without '='", "một từ không có dấu '='"));
      }
      std::string keyword(text_.substr(at_, equals - at_));
      while (!keyword.empty() && keyword.back() == ' ') keyword.pop_back();
      at_ = equals + 1;
      skip_blanks();
      all.emplace_back(std::move(keyword), value());
    }
    return all;
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }

  void skip_blanks() {
    while (!at_end() && text_[at_] == ' ') ++at_;
  }

  std::string value() {
    const bool quoted = !at_end() && text_[at_] == '\'';
    if (quoted) ++at_;
    const char end = quoted ? '\'' : ' ';
    std::string value;
    for (; !at_end() && text_[at_] != end; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_];
    }
    if (quoted && at_end()) {
      throw not_a_place(tr("a quote that does not end", "dấu nháy không đóng"));
    }
    ++at_;
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Where the last colon outside quotes stands; nothing where there is none.
std::optional<std::size_t> last_colon(std::string_view text) {
  std::optional<std::size_t> colon;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '\'')
      quoted = !quoted;
    else if (text[i] == ':' && !quoted)
      colon = i;
  }
  return colon;
}

std::string named(const PostgisPlace& place) {
  std::string name;
  for (const auto& [keyword, value] : place.connection) {
    if (std::ranges::find(kPublic, keyword) == kPublic.end()) continue;
    name += (name.empty() ? "" : " ") + keyword + "=" + value;
  }
  if (place.schema != "public") name += (name.empty() ? "schema=" : " schema=") + place.schema;
  return std::string(kPrefix) + name;
}

}  // namespace

bool names_postgis(std::string_view text) {
  const auto same = [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; };
  return text.size() >= kPrefix.size() &&
         std::equal(kPrefix.begin(), kPrefix.end(), text.begin(),
                    [&](char prefix, char given) { return same(given, prefix); });
}

PostgisPlace parsed_postgis_place(const std::string& text) {
  if (!names_postgis(text)) throw not_a_place(tr("another text", "một văn bản khác"));
  std::string_view rest = std::string_view(text).substr(kPrefix.size());
  if (rest.find("://") != std::string_view::npos) {
    throw not_a_place(tr("an address (URI)", "một địa chỉ (URI)"));
  }
  PostgisPlace place;
  if (const auto colon = last_colon(rest)) {
    place.table = rest.substr(*colon + 1);
    rest = rest.substr(0, *colon);
    if (place.table.empty()) throw not_a_place(tr("no table behind ':'", "thiếu tên bảng sau ':'"));
  }
  const std::vector<std::string> valid(kKeywords.begin(), kKeywords.end());
  for (auto& [keyword, value] : ConnectionText(rest).pairs()) {
    if (std::ranges::find(valid, keyword) == valid.end()) {
      throw not_a_place(tr("the keyword '", "từ khóa '") + keyword + "'",
                        expected_name(keyword, valid));
    }
    if (keyword == "schema") {
      place.schema = value;
      place.schema_is_named = true;
    } else {
      place.connection.emplace_back(keyword, value);
    }
  }
  if (const std::size_t point = place.table.find('.'); point != std::string::npos) {
    place.schema = place.table.substr(0, point);
    place.schema_is_named = true;
    place.table = place.table.substr(point + 1);
  }
  return place;
}

std::string whole_name(const DataPlace& place) {
  if (const auto* file = std::get_if<fs::path>(&place)) return file->string();
  return named(std::get<PostgisPlace>(place));
}

std::string brief_name(const DataPlace& place) {
  if (const auto* file = std::get_if<fs::path>(&place)) return file->filename().string();
  return named(std::get<PostgisPlace>(place));
}

}  // namespace twin
