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

}  // namespace twin
