#include <limits>

#include "engine/base/json_file.h"
#include "engine/results/manifest.h"

namespace twin {
namespace {

using Place = JsonPlace;

std::optional<double> number_or_none(const Place& place, const std::string& key) {
  const auto found = place.find(key);
  return found ? found->number_or_null() : std::nullopt;
}

SettingValue setting_value_of(const Place& place) {
  switch (place.type()) {
    case nlohmann::json::value_t::boolean:
      return place.flag();
    case nlohmann::json::value_t::string:
      return place.text();
    case nlohmann::json::value_t::array:
      break;
    default:
      return place.number();
  }
  const std::vector<Place> items = place.list();
  if (!items.empty() && items.front().type() == nlohmann::json::value_t::string) {
    return texts_in(place);
  }
  return list_of<double>(place, [](const Place& item) { return item.number(); });
}

ManifestRamp::Class ramp_class_of(const Place& place) {
  return {.from = place.at("from").number_or_null().value_or(-1e300),
          .colour = place.at("colour").text(),
          .meaning = text_for_people(place.at("meaning"))};
}

ManifestRamp ramp_of(const Place& place) {
  return {.name = place.at("name").text(),
          .classes = list_of<ManifestRamp::Class>(place.at("classes"), ramp_class_of),
          .in_words = place.at("in_words").flag(),
          .source = text_for_people(place.at("source"))};
}

FieldKind field_kind_at(const Place& place) {
  const auto kind = field_kind_of(place.text());
  place.need(kind.has_value(), "measure, column, text, grid, frames, series");
  return *kind;
}

Better better_at(const Place& place) {
  const auto better = better_of(place.text());
  place.need(better.has_value(), "neither, less, more");
  return *better;
}

ManifestField field_of(const Place& place) {
  ManifestField field;
  field.name = place.at("name").text();
  field.unit = place.at("unit").text();
  field.kind = field_kind_at(place.at("kind"));
  field.table = text_or_none(place, "table");
  field.file = text_or_none(place, "file");
  field.meaning = text_for_people(place.at("meaning"));
  const Place range = place.at("range");
  const std::vector<Place> ends = range.list();
  range.need(ends.size() == 2, tr("the least and the most value", "giá trị nhỏ nhất và lớn nhất"));
  field.least = ends[0].number_or_null();
  field.most = ends[1].number_or_null();
  const auto ramp = place.find("ramp");
  if (ramp && ramp->type() != nlohmann::json::value_t::null) field.ramp = ramp_of(*ramp);
  if (const auto better = place.find("better")) field.better = better_at(*better);
  if (const auto decimals = place.find("decimals")) field.decimals = decimals->whole<int>();
  field.picture = flag_or_no(place, "picture");
  field.instant = flag_or_no(place, "instant");
  field.never_where = text_or_none(place, "never_where");
  return field;
}

Finding finding_of(const Place& place) {
  return {.where = text_for_people(place.at("where")),
          .found = text_for_people(place.at("found")),
          .expected = text_for_people(place.at("expected")),
          .outcome = text_for_people(place.at("outcome")),
          .layer = text_or_none(place, "layer"),
          .feature = text_or_none(place, "feature"),
          .x_m = number_or_none(place, "x"),
          .y_m = number_or_none(place, "y")};
}

LayerProvenance provenance_of(const Place& place) {
  LayerProvenance layer{.layer = place.at("layer").text(),
                        .title = text_for_people(place.at("title")),
                        .features = place.at("features").whole<std::size_t>(),
                        .surveyed = place.at("surveyed").whole<std::size_t>(),
                        .open_data = place.at("open_data").whole<std::size_t>(),
                        .assumed = place.at("assumed").whole<std::size_t>(),
                        .assumed_columns = {}};
  for (const auto& [column, count] : place.at("assumed_columns").entries()) {
    layer.assumed_columns[column] = count.whole<std::size_t>();
  }
  return layer;
}

UsedWard ward_of(const Place& manifest) {
  const Place place = manifest.at("ward");
  return {.path = text_or_none(place, "path"),
          .sha256 = text_or_none(place, "sha256"),
          .name = text_or_none(place, "name"),
          .made_up = flag_or_no(place, "made_up"),
          .crs = manifest.at("crs").text(),
          .heights = manifest.at("heights").text(),
          .layers = list_of<LayerProvenance>(place.at("layers"), provenance_of)};
}

UsedSetting setting_of(const Place& place) {
  return {.name = place.at("name").text(),
          .value = setting_value_of(place.at("value")),
          .unit = place.at("unit").text(),
          .meaning = text_for_people(place.at("meaning")),
          .from = text_or_none(place, "from")};
}

UsedChange change_of(const Place& place) {
  return {.name = place.at("name").text(),
          .title = text_for_people(place.at("title")),
          .path = place.at("path").text(),
          .sha256 = place.at("sha256").text(),
          .effect = text_for_people(place.at("effect"))};
}

/// None in the manifest of an older program.
std::vector<UsedChange> changes_of(const Place& manifest) {
  const auto place = manifest.find("changes");
  return place ? list_of<UsedChange>(*place, change_of) : std::vector<UsedChange>{};
}

UsedRun need_of(const Place& place) {
  return {.name = place.at("name").text(),
          .path = place.at("path").text(),
          .scenario = place.at("scenario").text(),
          .run_hash = place.at("run_hash").text()};
}

InputFile input_of(const Place& place) {
  return {.path = place.at("path").text(), .sha256 = place.at("sha256").text()};
}

std::map<std::string, double> measures_of(const Place& place) {
  std::map<std::string, double> measures;
  for (const auto& [name, value] : place.entries()) {
    measures[name] = value.number_or_null().value_or(std::numeric_limits<double>::quiet_NaN());
  }
  return measures;
}

Manifest manifest_of(const Place& place) {
  const Place version = place.at("format_version");
  version.need(
      version.whole<int>() == Manifest::kFormatVersion,
      tr("format version ", "phiên bản định dạng ") + std::to_string(Manifest::kFormatVersion));
  return {.program_version = place.at("program_version").text(),
          .run_hash = place.at("run_hash").text(),
          .scenario = place.at("scenario").text(),
          .scenario_title = text_for_people(place.at("scenario_title")),
          .question = text_for_people(place.at("question")),
          .title = place.at("title").text(),
          .start = place.at("start").text(),
          .seed = place.at("seed").whole<std::int64_t>(),
          .ward = ward_of(place),
          .settings = list_of<UsedSetting>(place.at("settings"), setting_of),
          .changes = changes_of(place),
          .needs = list_of<UsedRun>(place.at("needs"), need_of),
          .inputs = list_of<InputFile>(place.at("inputs"), input_of),
          .measures = measures_of(place.at("measures")),
          .fields = list_of<ManifestField>(place.at("fields"), field_of),
          .findings = list_of<Finding>(place.at("findings"), finding_of)};
}

}  // namespace

Manifest Manifest::read(const std::filesystem::path& file) {
  const JsonFile json(
      file, {.what = tr("the manifest of a finished run", "manifest của một lần chạy đã xong"),
             .expected = tr("the manifest of a finished run as JSON",
                            "manifest của một lần chạy đã xong, viết bằng JSON"),
             .outcome = tr("run the scenario again, or correct it there",
                           "hãy chạy lại kịch bản hoặc sửa ở đó")});
  return manifest_of(json.root());
}

}  // namespace twin
