#include "viewer/app/tour_stops.h"

#include <algorithm>

#include "viewer/app/showing.h"

namespace twin {
namespace {

TourField tour_field(const Choice& choice, const Session& session) {
  const Run& run = *session.runs()[choice.run];
  return {.run_hash = run.manifest().run_hash,
          .folder = run.bundle().folder().filename().string(),
          .table = choice.field->table,
          .field = choice.field->name};
}

/// The opened run of that hash, or else in a folder of that name.
std::optional<std::size_t> run_of(const std::string& run_hash, const std::string& folder,
                                  const Session& session) {
  const auto& runs = session.runs();
  const auto found = [&](auto matches) -> std::optional<std::size_t> {
    const auto it = std::ranges::find_if(runs, matches);
    return it == runs.end() ? std::nullopt : std::optional<std::size_t>(it - runs.begin());
  };
  const auto by_hash = found([&](const auto& run) { return run->manifest().run_hash == run_hash; });
  if (by_hash) return by_hash;
  return found([&](const auto& run) { return run->bundle().folder().filename() == folder; });
}

std::optional<Choice> choice_of(const TourField& field, const Session& session) {
  const auto run = run_of(field.run_hash, field.folder, session);
  if (!run) return std::nullopt;
  const auto it = std::ranges::find_if(session.choices(), [&](const Choice& choice) {
    return choice.run == *run && choice.field->name == field.field &&
           choice.field->table == field.table;
  });
  return it == session.choices().end() ? std::nullopt : std::optional{*it};
}

Text not_open(const std::string& folder, const std::string& what) {
  return tr("not open: ", "chưa mở: ") + Text(folder) + " (" + what + ")";
}

}  // namespace

TourStop stop_now(const Stage& stage, const Overlay& overlay, const Camera& camera) {
  const Session& session = stage.session();
  const World& world = session.world();
  TourStop stop;
  stop.eye = world.origin.back(camera.eye);
  stop.eye_level_m = camera.eye.z();
  stop.target = world.origin.back(camera.target);
  stop.target_level_m = camera.target.z();
  stop.fov_deg = camera.fov_deg;
  if (!stage.wall_times_s().empty()) {
    stop.time = std::to_string(std::lround(stage.since_start_s())) + " s";
  }
  for (const Choice& choice : stage.chosen()) {
    stop.fields.push_back(tour_field(choice, session));
  }
  for (const LayerSwitch& layer : layer_switches()) {
    const bool shown = shows_layer(stage.scene(), overlay, layer);
    if (shown == layer.usual) continue;
    (shown ? stop.added : stop.hidden).push_back(layer.name);
  }
  stop.height_scale = stage.scene().height_scale();
  stop.widened = stage.widened();
  stop.palette = name_of(stage.palette());
  if (const auto& compared = stage.compared()) {
    const Run& run = *session.runs()[compared->run];
    stop.comparison = {.run_hash = run.manifest().run_hash,
                       .folder = run.bundle().folder().filename().string(),
                       .how = name_of(compared->how),
                       .at = stage.swipe_at()};
  }
  return stop;
}

Camera camera_of(const TourStop& stop, const World& world) {
  return {.eye = world.origin.from(stop.eye, stop.eye_level_m).cast<double>(),
          .target = world.origin.from(stop.target, stop.target_level_m).cast<double>(),
          .fov_deg = stop.fov_deg};
}

std::vector<Text> show_stop(const TourStop& stop, Stage& stage, Overlay& overlay) {
  const Session& session = stage.session();
  std::vector<Text> left_out;
  std::vector<Choice> wanted;
  for (const TourField& field : stop.fields) {
    if (const auto choice = choice_of(field, session))
      wanted.push_back(*choice);
    else
      left_out.push_back(not_open(field.folder, field.field));
  }
  const auto kept = [&](Slot slot) {
    return std::ranges::any_of(wanted, [&](const Choice& c) { return slot_of(c.as) == slot; });
  };
  if (stage.compared()) stage.stop_comparing();
  for (const Slot slot : {Slot::grid, Slot::lines, Slot::buildings, Slot::points}) {
    if (!kept(slot)) stage.clear(slot);
  }
  for (const Choice& choice : wanted) {
    if (stage.chosen(slot_of(choice.as)) != choice) stage.choose(choice);
  }
  stage.set_widened(stop.widened);
  const auto palette = palette_named(stop.palette);
  if (palette && *palette != stage.palette()) stage.set_palette(*palette);
  if (stop.comparison) {
    const auto run = run_of(stop.comparison->run_hash, stop.comparison->folder, session);
    const auto how = compare_as(stop.comparison->how);
    if (run && how) {
      stage.set_swipe(stop.comparison->at);
      stage.compare({.run = *run, .how = *how});
    } else {
      left_out.push_back(not_open(stop.comparison->folder, stop.comparison->how));
    }
  }
  for (const LayerSwitch& layer : layer_switches()) {
    const bool hidden = std::ranges::find(stop.hidden, layer.name) != stop.hidden.end();
    const bool added = std::ranges::find(stop.added, layer.name) != stop.added.end();
    const bool shown = (layer.usual && !hidden) || added;
    if (shown != shows_layer(stage.scene(), overlay, layer)) {
      show_layer(stage.scene(), overlay, layer, shown);
    }
  }
  if (stop.height_scale != stage.scene().height_scale()) {
    stage.scene().set_height_scale(stop.height_scale);
  }
  overlay.caption = stop.caption;
  overlay.left_out = left_out;
  return left_out;
}

std::vector<TimeMark> stop_marks(const Tour& tour, const Stage& stage) {
  const Session& session = stage.session();
  const std::vector<double> shown_s = stage.wall_times_s();
  std::vector<TimeMark> marks;
  for (std::size_t i = 0; i < tour.stops.size(); ++i) {
    const TourStop& stop = tour.stops[i];
    std::vector<Choice> choices;
    for (const TourField& field : stop.fields) {
      if (const auto choice = choice_of(field, session)) choices.push_back(*choice);
    }
    const auto leads = session.leading(choices);
    if (!leads) continue;
    const Run& run = *session.runs()[leads->run];
    const auto since_s = instant_s(stop.time, run.start_s(), run.has_clock());
    if (!since_s) continue;  // none named, or the peak, which has a mark of its own
    const double wall_s = stage.start_s(leads->run) + *since_s;
    if (!instant_at(shown_s, wall_s)) continue;
    Text what = tr("stop ", "điểm dừng ") + std::to_string(i + 1);
    if (!stop.caption.empty()) what += ": " + stop.caption;
    marks.push_back({.wall_s = wall_s, .kind = MarkKind::stop, .what = std::move(what), .stop = i});
  }
  return marks;
}

double wall_time_s_of(const TourStop& stop, const Stage& stage) {
  const auto leads = stage.leading();
  if (stop.time.empty() || !leads || stage.wall_times_s().empty()) return stage.wall_time_s();
  const Session& session = stage.session();
  if (stop.time == "peak") return session.wall_peak_s(*leads);
  const Run& run = *session.runs()[leads->run];
  const auto since_s = instant_s(stop.time, run.start_s(), run.has_clock());
  return since_s ? run.start_s() + *since_s : stage.wall_time_s();
}

}  // namespace twin
