#include "viewer/model/search.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <tuple>

#include "engine/base/plain_letters.h"

namespace twin {
namespace {

/// What is asked for most comes first.
constexpr std::array<const char*, 14> kOrder = {
    "roads",       "lanes",         "residential_groups",
    "facilities",  "fire_stations", "greens",
    "river",       "parking",       "cisterns",
    "draw_points", "hydrants",      "flood_spots",
    "drain_pumps", "drain_outfalls"};

std::vector<std::string> words_of(const std::string& plain) {
  std::istringstream in(plain);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(" " + word);
  return words;
}

/// Whether a word stands whole where it was found, not as the beginning of a longer one.
bool is_whole(std::string_view text, std::size_t at, std::size_t size) {
  return at + size == text.size() || text[at + size] == ' ';
}

}  // namespace

/// A query in plain letters, each word after a blank.
struct SearchIndex::Query {
  std::string whole;     ///< " 12 ngo 34"
  std::string numbered;  ///< " so 12 ngo 34": people leave "Số" out
  std::vector<std::string> words;

  explicit Query(std::string_view text) {
    const std::string plain = plain_letters(text);
    words = words_of(plain);
    whole = " " + plain;
    // "Số" says nothing that the number behind it does not say.
    if (words.size() > 1) std::erase(words, " so");
    numbered = " so" + whole;
  }
};

struct SearchIndex::Ranked {
  int likeness = 0;  ///< 0: the whole name; 3: only its words
  int whole_words = 0;
  const Entry* entry = nullptr;

  bool operator<(const Ranked& other) const {
    const auto key = [](const Ranked& one) {
      return std::tuple(one.likeness, -one.whole_words, one.entry->layer, one.entry->id_at,
                        -one.entry->length_m, one.entry->row);
    };
    return key(*this) < key(other);
  }

  static std::optional<Ranked> of(const Query& query, const Entry& entry) {
    Ranked ranked{.likeness = 3, .whole_words = 0, .entry = &entry};
    for (const std::string& word : query.words) {
      std::size_t at = entry.plain.find(word);
      if (at == std::string::npos) return std::nullopt;
      while (at != std::string::npos && !is_whole(entry.plain, at, word.size())) {
        at = entry.plain.find(word, at + 1);
      }
      if (at != std::string::npos) ++ranked.whole_words;
    }
    const std::string_view name = std::string_view(entry.plain).substr(0, entry.id_at);
    const std::string_view id = std::string_view(entry.plain).substr(entry.id_at);
    if (name == query.whole || name == query.numbered || id == query.whole) {
      ranked.likeness = 0;
    } else if (name.starts_with(query.whole) || name.starts_with(query.numbered)) {
      ranked.likeness = 1;
    } else if (name.find(query.whole) != std::string_view::npos) {
      ranked.likeness = 2;
    }
    return ranked;
  }
};

void SearchIndex::prepare() const {
  std::call_once(once_, [this] { gather(); });
}

void SearchIndex::gather() const {
  for (const char* layer : kOrder) {
    if (const FeatureTable* table = ward_.layer(layer)) add(*table, "name");
  }
  if (const FeatureTable* addresses = ward_.addresses->table()) add(*addresses, "text");
  if (const FeatureTable* buildings = ward_.layer("buildings")) add(*buildings, "name");
  for (const auto& [name, table] : ward_.layers) {
    const bool known = std::ranges::find(kOrder, name) != kOrder.end() || name == "buildings";
    if (!known) add(table, "name");
  }
}

void SearchIndex::add(const FeatureTable& table, const char* name_column) const {
  const auto layer = static_cast<std::uint32_t>(tables_.size());
  tables_.push_back({.table = &table, .name_column = name_column});
  entries_.reserve(entries_.size() + table.size());
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Feature& feature = table[row];
    const std::string name = plain_letters(feature.text(name_column).value_or(""));
    const std::string id = plain_letters(feature.text("id").value_or(""));
    if (name.empty() && id.empty()) continue;
    Entry entry{.plain = name.empty() ? std::string() : " " + name,
                .id_at = 0,
                .layer = layer,
                .row = static_cast<std::uint32_t>(row),
                .length_m = static_cast<float>(length_m(feature.line()))};
    entry.id_at = static_cast<std::uint32_t>(entry.plain.size());
    if (!id.empty()) entry.plain += " " + id;
    entries_.push_back(std::move(entry));
  }
}

std::string SearchIndex::title_of(const Entry& entry) const {
  const Named& named = tables_[entry.layer];
  const Feature& feature = (*named.table)[entry.row];
  const std::string name = feature.text(named.name_column).value_or("");
  return name.empty() ? feature.text("id").value_or("") : name;
}

std::vector<Hit> SearchIndex::find(std::string_view text, std::size_t most) const {
  prepare();
  const Query query(text);
  if (query.words.empty()) return {};
  std::vector<Ranked> found;
  for (const Entry& entry : entries_) {
    if (const auto ranked = Ranked::of(query, entry)) found.push_back(*ranked);
  }
  std::ranges::make_heap(found, [](const Ranked& a, const Ranked& b) { return b < a; });
  std::vector<Hit> hits;
  std::set<std::pair<std::uint32_t, std::string_view>> streets;
  while (!found.empty() && hits.size() < most) {
    std::ranges::pop_heap(found, [](const Ranked& a, const Ranked& b) { return b < a; });
    const Entry& entry = *found.back().entry;
    found.pop_back();
    const std::string_view name = std::string_view(entry.plain).substr(0, entry.id_at);
    const bool piece = entry.length_m > 0.0F && !name.empty() &&
                       std::string_view(entry.plain).substr(entry.id_at) != query.whole;
    if (piece && !streets.emplace(entry.layer, name).second) continue;
    hits.push_back(
        {.title = title_of(entry), .layer = tables_[entry.layer].table->layer(), .row = entry.row});
  }
  return hits;
}

Inspected inspected(const Session& session, const Hit& hit, const AskedRuns& runs) {
  const WardFolder& ward = session.ward();
  if (hit.layer != "addresses") {
    const FeatureTable* table = ward.layer(hit.layer);
    return table == nullptr ? Inspected{} : inspected(session, *table, hit.row, runs);
  }
  const FeatureTable* addresses = ward.addresses->table();
  const FeatureTable* buildings = ward.layer("buildings");
  if (addresses == nullptr || hit.row >= addresses->size()) return {};
  const std::string building = (*addresses)[hit.row].text("building_id").value_or("");
  const auto row = buildings ? session.rows_of(*buildings).with_id(building) : std::nullopt;
  return row ? inspected(session, *buildings, *row, runs)
             : inspected(session, *addresses, hit.row, runs);
}

}  // namespace twin
