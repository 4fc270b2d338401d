#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace twin {

/// Allocates arrays that begin at a line of the cache, large ones on large pages where the system
/// has some: a sweep over many fields at once otherwise waits for the addresses of their pages.
template <typename Value>
class LargePages {
 public:
  using value_type = Value;
  LargePages() = default;
  template <typename Other>
  LargePages(const LargePages<Other>&) {}  // NOLINT(*-explicit-*): allocators convert

  Value* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(Value);
    const std::size_t unit = bytes < kPage ? kLine : kPage;
    const std::size_t whole = (bytes + unit - 1) / unit * unit;
    void* memory = std::aligned_alloc(unit, whole);
    if (memory == nullptr) throw std::bad_alloc();
    if (unit == kPage) madvise(memory, whole, MADV_HUGEPAGE);  // small pages do too
    return static_cast<Value*>(memory);
  }
  void deallocate(Value* memory, std::size_t /*count*/) { std::free(memory); }
  bool operator==(const LargePages&) const { return true; }

 private:
  static constexpr std::size_t kLine = 64;
  static constexpr std::size_t kPage = std::size_t{2} << 20U;
};

}  // namespace twin
