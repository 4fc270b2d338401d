#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/base/findings.h"
#include "engine/space/grid.h"

namespace twin {

/// Values one after another as bytes, for a checkpoint of this very program.
class Bytes {
 public:
  template <typename Value>
  void put(const Value* values, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<Value>);
    text.append(reinterpret_cast<const char*>(values), count * sizeof(Value));
  }
  template <typename Value>
  void put(const std::vector<Value>& values) {
    const std::uint64_t count = values.size();
    put(&count, 1);
    put(values.data(), values.size());
  }
  void put(const Grid<float>& grid) {
    put(grid.values().data(), static_cast<std::size_t>(grid.values().size()));
  }
  /// A part that knows its length.
  void put(std::string_view part) {
    const std::uint64_t size = part.size();
    put(&size, 1);
    text += part;
  }

  std::string text;
};

/// Takes them back in the same order. @throws InputError where they are of another run or cut off.
class BytesBack {
 public:
  explicit BytesBack(std::string_view bytes) : rest_(bytes) {}

  template <typename Value>
  void take(Value* values, std::size_t count) {
    if (rest_.size() / sizeof(Value) < count) refuse();
    std::memcpy(values, rest_.data(), count * sizeof(Value));
    rest_.remove_prefix(count * sizeof(Value));
  }
  template <typename Value>
  void take(std::vector<Value>& values) {
    std::uint64_t count = 0;
    take(&count, 1);
    if (rest_.size() / sizeof(Value) < count) refuse();
    values.resize(count);
    take(values.data(), values.size());
  }
  void take(Grid<float>& grid) {
    take(grid.values().data(), static_cast<std::size_t>(grid.values().size()));
  }
  std::string_view take_part() {
    std::uint64_t size = 0;
    take(&size, 1);
    if (rest_.size() < size) refuse();
    const std::string_view part = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return part;
  }
  void end() const {
    if (!rest_.empty()) refuse();
  }

 private:
  [[noreturn]] static void refuse() {
    throw InputError(
        {.where = tr("saved state of the flood run", "trạng thái đã lưu của lần chạy"),
         .found = tr("a state of another ward, or cut off",
                     "trạng thái của phường khác hoặc bị cắt cụt"),
         .expected = tr("the state of this run", "trạng thái của chính lần chạy này"),
         .outcome = tr("run again without --resume", "hãy chạy lại không có --resume")});
  }

  std::string_view rest_;
};

}  // namespace twin
