#include "tools/import/replaced.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "tools/import/check_shapes.h"

namespace twin {
namespace {

std::string joined(const std::set<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : ", ") + word;
  return line;
}

/// Which layers are made up to fit another (docs/layers/assumed.md).
struct MadeToFit {
  std::string_view layer;
  std::vector<std::string_view> followers;
};

const std::vector<MadeToFit>& made_to_fit() {
  static const std::vector<std::string_view> along_ways = {
      "obstacles",   "junctions",    "buildings",      "addresses",      "residential_groups",
      "drain_pipes", "drain_inlets", "drain_manholes", "drain_outfalls", "drain_pumps",
      "cisterns",    "hydrants",     "parking"};
  static const std::vector<MadeToFit> all = {
      {"roads", along_ways},
      {"lanes", along_ways},
      {"buildings", {"addresses", "residential_groups"}},
      {"drain_pipes", {"drain_inlets", "drain_manholes", "drain_outfalls", "drain_pumps"}},
      {"drain_manholes", {"drain_pipes", "drain_inlets", "drain_outfalls", "drain_pumps"}},
      {"river", {"draw_points", "drain_outfalls"}},
      {"terrain", {"drain_pipes", "drain_inlets", "drain_manholes", "drain_outfalls"}}};
  return all;
}

std::string said_of(const std::string& layer, const WardHeader& header) {
  const auto said = header.sources.find(layer);
  return said == header.sources.end() ? std::string() : said->second;
}

bool is_made_up(const WardLayers& layers, std::string_view layer) {
  const FeatureTable table = layer_table(layers, layer);
  return std::ranges::any_of(
      table, [](const Feature& row) { return row.text("source").value_or("") == "assumed"; });
}

/// The layers that were made up to fit `layer` and were not replaced themselves.
std::set<std::string> left_followers(const std::string& layer,
                                     const std::set<std::string>& replaced, const WardLayers& now) {
  std::set<std::string> left;
  for (const MadeToFit& fit : made_to_fit()) {
    if (fit.layer != layer) continue;
    for (const std::string_view follower : fit.followers) {
      const std::string name(follower);
      if (!replaced.contains(name) && is_made_up(now, follower)) left.insert(name);
    }
  }
  return left;
}

using Name = std::tuple<std::string, std::string, std::string, std::string>;

/// Of what a finding about a name is: layer, feature, column and the name that stands there.
Name name_in(const Finding& finding) {
  return {finding.layer, finding.feature, finding.where.en, finding.found.en};
}

/// Names that mean something no more, but did before.
void tell_dangling(const WardLayers& before, const WardLayers& now, Findings& findings) {
  Findings then;
  check_names(before, then);
  std::set<Name> known;
  for (const Finding& finding : then.all()) known.insert(name_in(finding));
  Findings all;
  check_names(now, all);
  for (const Finding& finding : all.all()) {
    if (!known.contains(name_in(finding))) findings.add(finding);
  }
}

}  // namespace

Replacement former_layer(const WardLayers& layers, const WardHeader& header,
                         const std::string& layer) {
  const FeatureTable table = layer_table(layers, layer);
  std::set<std::string> sources;
  std::set<std::string> methods;
  std::set<std::string> seeds;
  for (const Feature& row : table) {
    sources.insert(row.text("source").value_or(""));
    if (const auto method = row.text("method")) methods.insert(*method);
    if (const auto seed = row.text("seed")) seeds.insert(*seed);
  }
  return {.layer = layer,
          .was_features = static_cast<int>(table.size()),
          .was_source = joined(sources),
          .was_method = joined(methods),
          .was_seeds = joined(seeds),
          .was_said = said_of(layer, header)};
}

Replacement former_terrain(const WardLayers& layers, const WardHeader& header) {
  const bool has_one = layers.terrain.ground_m.frame().rows > 0;
  return {.layer = "terrain",
          .was_features = has_one ? 1 : 0,
          .was_source = std::string(word_of(layers.terrain.provenance.source)),
          .was_said = said_of("terrain", header)};
}

void tell_left_behind(const LoadedWard& before, const WardHeader& header, const WardLayers& now,
                      Findings& findings) {
  std::set<std::string> replaced;
  for (std::size_t i = before.header.replaced.size(); i < header.replaced.size(); ++i) {
    replaced.insert(header.replaced[i].layer);
  }
  for (const std::string& layer : replaced) {
    const std::set<std::string> left = left_followers(layer, replaced, now);
    if (left.empty()) continue;
    findings.add(
        {.where = tr("layer '", "lớp '") + layer + "'",
         .found = tr("layers made up to fit the former one: ",
                     "các lớp giả định được lập theo lớp cũ: ") +
                  joined(left),
         .expected = tr("layers that fit the new one", "các lớp khớp với lớp mới"),
         .outcome = tr("kept as they are", "giữ nguyên"),
         .hint =
             tr("survey them too, or import again from --osm and --boundary with --fill-missing "
                "and every survey as --layer: then they are made up to fit",
                "khảo sát cả các lớp này, hoặc nhập lại từ --osm và --boundary với "
                "--fill-missing và mọi lớp khảo sát bằng --layer: khi đó chúng được lập khớp"),
         .layer = layer});
  }
  tell_dangling(before.layers, now, findings);
}

}  // namespace twin
