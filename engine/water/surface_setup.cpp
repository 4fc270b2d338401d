#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "engine/base/findings.h"
#include "engine/base/numbers.h"
#include "engine/water/surface_state.h"

namespace twin {

using namespace surface;

namespace {

Text at_cell(const char* en, const char* vi, int row, int col) {
  return tr(en, vi) + tr(", row ", ", hàng ") + std::to_string(row) + tr(", column ", ", cột ") +
         std::to_string(col);
}

[[noreturn]] void refuse(const Text& where, const Text& found, const Text& expected) {
  throw InputError({.where = where,
                    .found = found,
                    .expected = expected,
                    .outcome = tr("nothing was computed", "chưa tính gì")});
}

/// The ground to the nearest quantum of depth: then still water can be level to the last bit.
/// (From 0.25 m on a float is a whole number of quanta anyway.)
float in_quanta(float ground) {
  const auto quanta = static_cast<double>(ground) * static_cast<double>(kQuantaPerMetre);
  return static_cast<float>(std::nearbyint(quanta) * static_cast<double>(kQuantum_m));
}

template <typename Value>
void need_frame(const Grid<Value>& grid, const GridFrame& frame, const char* en, const char* vi) {
  if (grid.frame() == frame) return;
  refuse(tr(en, vi),
         std::to_string(grid.frame().rows) + " × " + std::to_string(grid.frame().cols) +
             tr(" cells on another frame", " ô trên khung khác"),
         tr("the frame of the ground, ", "khung của địa hình, ") + std::to_string(frame.rows) +
             " × " + std::to_string(frame.cols) + tr(" cells", " ô"));
}

}  // namespace

Surface::State::State(const SurfaceSetup& setup)
    : frame(setup.ground_m.frame()),
      has_ground(frame, 0),
      threads(std::max(1, setup.threads)),
      cfl(setup.cfl),
      longest_step_s(setup.longest_step_s),
      local_steps(setup.local_steps && setup.scheme != SurfaceScheme::inertial),
      scheme(setup.scheme),
      lattice{frame.rows, frame.cols} {
  if (!(cfl > 0.0 && cfl <= 1.0)) {
    refuse("cfl", shortest(cfl), tr("a number above 0, up to 1", "số lớn hơn 0, tối đa 1"));
  }
  read_ground(setup);
  make_tiles();
  read_initial(setup);
  read_rain(setup);
  read_roofs(setup);
  read_sources(setup);
  read_soil(setup);
  read_edges(setup);
  find_walls();
  records.every_s = setup.record_every_s;
  records.flooded_m = static_cast<float>(setup.flooded_m);
  if (records.every_s > 0.0) {
    const std::size_t cells = flat(frame.rows, 0);
    records.speed_mps.assign(cells, 0.0F);
    records.hazard_m2ps.assign(cells, 0.0F);
    records.arrival_s.assign(cells, std::numeric_limits<float>::quiet_NaN());
    records.duration_s.assign(cells, 0.0F);
    record();
  }
}

void Surface::State::read_ground(const SurfaceSetup& setup) {
  need_frame(setup.blocked, frame, "blocked cells", "ô không chứa nước");
  need_frame(setup.manning, frame, "roughness", "độ nhám");
  ground_m = Padded<float>(frame.rows, frame.cols, kWall_m);
  friction = Padded<float>(frame.rows, frame.cols, 0.0F);
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const Cell cell{row, col};
      const float ground = setup.ground_m(cell);
      has_ground(cell) = std::isfinite(ground) ? 1 : 0;
      if (!std::isfinite(ground) || setup.blocked(cell) != 0) continue;
      const float n = setup.manning(cell);
      if (!(n >= 0.0F && n < 100.0F)) {
        refuse(at_cell("roughness", "độ nhám", row, col), shortest(static_cast<double>(n)),
               tr("Manning's n of 0 or above", "hệ số Manning từ 0 trở lên"));
      }
      ground_m.row(row)[col] = in_quanta(ground);
      friction.row(row)[col] = kGravity_mps2 * n * n;
      ++open_cells;
    }
  }
  if (open_cells == 0) {
    refuse(tr("ground", "địa hình"), tr("no open cell", "không có ô nào chứa được nước"),
           tr("ground that is neither void nor blocked", "địa hình có số liệu và không bị chặn"));
  }
  work.cells = open_cells;
}

void Surface::State::find_walls() {
  vectors_across = (frame.cols + kLanes - 1) / kLanes + 1;  // the reach of the last one too
  walls.assign(static_cast<std::size_t>(vectors_across * (frame.rows + 2 * kHalo)), Walls::some);
  const auto is_wall = [](float z_m) { return z_m >= kWallFrom_m; };
  const auto any_wall = [&](int row, int col_begin, int col_end) {
    const float* ground = ground_m.row(row);
    return std::any_of(ground + col_begin, ground + col_end, is_wall);
  };
  const auto nothing_else = [&](int row, int col_begin, int col_end) {
    const float* ground = ground_m.row(row);
    return std::all_of(ground + col_begin, ground + col_end, is_wall);
  };
  for (int row = 1; row < frame.rows - 1; ++row) {
    for (int vector = 0; vector < vectors_across; ++vector) {
      const int begin = vector * kLanes - kReach;
      const int end = (vector + 1) * kLanes + kReach;
      if (begin < 0 || end > frame.cols) continue;
      Walls& here = walls[static_cast<std::size_t>((row + kHalo) * vectors_across + vector)];
      if (nothing_else(row, begin, end)) {
        here = Walls::nothing_else;
      } else if (!any_wall(row - 1, begin, end) && !any_wall(row, begin, end) &&
                 !any_wall(row + 1, begin, end)) {
        here = Walls::none;
      }
    }
  }
}

void Surface::State::make_tiles() {
  for (int i = 0; i < lattice.count(); ++i) {
    const CellRange range = lattice.range(i);
    Tile tile{.range = range,
              .on_frame = range.row_begin == 0 || range.row_end == frame.rows ||
                          range.col_begin == 0 || range.col_end == frame.cols};
    for (int row = range.row_begin; row < range.row_end; ++row) {
      for (int col = range.col_begin; col < range.col_end; ++col) {
        if (is_open(ground_m.at({row, col}))) ++tile.open_cells;
      }
    }
    tiles.push_back(std::move(tile));
  }
  signals_across = (frame.cols + kSignalCols - 1) / kSignalCols;
  const int signals_down = (frame.rows + kSignalRows - 1) / kSignalRows;
  signal_mps.assign(static_cast<std::size_t>(signals_across * signals_down), 0.0F);
  west_sums.resize(static_cast<std::size_t>(lattice.across()) *
                   static_cast<std::size_t>(frame.rows));
  north_sums.resize(static_cast<std::size_t>(lattice.down()) *
                    static_cast<std::size_t>(frame.cols));
}

Tile& Surface::State::tile_of(Cell cell) {
  return tiles[static_cast<std::size_t>(lattice.tile_at(cell.row, cell.col))];
}

/// Adds up what the roofs shed onto each open cell.
void Surface::State::read_roofs(const SurfaceSetup& setup) {
  std::map<std::pair<int, int>, double> share_of;  // by row and column
  for (const CellShare& roof : setup.roofs) {
    if (is_open_cell(roof.cell)) share_of[{roof.cell.row, roof.cell.col}] += roof.share;
  }
  roofs.row_begin.assign(static_cast<std::size_t>(frame.rows) + 1, 0);
  for (const auto& [cell, share] : share_of) {
    ++roofs.row_begin[static_cast<std::size_t>(cell.first) + 1];
    roofs.col.push_back(cell.second);
    roofs.share.push_back(share);
    most_rain = std::max(most_rain, 1.0 + share);
  }
  std::partial_sum(roofs.row_begin.begin(), roofs.row_begin.end(), roofs.row_begin.begin());
}

void Surface::State::read_initial(const SurfaceSetup& setup) {
  depth = max_depth = pledged = Padded<std::int32_t>(frame.rows, frame.cols, 0);
  u = v = Padded<float>(frame.rows, frame.cols, 0.0F);
  if (!setup.initial_level_m && !setup.initial_depth_m) return;
  if (setup.initial_depth_m) {
    need_frame(*setup.initial_depth_m, frame, "initial depth", "độ sâu ban đầu");
  }
  if (setup.initial_u_mps)
    need_frame(*setup.initial_u_mps, frame, "initial u", "vận tốc u ban đầu");
  if (setup.initial_v_mps)
    need_frame(*setup.initial_v_mps, frame, "initial v", "vận tốc v ban đầu");
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const Cell cell{row, col};
      if (!is_open(depth.at(cell))) continue;
      const double depth_m =
          setup.initial_level_m
              ? std::max(0.0, *setup.initial_level_m - static_cast<double>(ground_m.row(row)[col]))
              : static_cast<double>((*setup.initial_depth_m)(cell));
      if (std::isnan(depth_m)) continue;
      if (!(depth_m >= 0.0 && depth_m <= kDeepest_m)) {
        refuse(at_cell("initial depth", "độ sâu ban đầu", row, col), shortest(depth_m),
               tr("a depth of 0 to 31 m", "độ sâu từ 0 đến 31 m"));
      }
      const auto quanta = static_cast<std::int32_t>(std::lround(depth_m * kQuantaPerMetre));
      depth.row(row)[col] = max_depth.row(row)[col] = quanta;
      ledger.initial += quanta;
      if (quanta == 0) continue;
      const auto speed = [&](const std::optional<Grid<float>>& grid) {
        return grid && std::isfinite((*grid)(cell)) ? (*grid)(cell) : 0.0F;
      };
      give_speed(row, col, speed(setup.initial_u_mps), -speed(setup.initial_v_mps));
      const SourceCell here = source_cell(cell, 0.0);
      float& signal = signal_mps[static_cast<std::size_t>(here.signal_at)];
      signal = std::max(signal, signal_of(here.at));
    }
  }
}

/// Gives a cell its velocity, or half of its discharge to the sides that it shares with open cells.
void Surface::State::give_speed(int row, int col, float u_mps, float v_mps) {
  const std::int64_t at = depth.at({row, col});
  if (!keeps_discharges()) {
    u.origin()[at] = u_mps;
    v.origin()[at] = v_mps;
    return;
  }
  const float half_depth_m = 0.5F * static_cast<float>(depth.origin()[at]) * kQuantum_m;
  const auto give = [&](Padded<float>& discharge, std::int64_t to_next, float mps) {
    if (is_open(at - to_next)) discharge.origin()[at] += half_depth_m * mps;
    if (is_open(at + to_next)) discharge.origin()[at + to_next] += half_depth_m * mps;
  };
  give(u, 1, u_mps);
  give(v, v.stride(), v_mps);
}

surface::SourceCell Surface::State::source_cell(Cell cell, double quanta) const {
  return {depth.at(cell), cell.row / kSignalRows * signals_across + cell.col / kSignalCols, quanta};
}

void Surface::State::read_rain(const SurfaceSetup& setup) {
  const auto add_zone = [&](const Series& mm_per_h) {
    RainZone zone{.mm = {mm_per_h, SeriesIntegral::Between::steps}};
    for (std::size_t i = mm_per_h.time_s.size(); i-- > 0;) {
      if (mm_per_h.value[i] > 0.0) zone.wet_from_s = std::max(0.0, mm_per_h.time_s[i]);
    }
    rain_zones.push_back(std::move(zone));
  };
  if (!setup.rain_zones) {
    add_zone(setup.rain_mm_per_h);
  } else {
    const Grid<std::uint16_t>& zones = setup.rain_zones->zone_of_cell;
    need_frame(zones, frame, "rain", "mưa");
    for (const Series& mm_per_h : setup.rain_zones->mm_per_h) add_zone(mm_per_h);
    if (rain_zones.empty() || zones.values().maxCoeff() >= rain_zones.size()) {
      refuse(tr("rain", "mưa"), tr("a cell of no zone", "ô không thuộc vùng mưa nào"),
             tr("numbers below ", "số nhỏ hơn ") + std::to_string(rain_zones.size()));
    }
    zone_of_cell = Padded<std::uint16_t>(frame.rows, frame.cols, 0);
    for (int row = 0; row < frame.rows; ++row) {
      for (int col = 0; col < frame.cols; ++col) zone_of_cell.row(row)[col] = zones({row, col});
    }
  }
  for (Tile& tile : tiles) count_zones(tile);
}

void Surface::State::count_zones(Tile& tile) const {
  std::map<int, std::int64_t> open_cells_of;
  for (int row = tile.range.row_begin; row < tile.range.row_end; ++row) {
    for (int col = tile.range.col_begin; col < tile.range.col_end; ++col) {
      if (is_open(ground_m.at({row, col}))) ++open_cells_of[zone_at({row, col})];
    }
  }
  for (const auto& [zone, cells] : open_cells_of) tile.zones.push_back({zone, cells});
}

void Surface::State::read_sources(const SurfaceSetup& setup) {
  const double quanta_per_m3 = static_cast<double>(kQuantaPerMetre) / cell_area_m2();
  for (const SurfaceInflow& given : setup.inflows) {
    Inflow inflow{.m3 = {given.m3ps, SeriesIntegral::Between::linear}};
    const auto number = static_cast<int>(inflows.size());
    double shares = 0.0;
    for (const CellShare& share : given.cells) {
      if (is_open_cell(share.cell)) shares += share.share;
    }
    if (!(shares > 0.0)) {
      refuse(given.where.empty() ? tr("inflow", "dòng vào") : given.where,
             tr("no open cell", "không có ô nào chứa được nước"),
             tr("a place on open ground of the map", "vị trí trên đất trống của bản đồ"));
    }
    for (const CellShare& share : given.cells) {
      if (!is_open_cell(share.cell)) continue;
      const double quanta = share.share / shares * quanta_per_m3;
      tile_of(share.cell).inflows.push_back({number, source_cell(share.cell, quanta)});
      inflow.most_quanta = std::max(inflow.most_quanta, quanta);
    }
    inflows.push_back(std::move(inflow));
  }
  for (const HeldWater& given : setup.held) {
    const auto number = static_cast<int>(held_level_m.size());
    for (const Cell cell : given.cells) {
      if (is_open_cell(cell)) tile_of(cell).held.push_back({number, source_cell(cell, 1.0)});
    }
    held_level_m.emplace_back(given.level_m, SeriesIntegral::Between::linear);
  }
  for (const SurfaceInlet& inlet : setup.inlets) {
    if (!is_open_cell(inlet.cell)) {
      refuse(tr("drain inlet", "cửa thu nước"), tr("a closed cell", "ô không chứa nước"),
             tr("an open cell of the map", "một ô trống trên bản đồ"));
    }
    tile_of(inlet.cell).inlets.push_back(static_cast<int>(inlets.size()));
    inlets.push_back(
        {.cell = source_cell(inlet.cell, quanta_per_m3), .capacity_m3ps = inlet.capacity_m3ps});
  }
}

/// Numbers the pairs of soil and zone that there are: each soaks at its own pace.
void Surface::State::read_soil(const SurfaceSetup& setup) {
  if (!setup.soil) return;
  constexpr std::size_t kMostPairs = 65536;
  need_frame(setup.soil->kind_of_cell, frame, "soil", "loại đất");
  const std::vector<Infiltration>& kinds = setup.soil->kinds;
  std::map<std::pair<int, int>, std::size_t> known;  // by zone and kind
  soil_of_cell.reserve(flat(frame.rows, 0));
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const std::uint16_t kind = setup.soil->kind_of_cell({row, col});
      if (kind >= kinds.size()) {
        refuse(tr("soil", "loại đất"), tr("a number without a kind", "số không có loại tương ứng"),
               tr("numbers below ", "số nhỏ hơn ") + std::to_string(kinds.size()));
      }
      const int zone = zone_at({row, col});
      const auto [pair, is_new] = known.try_emplace({zone, kind}, soils.size());
      if (is_new) soils.push_back({kinds[kind], static_cast<std::size_t>(zone)});
      soil_of_cell.push_back(static_cast<std::uint16_t>(pair->second));
    }
  }
  if (soils.size() > kMostPairs) {
    refuse(tr("soil", "loại đất"),
           std::to_string(soils.size()) + tr(" pairs of soil and rain", " cặp loại đất và mưa"),
           tr("at most 65536; coarser rain or fewer soils",
              "nhiều nhất 65536; mưa thô hơn hoặc ít loại đất hơn"));
  }
  const auto is_green_ampt = [](const ZonedSoil& soil) {
    return std::holds_alternative<GreenAmptLoss>(soil.kind);
  };
  if (std::ranges::any_of(soils, is_green_ampt)) soaked_m.assign(soil_of_cell.size(), 0.0F);
}

/// The inner cell of a face on the frame, and what leads from it one cell inwards.
std::pair<std::int64_t, std::int64_t> Surface::State::inside_of(Side side, int face) const {
  const std::int64_t stride = ground_m.stride();
  switch (side) {
    case Side::west:
      return {ground_m.at({face, 0}), 1};
    case Side::east:
      return {ground_m.at({face, frame.cols - 1}), -1};
    case Side::north:
      return {ground_m.at({0, face}), stride};
    default:
      return {ground_m.at({frame.rows - 1, face}), -stride};
  }
}

/// A cell outside a free edge on which the bed goes on with its slope.
void Surface::State::add_ground_beyond(Side side, int face) {
  const auto [at, inwards] = inside_of(side, face);
  float* ground = ground_m.origin();
  const float here = ground[at];
  const float behind = is_open(at + inwards) ? ground[at + inwards] : here;
  ground[at - inwards] = here + (here - behind);
}

void Surface::State::read_edges(const SurfaceSetup& setup) {
  for (const SurfaceEdge& edge : setup.edges) {
    const bool upright = edge.side == Side::west || edge.side == Side::east;
    const int faces = upright ? frame.rows : frame.cols;
    auto& side = edge_faces.at(static_cast<std::size_t>(edge.side));
    side.resize(static_cast<std::size_t>(faces));
    EdgeRun run{.kind = edge.kind,
                .side = edge.side,
                .faces = {},
                .value = {edge.series, SeriesIntegral::Between::linear}};
    for (int i = 0; i < faces; ++i) {
      const Cell cell = upright ? Cell{i, edge.side == Side::west ? 0 : frame.cols - 1}
                                : Cell{edge.side == Side::north ? 0 : frame.rows - 1, i};
      const Point centre = frame.centre(cell);
      const double along_m = upright ? centre.y_m : centre.x_m;
      if (along_m < edge.begin_m || along_m > edge.end_m || !is_open(depth.at(cell))) continue;
      EdgeFace& face = side[static_cast<std::size_t>(i)];
      if (face.kind != EdgeFace::Kind::wall) {
        refuse(edge.where.empty() ? tr("edges", "các cạnh") : edge.where,
               tr("two that overlap", "hai cạnh chồng lên nhau"),
               tr("at most one at a place", "mỗi chỗ nhiều nhất một cạnh"));
      }
      face.run = static_cast<int>(edge_runs.size());
      face.kind = edge.kind == SurfaceEdge::Kind::level       ? EdgeFace::Kind::level
                  : edge.kind == SurfaceEdge::Kind::discharge ? EdgeFace::Kind::discharge
                                                              : EdgeFace::Kind::free;
      run.faces.push_back(i);
      if (edge.kind == SurfaceEdge::Kind::free) add_ground_beyond(edge.side, i);
    }
    if (run.faces.empty()) {
      refuse(edge.where.empty() ? tr("edge", "cạnh") : edge.where,
             tr("no open cell along it", "không có ô trống nào dọc theo cạnh"),
             tr("a range that meets the map", "một đoạn có trên bản đồ"));
    }
    edge_runs.push_back(std::move(run));
  }
}

}  // namespace twin
