#include "tools/picture/map_picture.h"

#include "engine/space/geometry.h"
#include "tools/picture/map_base.h"
#include "tools/picture/map_field.h"
#include "tools/picture/map_furniture.h"
#include "tools/picture/map_labels.h"
#include "tools/picture/map_view.h"

namespace twin {
namespace {

constexpr int kWidth_px = 2100;
constexpr int kHeight_px = 1480;
constexpr double kMargin = 32;
constexpr double kHeading = 96;
constexpr double kSidebar = 440;
constexpr double kFooter = 30;

/// The ward with a little around it; where there is no outline, all that is drawn.
Box shown_ground(const Bundle& run, const WardLayers& ward) {
  Box box = box_of(ward.boundary.outline);
  if (box.empty()) {
    for (const Road& road : ward.roads) box.add(road.centreline);
    for (const Lane& lane : ward.lanes) box.add(lane.centreline);
    for (const Building& building : ward.buildings) box.add(building.footprint.outer);
  }
  if (box.empty() && !run.tables().empty()) {
    for (const Feature& row : run.table(run.tables().front())) {
      if (const auto place = row.place()) box.add(*place);
    }
  }
  return box.empty() ? Box{0, 0, 1000, 1000} : box.grown_by(60.0);
}

}  // namespace

void write_map(const std::filesystem::path& png, const Bundle& run, const WardLayers& ward,
               Language language) {
  Canvas canvas = Canvas::picture(kWidth_px, kHeight_px);
  canvas.rectangle({0, 0, kWidth_px, kHeight_px}, ink("#ffffff"));
  const double top = kMargin + kHeading;
  const Rectangle panel{kMargin, top, kWidth_px - 3 * kMargin - kSidebar,
                        kHeight_px - top - kFooter - kMargin};
  std::optional<MapField> field;
  if (const ManifestField* main = run.manifest().main_field()) field = map_field(run, *main);
  const std::vector<MapField> overlays =
      field ? map_overlays(run, *field->field) : std::vector<MapField>{};
  const MapView view(shown_ground(run, ward), panel);
  canvas.clip(panel);
  draw_ground(canvas, view, ward);
  const bool is_grid = field && field->field->kind == FieldKind::grid;
  if (is_grid) {
    draw_streets(canvas, view, ward);
    draw_field(canvas, view, run, *field);
    draw_river(canvas, view, ward);
  } else {
    draw_river(canvas, view, ward);
    draw_streets(canvas, view, ward);
  }
  draw_buildings(canvas, view, ward);
  if (field && !is_grid) draw_field(canvas, view, run, *field);
  for (const MapField& overlay : overlays) draw_field(canvas, view, run, overlay);
  draw_outline(canvas, view, ward);
  draw_labels(canvas, view, ward,
              field ? first_places(run, *field->field) : std::vector<Numbered>{});
  draw_scale_and_north(canvas, panel, view.px_per_m(), language);
  canvas.unclip();
  canvas.frame(panel, 1.5, ink("#8b8377"));
  draw_heading(canvas, {kMargin, kMargin - 6, kWidth_px - 2 * kMargin, kHeading}, run, language);
  draw_sidebar(canvas, {panel.x + panel.width + kMargin, top, kSidebar, panel.height},
               run.manifest(), field, overlays, language);
  draw_provenance(canvas, {kMargin, kHeight_px - kFooter - 10, kWidth_px - 2 * kMargin, kFooter},
                  run.manifest(), language);
  canvas.write_png(png);
}

}  // namespace twin
