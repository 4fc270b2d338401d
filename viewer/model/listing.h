#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "viewer/model/session.h"
#include "viewer/model/sheet.h"

namespace twin {

/// A table that can be listed: of a run, or a layer of the ward itself.
struct Listed {
  std::optional<std::size_t> run;  ///< nothing: the ward
  std::string table;

  bool operator==(const Listed&) const = default;
};
/// Every table that has rows: run by run, then the ward's layers.
std::vector<Listed> listed_tables(const Session& session);
const FeatureTable& table_of(const Session& session, const Listed& listed);

/// A column of a list: numbers or texts, one a row.
struct ListColumn {
  std::string name;  ///< of the field or column
  Text title;
  Text unit;  ///< empty where it has none
  int decimals = 0;
  bool is_number = false;
  bool is_clock = false;        ///< the numbers are seconds of the wall clock
  std::vector<double> numbers;  ///< NaN: no value
  std::vector<bool> never;      ///< rows without one in which it never happened; empty: none
  std::vector<std::string> texts;
  const ManifestField* series = nullptr;  ///< its values are those of an instant

  /// Title and unit: "độ sâu ngập lớn nhất (m)".
  Text heading() const;
  /// A cell as people read it, without its unit; empty where there is no value.
  std::string shown(std::size_t row, Language language) const;
};

/// A table as a list: what names a row, then what a run says of it, or the ward's attributes.
struct Listing {
  Listed of;
  std::size_t rows = 0;
  std::vector<ListColumn> columns;
};
/// Series have the values of the instant `wall_s`.
Listing listing_of(const Session& session, const Listed& listed, double wall_s, Language language);
/// Gives the columns of series the values of another instant. @returns whether there are any.
bool set_instant(const Session& session, Listing& listing, double wall_s);

/// The last two are of texts.
enum class Comparison { above, at_least, below, at_most, equal, holds, is };
/// ">", "≥"… as they stand in a formula; "holds" and "is" in words.
Text sign_of(Comparison comparison);

/// A text that is looked for in others. Case doesn't count; accents count where they were typed:
/// "ngo" is in "Ngõ 34" and in "Ngô Gia Tự", "ngõ" in the first only.
class SoughtText {
 public:
  SoughtText() = default;
  explicit SoughtText(std::string_view typed);
  bool is_in(std::string_view text) const;

 private:
  std::string plain_;
  std::string small_;  ///< empty where no accent was typed
};

/// What a row must meet to be listed. Rows without a value never meet it.
struct Condition {
  std::size_t column = 0;
  Comparison comparison = Comparison::above;
  double number = 0.0;
  SoughtText sought = {};  ///< that a text holds
  std::string text = {};   ///< that a text is
};
/// Whether a row meets all conditions. Numbers are compared as the list shows them, rounded to the
/// decimals of their column: what reads 0,30 is not above 0,3.
bool meets(const Listing& listing, std::span<const Condition> conditions, std::size_t row);

/// A number that people typed with a decimal comma or point: "0,3", "0.3"; nothing for what is
/// neither.
std::optional<double> typed_number(std::string text);

/// The texts of a column that tells kinds (uses of houses, sources): each once, in the order of the
/// alphabet of `plain_letters`; none where they are too many to choose from.
std::vector<std::string> kinds_in(const ListColumn& column);

/// Sum and number of the values that rows have in a column; texts have none.
struct ColumnSum {
  double sum = 0.0;
  std::size_t count = 0;
};
ColumnSum sum_of(const ListColumn& column, std::span<const std::size_t> rows);

/// Some rows in their order, for a spreadsheet. Instants are texts of the clock.
Sheet sheet_of(const Listing& listing, std::span<const std::size_t> rows, Language language);

}  // namespace twin
