#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace twin {

/// Where a feature's geometry comes from; the words stand in the column `source`.
enum class Source { surveyed, open_data, assumed };

/// "surveyed", "open data" or "assumed".
std::string_view word_of(Source source);
/// The source of such a word; what is unknown counts as assumed.
Source source_of(std::string_view word);

/// What every feature tells of itself, so that a result can say which of its inputs were assumed.
struct Provenance {
  Source source = Source::assumed;
  std::string method = {};  ///< how it was made up, where it is assumed: "tube lots along lanes"
  std::int64_t seed = 0;    ///< of the random numbers used
  std::vector<std::string> assumed = {};  ///< its columns that were made up

  bool is_assumed(std::string_view column) const;
  bool operator==(const Provenance&) const = default;
};

}  // namespace twin
