#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/findings.h"
#include "layers/assumed/assumed_table.h"
#include "layers/assumed/random.h"
#include "layers/ward/ward.h"

namespace twin {

/// What a made-up building looks like.
enum class Form { given, tube, villa, slab, tower, hall };

/// Where a made-up building stands: the way it fronts, and its door.
struct Front {
  Form form = Form::given;  ///< nothing else is known of buildings that were given
  bool old_village = false;
  std::uint32_t way = 0;  ///< roads first, then lanes
  Point door;
};

/// What all steps of making up a ward work on.
struct Making {
  WardLayers& layers;
  const AssumedTable& table;
  std::int64_t seed;
  Findings& findings;
  std::vector<Front> fronts = {};  ///< in the order of the buildings

  Random random(std::string_view stream) const { return {seed, stream}; }
  Provenance assumed(std::string method) const {
    return {.source = Source::assumed, .method = std::move(method), .seed = seed, .assumed = {}};
  }
  /// Notes a made-up column of a feature, unless the whole feature is made up.
  void mark(Provenance& provenance, std::string_view column) const {
    if (provenance.source == Source::assumed || provenance.is_assumed(column)) return;
    provenance.assumed.emplace_back(column);
    provenance.seed = seed;
  }
  /// Tells that a layer nobody gave was made up.
  void tell(const std::string& layer, std::size_t count,
            const Text& things = tr("features", "đối tượng")) const;
};

/// "B00042"
std::string numbered(std::string_view prefix, std::size_t number, int digits = 5);

/// A street or lane seen by what is built along it.
struct FrontWay {
  const Polyline* line = nullptr;
  bool is_lane = false;
  std::size_t index = 0;      ///< in its layer
  int rank = 6;               ///< rank_of_class, lanes after all roads
  double half_width_m = 1.0;  ///< of what cars or people move on
  double edge_m = 1.0;        ///< from its middle to where plots begin: beyond the pavement
  bool fronted = true;        ///< houses may open onto it
  bool bridge = false;
};
/// Roads, then lanes.
std::vector<FrontWay> front_ways(const Making& making);
/// The ward's streets and lanes noded, without anything else.
Ward streets_only(const WardLayers& layers);

/// Tells the old village from the new town by how many lanes run near a place.
class Morphology {
 public:
  explicit Morphology(const Making& making);
  bool is_old_village(Point p) const;

 private:
  Grid<float> lanes_m_per_ha_;
  double threshold_m_per_ha_;
};

class Ground;

// The steps, each of which leaves alone what is already there.
void make_river(Making& making);
void make_lanes(Making& making);
/// Lanes grown as trees from the streets into `zones`.
void grow_lanes(Making& making, const std::vector<Polygon>& zones);
void complete_roads(Making& making);
void complete_lanes(Making& making, const Morphology& morphology);
void make_greens(Making& making, Ground& ground);
void make_parking(Making& making, Ground& ground);
void make_buildings(Making& making, Ground& ground);
void make_facilities(Making& making);
void make_residents(Making& making);
void make_groups(Making& making);
void make_addresses(Making& making);
void make_obstacles(Making& making, const Morphology& morphology);
void make_junctions(Making& making);
void make_terrain(Making& making);
void make_drains(Making& making);
void make_fire_water(Making& making);
void make_fire_stations(Making& making);

}  // namespace twin
