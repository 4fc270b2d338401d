#include "tools/wardtwin/public_columns.h"

#include <algorithm>

#include "layers/ward/load_ward.h"

namespace twin {

bool is_public_column(std::string_view layer, std::string_view column) {
  if (layer == "buildings") {
    if (column == "residents") return false;  // of one house, they are a household
    if (column == "address") return true;     // joined from the layer of addresses
  }
  return std::ranges::any_of(layer_specs(), [&](const LayerSpec* spec) {
    return spec->name == layer &&
           std::ranges::find(spec->columns, column, &ColumnSpec::name) != spec->columns.end();
  });
}

}  // namespace twin
