#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/results/manifest.h"

namespace twin {

/// One class of a legend: values from `from` up to, not including, `to`.
struct LegendClass {
  double from = 0.0;
  double to = 0.0;
  std::string colour;  ///< "#2b83ba"
  Text bounds;         ///< "0,15–0,30", "≥ 0,60"; empty where the words alone tell the class
  Text meaning;        ///< "xe máy chết máy"; empty where the ramp has no words

  Text label() const {
    if (meaning.empty()) return bounds;
    return bounds.empty() ? meaning : bounds + Text(": ") + meaning;
  }
};

/// How a field is coloured, everywhere: maps, QGIS, viewer, pages. The classes of its ramp, or six
/// even ones over its range; none where it has no values. Values below the first class have no
/// colour: they are what the field does not speak of, such as dry ground. A class in white
/// ("#ffffff") stands in the legend and is not painted.
std::vector<LegendClass> legend_of(const ManifestField& field);

/// A field of two runs that are looked at beside each other: one legend tells both, of the ramp
/// that either declares, or else over the range of both.
ManifestField joint_field(const ManifestField& first, const ManifestField& second);

/// The class that holds a value; nullptr for NaN and for values below the first class.
const LegendClass* class_of(std::span<const LegendClass> legend, double value);

/// Red, green and blue of "#2b83ba", each 0 to 1; grey for what is no colour.
struct Colour {
  double red = 0.6;
  double green = 0.6;
  double blue = 0.6;
};
Colour colour_of(const std::string& hex);

/// A value as people read it, rounded to the field's decimals: "0,34", "1.234"; of fields with six
/// decimals and more small ones as "3,1·10⁻⁹".
Text shown_value(double value, const ManifestField& field);
/// The same with its unit: "0,34 m", "1.234 người".
Text shown_with_unit(double value, const ManifestField& field);
/// A difference with its sign: "+0,12", "−0,12"; "0" where it rounds to that, "–" where there is
/// none.
Text shown_change(double change, int decimals);
Text shown_change_with_unit(double change, const ManifestField& field);
/// A unit for people: "" for "1", "m³/s" for "m3/s", "người" for "persons".
Text unit_for_people(const std::string& unit);

}  // namespace twin
