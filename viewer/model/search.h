#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/model/facts.h"

namespace twin {

/// Something of a ward that a search found.
struct Hit {
  std::string title;  ///< "Ngõ 34 Trung Kính"; the id of what has no name
  std::string layer;  ///< "lanes"
  std::size_t row = 0;
};

/// Finds what people name: streets and lanes, addresses, residential groups, public places and
/// whatever else has a name; and each feature by its id. Case and accents may be left out, words
/// may stand in any order, and the last letters of a word may be missing.
class SearchIndex {
 public:
  /// `ward` must outlive this.
  explicit SearchIndex(const WardFolder& ward) : ward_(ward) {}

  /// Gathers the names, if that is not done yet; any thread. The first search does it too, but of
  /// 100,000 addresses it is better done before. @throws InputError: an unreadable file.
  void prepare() const;

  /// The best `most` hits: a whole name or id first, then names that begin as the query does, then
  /// those that hold its words one after another, then all others; of equals those with more whole
  /// words, streets before areas before addresses, short names first. Of the pieces of one street
  /// the longest stands for all. @throws InputError as `prepare`.
  std::vector<Hit> find(std::string_view query, std::size_t most) const;

 private:
  struct Entry {
    std::string plain;        ///< name, then id, each word after a blank: " ngo 34 trung kinh l1"
    std::uint32_t id_at = 0;  ///< of the blank before the id
    std::uint32_t layer = 0;  ///< index into `tables_`
    std::uint32_t row = 0;
    float length_m = 0.0F;  ///< of a line
  };
  struct Query;
  struct Ranked;

  void gather() const;
  void add(const FeatureTable& table, const char* name_column) const;
  std::string title_of(const Entry& entry) const;

  struct Named {
    const FeatureTable* table = nullptr;
    const char* name_column = "";
  };
  const WardFolder& ward_;
  mutable std::once_flag once_;
  mutable std::vector<Entry> entries_;
  mutable std::vector<Named> tables_;  ///< in the order in which equals are told
};

/// What is known of a hit; of an address what is known of its building, where the ward has that.
Inspected inspected(const Session& session, const Hit& hit, const AskedRuns& runs);

}  // namespace twin
