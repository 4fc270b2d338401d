#include "engine/gis/crs.h"

#include <cpl_conv.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <limits>
#include <vector>

#include "engine/gis/gdal_session.h"

namespace twin {
namespace {

struct DestroySrs {
  void operator()(OGRSpatialReferenceH srs) const { OSRDestroySpatialReference(srs); }
};
using Srs = std::unique_ptr<void, DestroySrs>;

/// A system's text may come from a hostile file: it may name no file and no address to read.
bool set_by_text_alone(OGRSpatialReferenceH srs, const std::string& crs) {
  return OGRSpatialReference::FromHandle(srs)->SetFromUserInput(
             crs.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) ==
         OGRERR_NONE;
}

Srs srs_of(const std::string& crs) {
  const GdalComplaints complaints;
  Srs srs(OSRNewSpatialReference(nullptr));
  if (!set_by_text_alone(srs.get(), crs)) {
    throw InputError(
        {.where = tr("reference system '", "hệ tọa độ '") + crs + "'",
         .found = tr("a system nobody knows", "hệ không có trong danh mục"),
         .expected = tr("a code such as EPSG:5897", "một mã như EPSG:5897"),
         .outcome = tr("coordinates cannot be converted", "không chuyển đổi được tọa độ")});
  }
  OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
  return srs;
}

}  // namespace

std::string name_of_crs(void* spatial_reference) {
  if (spatial_reference == nullptr) return {};
  const char* authority = OSRGetAuthorityName(spatial_reference, nullptr);
  const char* code = OSRGetAuthorityCode(spatial_reference, nullptr);
  if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
  char* text = nullptr;
  OSRExportToWkt(spatial_reference, &text);
  std::string wkt = text != nullptr ? text : "";
  CPLFree(text);
  return wkt;
}

std::string wkt_of_crs(const std::string& crs) {
  const Srs srs = srs_of(crs);
  char* text = nullptr;
  OSRExportToWkt(srs.get(), &text);
  std::string wkt = text != nullptr ? text : "";
  CPLFree(text);
  return wkt;
}

std::string known_crs(const std::string& text) { return name_of_crs(srs_of(text).get()); }

bool is_geographic(const std::string& crs) { return OSRIsGeographic(srs_of(crs).get()) != 0; }

std::string vn2000_zone(double central_meridian) {
  struct Zone {
    double meridian;
    int code;
  };
  constexpr Zone kZones[] = {{102.0, 5896},  {103.0, 9205},  {104.0, 9206},  {104.5, 9207},
                             {104.75, 9208}, {105.0, 5897},  {105.5, 9209},  {105.75, 9210},
                             {106.0, 9211},  {106.25, 9212}, {106.5, 9213},  {107.0, 9214},
                             {107.25, 9215}, {107.5, 9216},  {107.75, 5899}, {108.0, 5898},
                             {108.25, 9217}, {108.5, 9218}};
  for (const Zone& zone : kZones) {
    if (std::abs(zone.meridian - central_meridian) < 1e-6)
      return "EPSG:" + std::to_string(zone.code);
  }
  return {};
}

struct CoordinateChange::Transform {
  explicit Transform(OGRCoordinateTransformationH made) : handle(made) {}
  ~Transform() { OCTDestroyCoordinateTransformation(handle); }
  Transform(const Transform&) = delete;
  Transform& operator=(const Transform&) = delete;

  OGRCoordinateTransformationH handle;
};

CoordinateChange::CoordinateChange(const std::string& from, const std::string& to) {
  const Srs source = srs_of(from);
  const Srs target = srs_of(to);
  const GdalComplaints complaints;
  OGRCoordinateTransformationH handle = OCTNewCoordinateTransformation(source.get(), target.get());
  if (handle == nullptr) {
    throw InputError(
        {.where = from + tr(" to ", " sang ") + to,
         .found = tr("no way to convert", "không có cách chuyển đổi"),
         .expected = tr("two systems on the Earth", "hai hệ tọa độ trên Trái Đất"),
         .outcome = tr("coordinates cannot be converted", "không chuyển đổi được tọa độ")});
  }
  transform_ = std::make_unique<Transform>(handle);
}

CoordinateChange::~CoordinateChange() = default;
CoordinateChange::CoordinateChange(CoordinateChange&&) noexcept = default;
CoordinateChange& CoordinateChange::operator=(CoordinateChange&&) noexcept = default;

void CoordinateChange::apply(std::span<Point> points) const {
  const GdalComplaints complaints;
  const std::size_t count = points.size();
  std::vector<double> x(count);
  std::vector<double> y(count);
  std::vector<int> carried(count);
  for (std::size_t i = 0; i < count; ++i) {
    x[i] = points[i].x_m;
    y[i] = points[i].y_m;
  }
  OCTTransformEx(transform_->handle, static_cast<int>(count), x.data(), y.data(), nullptr,
                 carried.data());
  for (std::size_t i = 0; i < count; ++i) {
    const double nowhere = std::numeric_limits<double>::quiet_NaN();
    points[i] = carried[i] != 0 ? Point{x[i], y[i]} : Point{nowhere, nowhere};
  }
}

}  // namespace twin
