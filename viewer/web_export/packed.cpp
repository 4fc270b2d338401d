#include "viewer/web_export/packed.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <new>

namespace twin {
namespace {

constexpr int kEffort = 6;  // zlib's usual

template <typename Number>
std::string packed_planes(std::span<const Number> values) {
  std::string planes(values.size() * sizeof(Number), '\0');
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::array<char, sizeof(Number)> bytes{};
    std::memcpy(bytes.data(), &values[i], sizeof(Number));
    for (std::size_t plane = 0; plane < sizeof(Number); ++plane) {
      planes[plane * values.size() + i] = bytes[plane];
    }
  }
  return deflated(planes);
}

}  // namespace

std::string deflated(std::string_view bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string out(size, '\0');
  const int result = compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                               reinterpret_cast<const Bytef*>(bytes.data()),
                               static_cast<uLong>(bytes.size()), kEffort);
  if (result != Z_OK) throw std::bad_alloc();  // the only way in which it fails with such a buffer
  out.resize(size);
  return out;
}

std::uint16_t CodeScale::code_of(double value) const {
  const double code = std::round((value - offset) / step) + kFirst;
  return static_cast<std::uint16_t>(
      std::clamp(code, static_cast<double>(kFirst), static_cast<double>(kLast)));
}

CodeScale scale_over(double least, double most, double wanted_step) {
  const double steps = CodeScale::kLast - CodeScale::kFirst;
  return {.offset = least, .step = std::max(wanted_step, (most - least) / steps)};
}

std::string packed_codes(std::span<const std::uint16_t> codes, int cols) {
  const std::size_t count = codes.size();
  const auto across = static_cast<std::size_t>(cols);
  std::string planes(2 * count, '\0');
  for (std::size_t i = 0; i < count; ++i) {
    const bool first_of_row = i % across == 0;
    const std::uint16_t before =
        first_of_row ? (i >= across ? codes[i - across] : std::uint16_t{0}) : codes[i - 1];
    const auto change = static_cast<std::int16_t>(static_cast<std::uint16_t>(codes[i] - before));
    const auto zigzag = static_cast<std::uint16_t>((change * 2) ^ (change < 0 ? -1 : 0));
    planes[i] = static_cast<char>(zigzag & 255U);
    planes[count + i] = static_cast<char>(zigzag >> 8U);
  }
  return deflated(planes);
}

std::string packed_bytes(std::span<const std::uint8_t> values, int cols, int channels) {
  const auto step = static_cast<std::size_t>(channels);
  const auto across = static_cast<std::size_t>(cols);
  const std::size_t count = values.size() / step;
  std::string planes;
  planes.reserve(values.size());
  for (std::size_t channel = 0; channel < step; ++channel) {
    const auto value = [&](std::size_t place) { return values[place * step + channel]; };
    for (std::size_t i = 0; i < count; ++i) {
      const bool first_of_row = i % across == 0;
      const std::uint8_t before =
          first_of_row ? (i >= across ? value(i - across) : std::uint8_t{0}) : value(i - 1);
      planes.push_back(static_cast<char>(static_cast<std::uint8_t>(value(i) - before)));
    }
  }
  return deflated(planes);
}

std::string packed_numbers(std::span<const float> values) { return packed_planes(values); }
std::string packed_numbers(std::span<const double> values) { return packed_planes(values); }

std::vector<std::uint16_t> codes_of(const Grid<float>& values, const CodeScale& scale) {
  const auto count = static_cast<std::size_t>(values.values().size());
  std::vector<std::uint16_t> codes(count);
  for (std::size_t i = 0; i < count; ++i) {
    const float value = values.values().data()[i];
    if (std::isfinite(value)) {
      codes[i] = scale.code_of(value);
    } else {
      codes[i] = std::isnan(value) ? CodeScale::kNotComputed : CodeScale::kNothing;
    }
  }
  return codes;
}

}  // namespace twin
