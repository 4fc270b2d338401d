#pragma once

#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace twin {

inline std::uint32_t u32(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

/// A glTF binary taken apart by the words of its specification.
struct ReadGlb {
  explicit ReadGlb(const std::string& bytes)
      : json(nlohmann::json::parse(bytes.substr(20, u32(bytes, 12)))) {
    const std::size_t second = 20 + u32(bytes, 12);
    if (second < bytes.size()) binary = bytes.substr(second + 8, u32(bytes, second));
  }

  /// All numbers of an accessor, `width` an element.
  template <typename Number>
  std::vector<Number> numbers(const nlohmann::json& accessor_number, std::size_t width) const {
    const auto& accessor = json["accessors"][accessor_number.get<std::size_t>()];
    const auto& view = json["bufferViews"][accessor["bufferView"].get<std::size_t>()];
    const std::size_t stride = view.value("byteStride", width * sizeof(Number));
    std::vector<Number> out(width * accessor["count"].get<std::size_t>());
    for (std::size_t i = 0; i < out.size(); ++i) {
      const std::size_t at = view["byteOffset"].get<std::size_t>() + (i / width) * stride +
                             (i % width) * sizeof(Number);
      std::memcpy(&out[i], binary.data() + at, sizeof(Number));
    }
    return out;
  }

  nlohmann::json json;
  std::string binary;
};

}  // namespace twin
