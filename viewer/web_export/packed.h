#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/space/grid.h"

namespace twin {

// What a site's data files hold. The page unpacks them in viewer/web/src/unpack.js; docs/web.md
// tells the formats to strangers. Equal values make equal bytes.

/// In the zlib format (RFC 1950), as browsers inflate it themselves.
std::string deflated(std::string_view bytes);

/// How 16-bit codes stand for values: 0 not computed, 1 nothing to show, and from 2 on
/// `offset + (code − 2) × step`.
struct CodeScale {
  double offset = 0.0;
  double step = 1.0;

  static constexpr std::uint16_t kNotComputed = 0;
  static constexpr std::uint16_t kNothing = 1;
  static constexpr std::uint16_t kFirst = 2;
  static constexpr std::uint16_t kLast = 65535;

  /// The code nearest to a value; values beyond the codes get the last one on their side.
  std::uint16_t code_of(double value) const;
  double value_of(std::uint16_t code) const { return offset + (code - kFirst) * step; }
};

/// Codes over `least` to `most` in steps of `wanted_step`, or wider ones where the codes do not
/// reach so far.
CodeScale scale_over(double least, double most, double wanted_step);

/// Rows of `cols` codes, packed: each code as its difference from its neighbour to the west (the
/// first of a row: to the north), in zigzag order, low bytes first, then high bytes, deflated.
std::string packed_codes(std::span<const std::uint16_t> codes, int cols);

/// Bytes of `channels` interleaved pictures of `cols` columns: one picture after the other, each
/// byte as its difference from its western neighbour (the first of a row: the northern), deflated.
std::string packed_bytes(std::span<const std::uint8_t> values, int cols, int channels);

/// Little-endian numbers, first bytes of all, then second bytes…, deflated.
std::string packed_numbers(std::span<const float> values);
std::string packed_numbers(std::span<const double> values);

/// Codes of a grid; NaN is not computed, and what is endless is nothing to show.
std::vector<std::uint16_t> codes_of(const Grid<float>& values, const CodeScale& scale);

}  // namespace twin
