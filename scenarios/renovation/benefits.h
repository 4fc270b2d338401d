#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/ward/ward.h"
#include "scenarios/scenario.h"

namespace twin {

/// A benefit measured by asking another scenario of the ward before and after.
struct BenefitSpec {
  std::string_view field;     ///< of the results: "first_water_gain"
  std::string_view scenario;  ///< that measures it: "fire_access"
  std::string_view measure;   ///< of that scenario
  /// The measure that bounds the numerical error of `measure`; empty where it is exact.
  std::string_view error_measure = {};
  Better better = Better::less;
  bool of_vehicles_only = false;  ///< changes only where vehicles find another way in
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

/// A scenario to be asked, with all it needs but the ward.
struct Question {
  const Scenario* scenario = nullptr;
  Settings settings;
  Needs needs;
  std::string start;
};

/// What the questions answered for one ward, by benefit.
struct Measured {
  std::vector<double> value;
  std::vector<double> error;
};

/// Asks every question of a ward, in one thread. Where `of_vehicles` is false the questions whose
/// benefits need other ways for vehicles are not asked, and `base` answers for them.
Measured measured(const Ward& ward, std::span<const Question> questions, bool of_vehicles,
                  const Measured* base, const Progress& progress);

/// A difference by re-simulation. Positive is better.
struct Gain {
  double value = 0.0;
  double error = 0.0;  ///< of the difference: those of both runs added up

  /// A difference within its own numerical error says nothing.
  bool counts() const { return value > error || value < -error; }
};

std::vector<Gain> gains(const Measured& before, const Measured& after);

}  // namespace twin
