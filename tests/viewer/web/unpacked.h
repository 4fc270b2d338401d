#pragma once

#include <zlib.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace twin {

// Readers of a site's data files, written from their description in docs/web.md alone.

inline std::string inflated(const std::string& bytes) {
  std::string out(1 << 16, '\0');
  while (true) {
    uLongf size = out.size();
    const int result = uncompress(reinterpret_cast<Bytef*>(out.data()), &size,
                                  reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
    if (result == Z_OK) return out.substr(0, size);
    if (result != Z_BUF_ERROR) throw std::runtime_error("no zlib data");
    out.resize(2 * out.size());
  }
}

inline std::vector<int> unpacked_codes(const std::string& bytes, std::size_t cols) {
  const std::string planes = inflated(bytes);
  const std::size_t count = planes.size() / 2;
  std::vector<int> codes(count);
  for (std::size_t i = 0; i < count; ++i) {
    const int zigzag =
        static_cast<unsigned char>(planes[i]) + 256 * static_cast<unsigned char>(planes[count + i]);
    const int change = zigzag % 2 == 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    const int before = i % cols != 0 ? codes[i - 1] : (i >= cols ? codes[i - cols] : 0);
    codes[i] = (before + change + 65536) % 65536;
  }
  return codes;
}

template <typename Number>
std::vector<Number> unpacked_numbers(const std::string& bytes) {
  const std::string planes = inflated(bytes);
  const std::size_t count = planes.size() / sizeof(Number);
  std::vector<Number> numbers(count);
  for (std::size_t i = 0; i < count; ++i) {
    char raw[sizeof(Number)];
    for (std::size_t plane = 0; plane < sizeof(Number); ++plane) {
      raw[plane] = planes[plane * count + i];
    }
    std::memcpy(&numbers[i], raw, sizeof(Number));
  }
  return numbers;
}

}  // namespace twin
