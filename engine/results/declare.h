#pragma once

#include <string_view>

#include "engine/results/field.h"

/// Declarations of result fields, short enough to be read as a list:
///
///     using namespace declare;
///     measure("people_affected", "person", "residents of flooded houses", "số người …", kLess),
///     column("buildings", "hose_m", "m", "hose path to the door", "đường kéo vòi …", {.ramp =
///     &kHose}),
///
/// Numbers are shown to people without decimals unless it is said otherwise. All texts must outlive
/// the field: they are kept as views.
namespace twin::declare {

/// How a field is shown to people.
struct Shown {
  const Ramp* ramp = nullptr;
  int decimals = 0;
  bool picture = false;  ///< on the run's map; the first such field is the main one
  Better better = Better::neither;
  bool instant = false;  ///< seconds after the start, told to people as a time of the clock too
  std::string_view never_where = {};  ///< @see ResultField::never_where
};

ResultField measure(std::string_view name, std::string_view unit, std::string_view en,
                    std::string_view vi, Better better = Better::neither, int decimals = 0);
ResultField column(std::string_view table, std::string_view name, std::string_view unit,
                   std::string_view en, std::string_view vi, const Shown& shown = {});
/// A text for each row.
ResultField words(std::string_view table, std::string_view name, std::string_view en,
                  std::string_view vi);
ResultField grid(std::string_view name, std::string_view unit, std::string_view en,
                 std::string_view vi, const Shown& shown = {});
/// A grid through time.
ResultField frames(std::string_view name, std::string_view unit, std::string_view en,
                   std::string_view vi, const Shown& shown = {});
/// A number for each row through time.
ResultField series(std::string_view table, std::string_view name, std::string_view unit,
                   std::string_view en, std::string_view vi, const Shown& shown = {});

}  // namespace twin::declare
