#include "viewer/app/showing.h"

#include <algorithm>
#include <map>

#include "engine/base/nearest.h"
#include "viewer/look/layer_list.h"

namespace twin {
namespace {

UsageError unknown(const char* option, const std::string& given,
                   const std::vector<std::string>& valid) {
  return UsageError({.where = option,
                     .found = "'" + given + "'",
                     .expected = expected_name(given, valid),
                     .outcome = tr("no picture was drawn", "chưa vẽ ảnh nào")});
}

/// Of the runs that were opened the first is shown, the last is compared with it.
void compare_last_run(Stage& stage, const ShotOrder& order) {
  const auto how = compare_as(order.comparison);
  if (!how) throw unknown("--compare", order.comparison, {"swipe", "beside", "change"});
  const std::size_t runs = stage.session().runs().size();
  if (runs < 2) {
    throw UsageError({.where = "--compare",
                      .found = tr("one run", "một kết quả"),
                      .expected = tr("two folders of runs, the earlier first",
                                     "hai thư mục kết quả, cái trước đứng trước"),
                      .outcome = tr("no picture was drawn", "chưa vẽ ảnh nào")});
  }
  stage.set_swipe(order.swipe_at);
  stage.compare({.run = runs - 1, .how = *how});
}

/// Draws the feature of that id brighter, with what runs tell of it.
void ask_about(const std::string& id, Stage& stage) {
  const Session& session = stage.session();
  for (const auto& [name, table] : session.ward().layers) {
    if (const auto row = session.rows_of(table).with_id(id)) {
      stage.select(inspected(session, table, *row, stage.asked_runs(0)));
      return;
    }
  }
  throw UsageError(
      {.where = "--ask",
       .found = "'" + id + "'",
       .expected = tr("the id of a feature of the ward", "mã của đối tượng trong phường"),
       .outcome = tr("no picture was drawn", "chưa vẽ ảnh nào")});
}

/// What a check box of that name moves in the scene; nothing: only names and symbols.
std::optional<Part> part_of(std::string_view layer) {
  static const std::map<std::string_view, Part> parts = {
      {"ground", Part::ground},     {"buildings", Part::buildings}, {"streets", Part::streets},
      {"greens", Part::greens},     {"river", Part::river},         {"drains", Part::drains},
      {"boundary", Part::boundary}, {"results", Part::results},     {"water", Part::water}};
  const auto it = parts.find(layer);
  return it == parts.end() ? std::nullopt : std::optional{it->second};
}

}  // namespace

const std::vector<LayerSwitch>& layer_switches() {
  static const std::vector<LayerSwitch> switches = [] {
    std::vector<LayerSwitch> all;
    for (const DrawnLayer& layer : drawn_layers()) {
      all.push_back({std::string(layer.name), layer.title, part_of(layer.name), layer.usual});
    }
    return all;
  }();
  return switches;
}

void show_layer(Scene& scene, Overlay& overlay, const LayerSwitch& layer, bool shown) {
  if (layer.part) scene.show(*layer.part, shown);
  // Names follow what they name.
  const std::string name = layer.name == "names" ? "" : layer.name;
  if (name.empty()) {
    overlay.show_labels = shown;
  } else if (shown) {
    overlay.hidden_layers.erase(name);
  } else {
    overlay.hidden_layers.insert(name);
  }
}

bool shows_layer(const Scene& scene, const Overlay& overlay, const LayerSwitch& layer) {
  if (layer.name == "names") return overlay.show_labels;
  return layer.part ? scene.shows(*layer.part) : !overlay.hidden_layers.contains(layer.name);
}

const LayerSwitch& layer_switch(const std::string& name, const char* option) {
  const auto it = std::ranges::find(layer_switches(), name, &LayerSwitch::name);
  if (it != layer_switches().end()) return *it;
  std::vector<std::string> names;
  for (const LayerSwitch& layer : layer_switches()) names.push_back(layer.name);
  throw unknown(option, name, names);
}

void show_fields(Stage& stage, const std::vector<std::string>& names) {
  const Session& session = stage.session();
  std::vector<Choice> choices;
  for (const std::string& name : names) {
    const auto choice = session.choice_named(name);
    if (!choice) {
      std::vector<std::string> valid;
      for (const Choice& one : session.choices()) valid.push_back(one.field->name);
      throw unknown("--field", name, valid);
    }
    choices.push_back(*choice);
  }
  if (names.empty()) choices = session.first_choices();
  for (const Choice& choice : choices) {
    // Of runs that would colour the same things the first is shown, the others may be compared.
    if (names.empty() && stage.chosen(slot_of(choice.as))) continue;
    if (stage.wall_times_s().empty()) {
      stage.set_wall_time_s(session.runs()[choice.run]->start_s());
    }
    stage.choose(choice);
  }
}

void show_time(Stage& stage, const std::string& time) {
  const Session& session = stage.session();
  for (const Choice& choice : stage.chosen()) {
    const Run& run = *session.runs()[choice.run];
    if (session.wall_times_s(choice).empty()) continue;
    if (time.empty() || time == "peak") {
      stage.set_wall_time_s(session.wall_peak_s(choice));
      return;
    }
    const auto wanted_s = instant_s(time, run.start_s(), run.has_clock());
    if (!wanted_s) throw unknown("--time", time, {"peak", "14:30", "+90", "5400 s"});
    stage.set_wall_time_s(run.start_s() + *wanted_s);
    return;
  }
}

std::string name_of(CompareAs how) {
  switch (how) {
    case CompareAs::swipe:
      return "swipe";
    case CompareAs::beside:
      return "beside";
    case CompareAs::change:
      break;
  }
  return "change";
}

std::optional<CompareAs> compare_as(const std::string& name) {
  for (const CompareAs how : {CompareAs::swipe, CompareAs::beside, CompareAs::change}) {
    if (name_of(how) == name) return how;
  }
  return std::nullopt;
}

void show_order(const ShotOrder& order, Stage& stage, Overlay& overlay) {
  const auto palette = palette_named(order.palette);
  if (!palette)
    throw unknown("--palette", order.palette, {"declared", "viridis", "cividis", "greys"});
  stage.set_palette(*palette);
  show_fields(stage, order.fields);
  show_time(stage, order.time);
  stage.set_widened(order.widened);
  if (!order.comparison.empty()) compare_last_run(stage, order);
  if (!order.ask.empty()) ask_about(order.ask, stage);
  stage.scene().set_samples(order.samples);
  stage.scene().set_light(order.light);
  if (order.height_scale != 1.0) stage.scene().set_height_scale(order.height_scale);
  for (const std::string& name : order.hidden) {
    show_layer(stage.scene(), overlay, layer_switch(name, "--hide"), false);
  }
  for (const std::string& name : order.added) {
    show_layer(stage.scene(), overlay, layer_switch(name, "--show"), true);
  }
  update_overlay(overlay, stage);
}

UsageError no_such_view(const std::string& name) {
  const bool dry = name.starts_with("flooded");
  if (!dry) {
    return unknown("--bookmark", name,
                   {"overview", "top", "street", "flooded_lane", "flooded", "eye:X,Y"});
  }
  return UsageError(
      {.where = "--bookmark",
       .found = "'" + name + "'",
       .expected = tr("water in a lane at the time shown (a flood run and its time)",
                      "có nước trong ngõ vào lúc đang xem (kết quả ngập và thời điểm)"),
       .outcome = tr("no picture was drawn", "chưa vẽ ảnh nào")});
}

}  // namespace twin
