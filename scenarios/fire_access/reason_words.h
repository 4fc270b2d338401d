#pragma once

#include <optional>
#include <string>

#include "engine/base/text.h"
#include "scenarios/fire_access/fire_access.h"
#include "scenarios/fire_access/reasons.h"

namespace twin::fire {

/// "Chỗ hẹp 1,9 m trong Ngõ 34 Trung Kính, cách nhà 140 m (xe chữa cháy nhỏ cần 2,3 m)"; `place` is
/// what it is away from: the house, the farthest place of a lane.
Text reason_words(const FireRun& run, const Reason& reason, const Text& place);

/// The whole sentence for a house: what stands in the way, or that nothing does, and what water
/// lacks.
Text house_words(const FireRun& run, const std::optional<Reason>& reason, const HouseAnswer& answer,
                 const std::optional<Door>& door);

/// The name of a way, or its kind and id where it has none: "Ngõ 34 Trung Kính", "ngõ L12".
Text way_words(const Ward& ward, std::uint32_t way);

/// Where an engine stands: "Ngõ 34 Trung Kính, cách đầu 99 m".
Text stop_words(const Ward& ward, const Stop& stop);

/// The classes of a bit mask by name: "xe chữa cháy nhỏ, mô tô chữa cháy"; "không loại nào".
Text class_words(const FireModel& model, std::uint32_t mask);

}  // namespace twin::fire
