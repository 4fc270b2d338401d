#include "layers/ward/ward_ways.h"

#include "engine/base/nearest.h"
#include "layers/ward/ward.h"

namespace twin {
namespace {

const std::string& way_name(const WardLayers& layers, std::size_t way) {
  const std::size_t roads = layers.roads.size();
  return way < roads ? layers.roads[way].name : layers.lanes[way - roads].name;
}

std::size_t count_of_ways(const WardLayers& layers) {
  return layers.roads.size() + layers.lanes.size();
}

}  // namespace

const std::string& way_id(const WardLayers& layers, std::size_t way) {
  const std::size_t roads = layers.roads.size();
  return way < roads ? layers.roads[way].id : layers.lanes[way - roads].id;
}

std::vector<std::size_t> ways_called(const WardLayers& layers, const std::string& id_or_name) {
  std::vector<std::size_t> named;
  if (id_or_name.empty()) return named;  // many ways have no name
  for (std::size_t way = 0; way < count_of_ways(layers); ++way) {
    if (way_id(layers, way) == id_or_name) return {way};
    if (way_name(layers, way) == id_or_name) named.push_back(way);
  }
  return named;
}

Text expected_way(const WardLayers& layers, const std::string& misspelt) {
  std::vector<std::string> known;
  for (std::size_t way = 0; way < count_of_ways(layers); ++way) {
    known.push_back(way_id(layers, way));
    if (!way_name(layers, way).empty()) known.push_back(way_name(layers, way));
  }
  const std::string nearest = nearest_name(misspelt, known);
  return tr("the id or name of a street or lane of the ward",
            "mã hoặc tên một đường hay ngõ của phường") +
         (nearest.empty() ? Text() : Text(": '" + nearest + "'"));
}

}  // namespace twin
