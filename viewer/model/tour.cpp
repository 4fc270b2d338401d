#include "viewer/model/tour.h"

#include <algorithm>
#include <array>

#include "engine/base/json_file.h"
#include "engine/base/numbers.h"
#include "engine/base/partial_folder.h"
#include "viewer/look/palette.h"

namespace twin {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 3> kHow = {"swipe", "beside", "change"};

struct PlaceInSpace {
  Point at;
  double level_m = 0.0;
};

PlaceInSpace place_of(const JsonPlace& place) {
  const std::vector<JsonPlace> numbers = place.list();
  place.need(numbers.size() == 3, tr("east, north, level in metres", "Đông, Bắc, cao độ (mét)"));
  return {.at = {numbers[0].number(), numbers[1].number()}, .level_m = numbers[2].number()};
}

TourField field_of(const JsonPlace& place) {
  return {.run_hash = text_or_none(place, "run_hash"),
          .folder = text_or_none(place, "folder"),
          .table = text_or_none(place, "table"),
          .field = place.at("field").text()};
}

TourComparison comparison_of(const JsonPlace& place) {
  TourComparison comparison{.run_hash = text_or_none(place, "run_hash"),
                            .folder = text_or_none(place, "folder"),
                            .how = place.at("how").text(),
                            .at = number_or(place, "at", 0.5)};
  place.at("how").need(std::ranges::find(kHow, comparison.how) != kHow.end(),
                       "swipe, beside, change");
  return comparison;
}

std::vector<std::string> texts_of(const JsonPlace& stop, const std::string& key) {
  const auto place = stop.find(key);
  return place ? texts_in(*place) : std::vector<std::string>();
}

double between(double least, double most, const JsonPlace& stop, const std::string& key,
               double usual) {
  const double number = number_or(stop, key, usual);
  if (const auto place = stop.find(key)) {
    place->need(least <= number && number <= most, tr("a number from ", "một số từ ") +
                                                       shown(least, 0) + tr(" to ", " đến ") +
                                                       shown(most, 0));
  }
  return number;
}

constexpr double kLongest_s = 3600.0;

TourStop stop_of(const JsonPlace& place) {
  const JsonPlace camera = place.at("camera");
  const PlaceInSpace eye = place_of(camera.at("eye"));
  const JsonPlace target_place = camera.at("target");
  const PlaceInSpace target = place_of(target_place);
  TourStop stop;
  stop.caption = text_or_none(place, "caption");
  stop.eye = eye.at;
  stop.eye_level_m = eye.level_m;
  stop.target = target.at;
  stop.target_level_m = target.level_m;
  target_place.need(eye.at != target.at || eye.level_m != target.level_m,
                    tr("another place than the eye's", "điểm khác với vị trí mắt nhìn"));
  stop.fov_deg = between(1.0, 120.0, camera, "fov_deg", stop.fov_deg);
  stop.time = text_or_none(place, "time");
  if (const auto fields = place.find("fields")) {
    stop.fields = list_of<TourField>(*fields, field_of);
  }
  stop.hidden = texts_of(place, "hidden");
  stop.added = texts_of(place, "added");
  stop.height_scale = between(0.0, 1.0, place, "height_scale", stop.height_scale);
  stop.widened = flag_or_no(place, "widened");
  stop.palette = text_or_none(place, "palette");
  if (const auto palette = place.find("palette")) {
    palette->need(palette_named(stop.palette).has_value(), "declared, viridis, cividis, greys");
  }
  if (const auto comparison = place.find("comparison")) {
    stop.comparison = comparison_of(*comparison);
  }
  stop.travel_s = between(0.0, kLongest_s, place, "travel_s", stop.travel_s);
  stop.stay_s = between(0.0, kLongest_s, place, "stay_s", stop.stay_s);
  return stop;
}

Json json_of(const TourField& field) {
  Json json = {{"run_hash", field.run_hash}, {"folder", field.folder}};
  if (!field.table.empty()) json["table"] = field.table;
  json["field"] = field.field;
  return json;
}

Json json_of(const TourStop& stop) {
  Json fields = Json::array();
  for (const TourField& field : stop.fields) fields.push_back(json_of(field));
  Json json = {{"caption", stop.caption},
               {"camera",
                {{"eye", {stop.eye.x_m, stop.eye.y_m, stop.eye_level_m}},
                 {"target", {stop.target.x_m, stop.target.y_m, stop.target_level_m}},
                 {"fov_deg", stop.fov_deg}}},
               {"time", stop.time},
               {"fields", fields},
               {"hidden", stop.hidden},
               {"added", stop.added},
               {"height_scale", stop.height_scale},
               {"widened", stop.widened},
               {"travel_s", stop.travel_s},
               {"stay_s", stop.stay_s}};
  if (!stop.palette.empty()) json["palette"] = stop.palette;
  if (stop.comparison) {
    json["comparison"] = {{"run_hash", stop.comparison->run_hash},
                          {"folder", stop.comparison->folder},
                          {"how", stop.comparison->how},
                          {"at", stop.comparison->at}};
  }
  return json;
}

}  // namespace

Tour read_tour(const std::filesystem::path& file) {
  const JsonFile json(file,
                      {.what = tr("a tour", "một hành trình trình chiếu"),
                       .expected = tr("a tour as JSON", "hành trình trình chiếu viết bằng JSON"),
                       .outcome = tr("correct it there, or make the tour anew in the viewer",
                                     "hãy sửa ở đó hoặc tạo lại hành trình trong cửa sổ xem 3D")});
  const JsonPlace root = json.root();
  const JsonPlace version = root.at("format_version");
  version.need(
      version.whole<int>() == Tour::kFormatVersion,
      tr("format version ", "phiên bản định dạng ") + std::to_string(Tour::kFormatVersion));
  Tour tour{.title = text_or_none(root, "title"),
            .stops = list_of<TourStop>(root.at("stops"), stop_of)};
  root.at("stops").need(!tour.stops.empty(), tr("at least one stop", "ít nhất một điểm dừng"));
  return tour;
}

void write_tour(const std::filesystem::path& file, const Tour& tour) {
  Json stops = Json::array();
  for (const TourStop& stop : tour.stops) stops.push_back(json_of(stop));
  const Json json = {
      {"format_version", Tour::kFormatVersion}, {"title", tour.title}, {"stops", stops}};
  std::filesystem::path partial = file;
  partial += ".partial";
  write_file(partial, json.dump(2) + "\n");
  std::error_code error;
  std::filesystem::rename(partial, file, error);
  if (!error) return;
  throw OutputError(
      {.where = file.string(),
       .found = error.message(),
       .expected = tr("a folder with room and permission", "thư mục có quyền ghi và còn chỗ trống"),
       .outcome = tr("the tour is not saved there", "chưa lưu hành trình vào đó")});
}

}  // namespace twin
