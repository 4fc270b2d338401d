#include "viewer/look/layer_list.h"

#include "viewer/look/words.h"

namespace twin {

const std::vector<DrawnLayer>& drawn_layers() {
  static const std::vector<DrawnLayer> layers = [] {
    std::vector<DrawnLayer> all = {
        {.name = "ground", .title = tr("terrain", "địa hình")},
        {.name = "buildings", .title = title_of_layer("buildings")},
        {.name = "streets", .title = tr("streets and lanes", "đường, ngõ")},
        {.name = "greens", .title = title_of_layer("greens")},
        {.name = "river", .title = title_of_layer("river")},
        {.name = "drains", .title = title_of_layer("drain_pipes"), .usual = false},
        {.name = "boundary", .title = title_of_layer("boundary")},
        {.name = "results", .title = tr("values on streets", "giá trị trên đường")},
        {.name = "water", .title = tr("flood water", "nước ngập")},
        {.name = "names", .title = tr("names", "tên gọi")}};
    for (const char* layer : {"fire_stations", "hydrants", "cisterns", "draw_points", "facilities",
                              "flood_spots", "drain_pumps", "drain_outfalls", "obstacles"}) {
      all.push_back({.name = layer, .title = title_of_layer(layer)});
    }
    return all;
  }();
  return layers;
}

}  // namespace twin
