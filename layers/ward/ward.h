#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/network/street_network.h"
#include "layers/addresses/addresses.h"
#include "layers/boundary/boundary.h"
#include "layers/buildings/buildings.h"
#include "layers/drains/drains.h"
#include "layers/facilities/facilities.h"
#include "layers/fire_stations/fire_stations.h"
#include "layers/fire_water/fire_water.h"
#include "layers/flood_spots/flood_spots.h"
#include "layers/greens/greens.h"
#include "layers/junctions/junctions.h"
#include "layers/lanes/lanes.h"
#include "layers/obstacles/obstacles.h"
#include "layers/parking/parking.h"
#include "layers/residential_groups/residential_groups.h"
#include "layers/river/river.h"
#include "layers/roads/roads.h"
#include "layers/terrain/terrain.h"

namespace twin {

/// What the layers of a ward hold, as surveyed, open or made up.
struct WardLayers {
  Boundary boundary;
  Terrain terrain{.ground_m = Grid<float>({}, 0.0F), .provenance = {}};
  std::vector<Road> roads;
  std::vector<Lane> lanes;
  std::vector<Obstacle> obstacles;
  std::vector<Junction> junctions;
  std::vector<Building> buildings;
  std::vector<Address> addresses;
  std::vector<ResidentialGroup> residential_groups;
  std::vector<DrainPipe> drain_pipes;
  std::vector<DrainManhole> drain_manholes;
  std::vector<DrainInlet> drain_inlets;
  std::vector<DrainOutfall> drain_outfalls;
  std::vector<DrainPump> drain_pumps;
  std::vector<Cistern> cisterns;
  std::vector<Hydrant> hydrants;
  std::vector<DrawPoint> draw_points;
  std::vector<FireStation> fire_stations;
  std::vector<Green> greens;
  std::vector<Parking> parking;
  std::vector<Facility> facilities;
  std::vector<FloodSpot> flood_spots;
  std::vector<FloodReport> reports;
  std::vector<River> river;
};

/// A way of the street network and the layer it comes from: ways are the roads, then the lanes.
struct WayRef {
  bool is_lane = false;
  std::size_t index = 0;  ///< in WardLayers::roads or ::lanes

  bool operator==(const WayRef&) const = default;
};

/// Where a building's door meets the streets.
struct Door {
  Point at;                   ///< on the façade, or the footprint's nearest point to the way
  std::uint32_t segment = 0;  ///< of the network, in one direction (the lower index)
  double along_m = 0.0;       ///< from that segment's start
  double away_m = 0.0;        ///< from the door to the way, metres on foot
};

/// A ward: its layers and the graph derived from them. It never changes once built, so nothing
/// derived can be stale; a renovated ward is a new Ward.
class Ward {
 public:
  explicit Ward(WardLayers layers);

  const WardLayers& layers() const { return layers_; }
  const StreetNetwork& streets() const { return streets_; }

  WayRef way(std::uint32_t way) const;
  std::uint32_t way_of_road(std::size_t road) const { return static_cast<std::uint32_t>(road); }
  std::uint32_t way_of_lane(std::size_t lane) const {
    return static_cast<std::uint32_t>(layers_.roads.size() + lane);
  }
  /// The way with this id of a road or lane; nothing where there is none.
  std::optional<std::uint32_t> way_with_id(std::string_view id) const;
  const std::string& way_id(std::uint32_t way) const;
  const std::string& way_name(std::uint32_t way) const;
  /// Clear width of a way where nothing stands in it; the usual one of its class where a road has
  /// none, nothing where a lane's is unknown.
  std::optional<double> way_clear_width_m(std::uint32_t way) const;

  /// One door a building, in the order of the buildings; nothing where no way is within 150 m.
  std::span<const std::optional<Door>> doors() const { return doors_; }
  std::optional<std::size_t> building_with_id(std::string_view id) const;
  /// Index of the building's residential group; nothing where it has none.
  std::optional<std::size_t> group_of_building(std::size_t building) const;

 private:
  WardLayers layers_;
  StreetNetwork streets_;
  std::vector<std::optional<Door>> doors_;
  std::vector<std::optional<std::size_t>> group_of_building_;
};

}  // namespace twin
