#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace twin {

/// Random numbers that are the same on every machine and with every library (SplitMix64: Steele,
/// Lea and Flood 2014, "Fast splittable pseudorandom number generators"). Each step of making up a
/// ward draws from a stream of its own, so that a change in one step leaves the others as they
/// were.
class Random {
 public:
  Random(std::int64_t seed, std::string_view stream)
      : state_(mixed(static_cast<std::uint64_t>(seed) ^ hash(stream))) {}
  /// The stream of one thing among many: lot 17 draws the same whatever lot 16 drew.
  Random(std::int64_t seed, std::string_view stream, std::uint64_t number)
      : state_(mixed(mixed(static_cast<std::uint64_t>(seed) ^ hash(stream)) + number)) {}

  std::uint64_t next() {
    state_ += kGamma;
    return mixed(state_);
  }
  /// Evenly from 0 to below 1.
  double share() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  double between(double least, double most) { return least + (most - least) * share(); }
  bool chance(double probability) { return share() < probability; }
  /// Evenly from 0 to `count` − 1; count above 0.
  std::size_t index(std::size_t count) {
    return static_cast<std::size_t>(share() * static_cast<double>(count));
  }

 private:
  static constexpr std::uint64_t kGamma = 0x9E3779B97F4A7C15ULL;

  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  /// FNV-1a.
  static std::uint64_t hash(std::string_view text) {
    std::uint64_t h = 0xCBF29CE484222325ULL;
    for (const char c : text) {
      h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    return h;
  }

  std::uint64_t state_;
};

}  // namespace twin
