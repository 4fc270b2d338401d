#include "viewer/model/curve.h"

#include <algorithm>
#include <cmath>

#include "viewer/look/words.h"

namespace twin {
namespace {

void add(std::vector<Moving>& all, const CurvePlace& place, bool beside) {
  const ManifestField& field = *place.field;
  const auto same = [&](const Moving& one) {
    return one.field().name == field.name && one.field().table == field.table &&
           one.field().kind == field.kind;
  };
  const auto it = std::ranges::find_if(all, same);
  if (it != all.end()) {
    it->places.push_back(place);
    return;
  }
  const Text here = beside ? tr("outside its walls, where it is lowest", "sát tường, chỗ thấp nhất")
                           : tr("at the point clicked", "tại điểm bấm");
  const Text of = field.table.empty() ? here : title_of_layer(field.table);
  all.push_back({.title = meaning_of(field) + Text(" (") + of + Text(")"), .places = {place}});
}

/// Fields of several runs may mean the same and be called otherwise.
void tell_apart(const Session& session, std::vector<Moving>& all) {
  std::vector<Text> titles;
  std::vector<Text> runs;
  for (const Moving& one : all) {
    titles.push_back(one.title);
    runs.push_back(name_of_run(session, one.places.front().run));
  }
  twin::tell_apart(titles, runs);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].title = titles[i];
}

std::optional<CurvePlace> place_in(const Session& session, std::size_t index,
                                   const ManifestField& field, const AskedPlace& spot,
                                   const std::optional<Point>& open) {
  const Run& run = *session.runs()[index];
  CurvePlace place{.run = index, .field = &field};
  if (field.kind == FieldKind::series) {
    const auto row = row_of(run, field.table, spot);
    if (!row) return std::nullopt;
    place.row = row->row;
    return place;
  }
  if (field.kind != FieldKind::frames || !open) return std::nullopt;
  const auto cell = run.frame_of(field).cell_at(*open);
  if (!cell) return std::nullopt;
  place.cell = *cell;
  return place;
}

}  // namespace

std::vector<Moving> moving_at(const Session& session, const AskedPlace& spot,
                              const AskedRuns& runs) {
  std::vector<Moving> series;
  std::vector<Moving> grids;
  const std::optional<Point> open = open_ground(session, spot);
  for (const auto& [run, since_s] : runs) {
    for (const ManifestField& field : session.runs()[run]->manifest().fields) {
      const auto place = place_in(session, run, field, spot, open);
      if (place) add(field.kind == FieldKind::series ? series : grids, *place, spot.in_building);
    }
  }
  series.insert(series.end(), grids.begin(), grids.end());
  tell_apart(session, series);
  return series;
}

Curve curve_of(const Session& session, const CurvePlace& place) {
  const Run& run = *session.runs()[place.run];
  const ManifestField& field = *place.field;
  Curve curve{.run = place.run, .wall_s = run.times_s(field), .values = {}};
  curve.values =
      field.kind == FieldKind::series
          ? run.bundle().series_of_row(field.table, field.name, place.row, 0, curve.wall_s.size())
          : run.bundle().frames_at(field.name, place.cell, 0, curve.wall_s.size());
  for (double& time_s : curve.wall_s) time_s += run.start_s();
  return curve;
}

float value_at(const Curve& curve, double wall_s) {
  const auto now = instant_at(curve.wall_s, wall_s);
  return now ? curve.values[*now] : std::nanf("");
}

}  // namespace twin
