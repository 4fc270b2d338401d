#include "engine/gis/osm_file.h"

#include <ogr_api.h>

#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>

#include "engine/gis/compose.h"
#include "engine/gis/crs.h"
#include "engine/gis/gdal_session.h"
#include "engine/gis/ogr_rows.h"

namespace twin {
namespace {

struct DestroyFeature {
  void operator()(OGRFeatureH feature) const { OGR_F_Destroy(feature); }
};
using OgrFeature = std::unique_ptr<void, DestroyFeature>;

/// The next quoted text of GDAL's column `other_tags`, in which \" and \\ stand for " and \.
std::string next_quoted(std::string_view text, std::size_t& at) {
  std::string out;
  at = std::min(text.find('"', at), text.size());
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    out += text[at];
  }
  ++at;
  return out;
}

/// Adds the pairs of `"key"=>"value","key"=>"value"`.
void add_other_tags(std::string_view text, OsmTags& tags) {
  for (std::size_t at = 0; at < text.size();) {
    std::string key = next_quoted(text, at);
    std::string value = next_quoted(text, at);
    if (!key.empty()) tags.emplace(std::move(key), composed(value));
  }
}

OsmTags tags_of(OGRFeatureH feature) {
  OsmTags tags;
  for (int i = 0; i < OGR_F_GetFieldCount(feature); ++i) {
    if (OGR_F_IsFieldSetAndNotNull(feature, i) == 0) continue;
    const std::string name = OGR_Fld_GetNameRef(OGR_F_GetFieldDefnRef(feature, i));
    const char* text = OGR_F_GetFieldAsString(feature, i);
    if (name == "other_tags") {
      add_other_tags(text, tags);
    } else if (name != "osm_id" && name != "z_order") {
      tags.emplace(name, composed(text));
    }
  }
  return tags;
}

std::int64_t osm_id_of(OGRFeatureH feature) {
  const int field = OGR_F_GetFieldIndex(feature, "osm_id");
  return field < 0 ? 0 : std::strtoll(OGR_F_GetFieldAsString(feature, field), nullptr, 10);
}

void add_feature(OGRFeatureH feature, std::string_view layer, OsmExtract& extract) {
  OsmTags tags = tags_of(feature);
  if (!tags.contains("highway")) return;
  std::vector<Geometry> parts = parts_of(OGR_F_GetGeometryRef(feature));
  if (parts.size() != 1) return;
  if (layer == "lines" && std::holds_alternative<Polyline>(parts[0])) {
    extract.ways.push_back(
        {osm_id_of(feature), std::get<Polyline>(std::move(parts[0])), std::move(tags)});
  } else if (layer == "points" && std::holds_alternative<Point>(parts[0])) {
    extract.nodes.push_back({osm_id_of(feature), std::get<Point>(parts[0]), std::move(tags)});
  }
}

void bring_home(OsmExtract& extract) {
  const CoordinateChange change("EPSG:4326", kWardCrs);
  for (OsmWay& way : extract.ways) change.apply(way.line);
  for (OsmNode& node : extract.nodes) change.apply({&node.place, 1});
}

}  // namespace

OsmExtract read_osm(const std::filesystem::path& file) {
  const Dataset dataset = open_for_reading(file, DataKind::vector);
  if (GDALDatasetGetLayerByName(dataset.get(), "lines") == nullptr) {
    throw unusable(
        file,
        tr("a file without OpenStreetMap's lines", "tệp không có lớp đường của OpenStreetMap"),
        tr("an extract such as ward.osm.pbf", "một tệp trích như phuong.osm.pbf"));
  }
  const GdalComplaints complaints;
  OsmExtract extract;
  OGRLayerH layer = nullptr;
  while (const OgrFeature feature{
      GDALDatasetGetNextFeature(dataset.get(), &layer, nullptr, nullptr, nullptr)}) {
    add_feature(feature.get(), OGR_L_GetName(layer), extract);
  }
  if (complaints.failed()) throw broken_off(file, complaints.first());
  bring_home(extract);
  return extract;
}

}  // namespace twin
