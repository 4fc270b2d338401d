#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"

namespace twin {

/// One class of a legend: from `from` (in the field's unit) up to the next class.
struct RampClass {
  double from = 0.0;
  std::string_view colour;  ///< "#2b83ba"
  std::string_view en;      ///< what it means: "motorbikes stall"
  std::string_view vi;      ///< "xe máy chết máy"
};

/// How values are coloured: in classes with words where `classes` is filled, or else evenly
/// between two colours over the field's range.
struct Ramp {
  std::string_view name;  ///< "depth"
  std::vector<RampClass> classes;
  /// The words alone tell the class: the values are codes, levels or ranks, and "0–1" says nothing.
  bool in_words = false;
  std::string_view source_en = {};  ///< who set the thresholds
  std::string_view source_vi = {};
};

enum class FieldKind {
  measure,  ///< one number for the run
  column,   ///< a number for each row of a table
  text,     ///< a text for each row of a table
  grid,     ///< one grid
  frames,   ///< a grid through time
  series,   ///< a number for each row of a table through time
};

/// Which way of a measure is good, for comparing and ranking.
enum class Better { neither, less, more };

/// What a scenario writes, told well enough for a viewer that has never heard of the scenario.
struct ResultField {
  std::string_view name;  ///< "arrival_s"
  std::string_view unit;  ///< "s"; "1" where there is none
  FieldKind kind = FieldKind::measure;
  std::string_view table = {};  ///< for column, text and series: "buildings"
  std::string_view en = {};     ///< meaning: "from the call to the first engine at the door"
  std::string_view vi = {};
  const Ramp* ramp = nullptr;  ///< nullptr: drawn over its range, or not at all for texts
  Better better = Better::neither;
  int decimals = 1;      ///< for people
  bool picture = false;  ///< shown on the run's map; the first such field is the main one
  bool instant = false;  ///< seconds after the start: people are told the time of the clock too
  /// A field of the same kind and table that has a value wherever this one was computed: where that
  /// has one and this has none, what is asked never happened. Empty: no value is no value.
  std::string_view never_where = {};

  Text meaning() const { return {std::string(en), std::string(vi)}; }
};

/// "measure", "column"… as the manifest writes it.
std::string_view word_of(FieldKind kind);
/// The kind of such a word; nothing for any other.
std::optional<FieldKind> field_kind_of(std::string_view word);

/// "neither", "less" or "more".
std::string_view word_of(Better better);
/// The side of such a word; nothing for any other.
std::optional<Better> better_of(std::string_view word);

}  // namespace twin
