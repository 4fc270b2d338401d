#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/results/field.h"

namespace twin {

/// A benefit measured by asking another scenario of the ward before and after.
struct BenefitSpec {
  std::string_view field;     ///< of the results: "first_water_gain"
  std::string_view scenario;  ///< that measures it: "fire_access"
  std::string_view measure;   ///< of that scenario
  /// The measure that bounds the numerical error of `measure`; empty where it is exact.
  std::string_view error_measure = {};
  Better better = Better::less;
};

/// The benefits by re-simulation, in the order of every list of gains.
std::span<const BenefitSpec> benefit_specs();

/// How many points a benefit is worth.
struct Worth {
  double worth_one_point = 1.0;
  double weight = 1.0;

  double points(double gain) const { return weight * gain / worth_one_point; }
};

/// Reads the worth of every field named, in their order.
/// @throws InputError: misspelt or missing field, a worth that is not above 0 (file and line).
std::vector<Worth> load_worths(const std::filesystem::path& file,
                               std::span<const std::string_view> fields);

/// The measures of one ward, by benefit.
struct Measured {
  std::vector<double> value;
  std::vector<double> error;  ///< by how much the value may be off numerically; 0: exact
};

/// A difference by re-simulation. Positive is better.
struct Gain {
  double value = 0.0;
  double error = 0.0;  ///< of the difference: those of both runs added up

  /// A difference within its own numerical error says nothing.
  bool counts() const { return value > error || value < -error; }
};

std::vector<Gain> gains(const Measured& before, const Measured& after);

}  // namespace twin
