#pragma once

#include <string>
#include <vector>

#include "engine/base/findings.h"
#include "viewer/app/shot.h"
#include "viewer/overlay/overlay.h"
#include "viewer/scene/stage.h"

namespace twin {

/// Something of a ward that a check box shows or hides.
struct LayerSwitch {
  std::string name;  ///< for `--hide`
  Text title;
  std::optional<Part> part;  ///< of the scene; nothing: of the overlay
  bool usual = true;
};
const std::vector<LayerSwitch>& layer_switches();

void show_layer(Scene& scene, Overlay& overlay, const LayerSwitch& layer, bool shown);
bool shows_layer(const Scene& scene, const Overlay& overlay, const LayerSwitch& layer);
/// @throws UsageError for a name that no layer has; `option` is where it was given.
const LayerSwitch& layer_switch(const std::string& name, const char* option);

/// Shows the fields of that name, or what each run shows first. @throws UsageError for a field that
/// no run has.
void show_fields(Stage& stage, const std::vector<std::string>& names);
/// Goes to an instant: "14:30", "+90", "peak"; empty means the peak. @throws UsageError.
void show_time(Stage& stage, const std::string& time);

/// All of an order but its camera. @throws UsageError.
void show_order(const ShotOrder& order, Stage& stage, Overlay& overlay);

std::optional<CompareAs> compare_as(const std::string& name);
std::string name_of(CompareAs how);

UsageError no_such_view(const std::string& name);

}  // namespace twin
