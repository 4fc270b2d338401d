#include "layers/assumed/fill_missing.h"

#include "layers/assumed/ground.h"
#include "layers/assumed/making.h"

namespace twin {
namespace {

void need_outline_and_streets(const WardLayers& layers) {
  const Text outcome =
      tr("nothing can be made up without it", "không thể giả định khi thiếu lớp này");
  if (layers.boundary.outline.outer.size() < 3) {
    throw InputError({.where = tr("layer 'boundary'", "lớp 'boundary'"),
                      .found = tr("no outline", "không có ranh giới"),
                      .expected = tr("the ward's outline", "ranh giới phường"),
                      .outcome = outcome,
                      .layer = "boundary"});
  }
  if (layers.roads.empty()) {
    throw InputError({.where = tr("layer 'roads'", "lớp 'roads'"),
                      .found = tr("no streets", "không có đường phố"),
                      .expected = tr("the ward's streets", "các đường phố của phường"),
                      .outcome = outcome,
                      .layer = "roads"});
  }
}

void build(Making& making, const Progress& progress) {
  const Morphology morphology(making);
  complete_lanes(making, morphology);
  progress.checkpoint(0.15, tr("making up blocks", "đang giả định các ô phố"));
  Ground ground(making, morphology);
  make_greens(making, ground);
  make_parking(making, ground);
  progress.checkpoint(0.25, tr("making up buildings", "đang giả định các tòa nhà"));
  make_buildings(making, ground);
  make_facilities(making);
  make_obstacles(making, morphology);
}

}  // namespace

void fill_missing(WardLayers& layers, const AssumedTable& table, std::int64_t seed,
                  Findings& findings, const Progress& progress) {
  need_outline_and_streets(layers);
  Making making{.layers = layers, .table = table, .seed = seed, .findings = findings};
  progress.checkpoint(0.0, tr("making up lanes", "đang giả định các ngõ"));
  make_river(making);
  complete_roads(making);
  make_lanes(making);
  build(making, progress);
  progress.checkpoint(0.6,
                      tr("making up residents and addresses", "đang giả định dân cư và địa chỉ"));
  make_residents(making);
  make_groups(making);
  make_addresses(making);
  make_junctions(making);
  progress.checkpoint(0.75, tr("making up the ground", "đang giả định mặt đất"));
  make_terrain(making);
  progress.checkpoint(0.9, tr("making up drains", "đang giả định cống thoát nước"));
  make_drains(making);
  make_fire_water(making);
  make_fire_stations(making);
  progress.checkpoint(1.0, tr("made up what was missing", "đã giả định những gì còn thiếu"));
}

}  // namespace twin
