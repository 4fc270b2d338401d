#include "engine/results/field.h"

namespace twin {

std::string_view word_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::measure:
      return "measure";
    case FieldKind::column:
      return "column";
    case FieldKind::text:
      return "text";
    case FieldKind::grid:
      return "grid";
    case FieldKind::frames:
      return "frames";
    case FieldKind::series:
      break;
  }
  return "series";
}

std::optional<FieldKind> field_kind_of(std::string_view word) {
  for (const FieldKind kind : {FieldKind::measure, FieldKind::column, FieldKind::text,
                               FieldKind::grid, FieldKind::frames, FieldKind::series}) {
    if (word_of(kind) == word) return kind;
  }
  return std::nullopt;
}

std::string_view word_of(Better better) {
  switch (better) {
    case Better::less:
      return "less";
    case Better::more:
      return "more";
    case Better::neither:
      break;
  }
  return "neither";
}

std::optional<Better> better_of(std::string_view word) {
  for (const Better better : {Better::neither, Better::less, Better::more}) {
    if (word_of(better) == word) return better;
  }
  return std::nullopt;
}

}  // namespace twin
