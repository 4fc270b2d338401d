#include "engine/gis/provenance.h"

#include <algorithm>

namespace twin {

std::string_view word_of(Source source) {
  switch (source) {
    case Source::surveyed:
      return "surveyed";
    case Source::open_data:
      return "open data";
    case Source::assumed:
      break;
  }
  return "assumed";
}

Source source_of(std::string_view word) {
  if (word == "surveyed") return Source::surveyed;
  if (word == "open data") return Source::open_data;
  return Source::assumed;
}

bool Provenance::is_assumed(std::string_view column) const {
  return source == Source::assumed || std::ranges::find(assumed, column) != assumed.end();
}

}  // namespace twin
