#include "viewer/scene/stage.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <unordered_map>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

}  // namespace

Slot slot_of(ShownAs as) {
  switch (as) {
    case ShownAs::lines:
      return Slot::lines;
    case ShownAs::buildings:
      return Slot::buildings;
    case ShownAs::points:
      return Slot::points;
    case ShownAs::water:
    case ShownAs::ground:
    case ShownAs::areas:
    case ShownAs::nothing:
      break;
  }
  return Slot::grid;
}

Stage::Stage(const Session& session) : session_(session), scene_(session.world()) {}

void Stage::choose(const Choice& choice) {
  const Slot slot = slot_of(choice.as);
  const Run& run = *session_.runs()[choice.run];
  Shown shown{.choice = choice, .values = {}, .wall_times_s = session_.wall_times_s(choice)};
  const Lookup lookup = lookup_of(legend_of(*choice.field));
  if (choice.as != ShownAs::water && choice.as != ShownAs::ground) {
    shown.values = run.values_of(*choice.field);
  }
  if (slot == Slot::lines) {
    scene_.set_lines(ribbons_of(run.bundle().table(choice.field->table), session_.world()),
                     shown.values, lookup);
  } else if (slot == Slot::buildings) {
    scene_.set_buildings(by_block(shown), lookup);
  }
  shown_.insert_or_assign(slot, std::move(shown));
  frame_now_.reset();
  set_wall_time_s(wall_s_);
}

void Stage::clear(Slot slot) {
  shown_.erase(slot);
  if (slot == Slot::lines) scene_.clear_lines();
  if (slot == Slot::buildings) scene_.clear_buildings();
  if (slot == Slot::grid) {
    scene_.clear_grid();
    grid_now_.reset();
    frame_now_.reset();
  }
}

std::optional<Choice> Stage::chosen(Slot slot) const {
  const auto it = shown_.find(slot);
  return it == shown_.end() ? std::nullopt : std::optional{it->second.choice};
}

std::vector<Choice> Stage::chosen() const {
  std::vector<Choice> all;
  for (const auto& [slot, shown] : shown_) all.push_back(shown.choice);
  return all;
}

std::vector<double> Stage::wall_times_s() const {
  std::set<double> all;
  for (const auto& [slot, shown] : shown_) {
    all.insert(shown.wall_times_s.begin(), shown.wall_times_s.end());
  }
  return {all.begin(), all.end()};
}

std::size_t Stage::time_index(const Shown& shown) const {
  return static_cast<std::size_t>(std::floor(index_among(shown.wall_times_s, wall_s_) + 1e-6));
}

void Stage::set_wall_time_s(double wall_s) {
  wall_s_ = wall_s;
  if (const auto grid = shown_.find(Slot::grid); grid != shown_.end()) show_grid(grid->second);
  show_instants();
}

void Stage::show_instants() {
  const auto index = [&](Slot slot) {
    const auto it = shown_.find(slot);
    return it == shown_.end() ? 0.0 : static_cast<double>(time_index(it->second));
  };
  scene_.set_instants(index(Slot::lines), index(Slot::buildings));
}

void Stage::show_grid(const Shown& shown) {
  const std::size_t index = time_index(shown);
  if (frame_now_ == index) return;
  frame_now_ = index;
  const Bundle& bundle = session_.runs()[shown.choice.run]->bundle();
  const ManifestField& field = *shown.choice.field;
  const GridFrame& lattice = session_.world().ground.frame();
  if (shown.choice.as == ShownAs::areas) {
    grid_now_ = area_values(shown);
  } else if (field.kind == FieldKind::frames) {
    grid_now_ = values_onto(lattice, bundle.frame(field.name, index));
  } else {
    grid_now_ = values_onto(lattice, bundle.grid(field.name));
  }
  const std::vector<LegendClass> legend = legend_of(field);
  scene_.set_grid(*grid_now_, shown.choice.as, lookup_of(legend), wet_from_m(legend));
}

Grid<float> Stage::area_values(const Shown& shown) const {
  const Bundle& bundle = session_.runs()[shown.choice.run]->bundle();
  const FeatureTable& table = bundle.table(shown.choice.field->table);
  Grid<float> values(session_.world().ground.frame(), kNone);
  const std::size_t first = time_index(shown) * shown.values.rows;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const float value = shown.values.values[first + row];
    for_cells_in(values.frame(), table[row].polygon(), [&](Cell cell) { values(cell) = value; });
  }
  return values;
}

FeatureValues Stage::by_block(const Shown& shown) const {
  const Bundle& bundle = session_.runs()[shown.choice.run]->bundle();
  const FeatureTable& table = bundle.table(shown.choice.field->table);
  std::unordered_map<std::string, std::size_t> row_of;
  for (std::size_t row = 0; row < table.size(); ++row) {
    row_of.emplace(table[row].text("id").value_or(""), row);
  }
  const World& world = session_.world();
  const FeatureTable* buildings = session_.ward().layer("buildings");
  FeatureValues out{.times_s = shown.values.times_s, .rows = world.blocks.size(), .values = {}};
  out.values.assign(out.rows * std::max<std::size_t>(1, out.times_s.size()), kNone);
  for (std::size_t block = 0; block < out.rows; ++block) {
    const Feature& building = (*buildings)[world.building_rows[block]];
    const auto it = row_of.find(building.text("id").value_or(""));
    if (it == row_of.end()) continue;
    for (std::size_t t = 0; t < out.times_s.size(); ++t) {
      out.values[t * out.rows + block] = shown.values.values[t * shown.values.rows + it->second];
    }
  }
  return out;
}

float Stage::value_now(Slot slot, std::size_t row) const {
  const auto it = shown_.find(slot);
  if (it == shown_.end() || row >= it->second.values.rows) return kNone;
  const Shown& shown = it->second;
  return shown.values.values[time_index(shown) * shown.values.rows + row];
}

}  // namespace twin
