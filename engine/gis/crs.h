#pragma once

#include <memory>
#include <span>
#include <string>

#include "engine/space/point.h"

namespace twin {

/// The ward's reference system: VN-2000 / TM-3 zone 105°00', axes east then north.
inline constexpr const char* kWardCrs = "EPSG:5897";

/// "EPSG:5897" where the system has a code, else its WKT; empty for none. (`spatial_reference` is
/// an OGRSpatialReferenceH.)
std::string name_of_crs(void* spatial_reference);
/// WKT of "EPSG:5897", of a PROJ string or of WKT. @throws InputError where it is none of these.
std::string wkt_of_crs(const std::string& crs);

/// The name of a system given as a code, a PROJ string or WKT: "EPSG:5897" where it has a code,
/// else its WKT. @throws InputError as above.
std::string known_crs(const std::string& text);

/// Whether its coordinates are degrees. @throws InputError as above.
bool is_geographic(const std::string& crs);

/// The code of VN-2000's TM-3 zone with this central meridian, degrees; empty for none.
std::string vn2000_zone(double central_meridian);

/// Changes coordinates from one reference system to another; x is east or longitude, y north or
/// latitude, whatever order the system's authority gives. Between VN-2000 and WGS 84 it uses
/// EPSG:6960.
class CoordinateChange {
 public:
  /// @throws InputError: no such system, or no way between the two.
  CoordinateChange(const std::string& from, const std::string& to);
  ~CoordinateChange();
  CoordinateChange(CoordinateChange&&) noexcept;
  CoordinateChange& operator=(CoordinateChange&&) noexcept;

  /// Places that the systems cannot carry over become NaN.
  void apply(std::span<Point> points) const;

 private:
  struct Transform;
  std::unique_ptr<Transform> transform_;
};

}  // namespace twin
