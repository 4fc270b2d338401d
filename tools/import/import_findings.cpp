#include "tools/import/import_findings.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "engine/base/partial_folder.h"
#include "engine/base/read_file.h"

namespace twin {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kFile = "import_findings.json";

Json json_of(const Text& text) { return {{"en", text.en}, {"vi", text.vi}}; }

Json json_of(const Finding& finding) {
  Json out = {{"layer", finding.layer},
              {"feature", finding.feature},
              {"where", json_of(finding.where)},
              {"found", json_of(finding.found)},
              {"expected", json_of(finding.expected)},
              {"outcome", json_of(finding.outcome)},
              {"hint", json_of(finding.hint)}};
  if (finding.x_m) out["x_m"] = *finding.x_m;
  if (finding.y_m) out["y_m"] = *finding.y_m;
  return out;
}

Text text_of(const Json& json) {
  return {json.at("en").get<std::string>(), json.at("vi").get<std::string>()};
}

std::optional<double> number_in(const Json& json, const char* key) {
  return json.contains(key) ? std::optional(json.at(key).get<double>()) : std::nullopt;
}

Finding finding_of(const Json& json) {
  return {.where = text_of(json.at("where")),
          .found = text_of(json.at("found")),
          .expected = text_of(json.at("expected")),
          .outcome = text_of(json.at("outcome")),
          .hint = text_of(json.at("hint")),
          .layer = json.at("layer").get<std::string>(),
          .feature = json.at("feature").get<std::string>(),
          .x_m = number_in(json, "x_m"),
          .y_m = number_in(json, "y_m")};
}

bool is_replaced(const std::string& layer, const ImportRequest& request) {
  if (layer == "terrain") return request.dem.has_value();
  return std::ranges::find(request.layers, layer, &LayerFile::name) != request.layers.end();
}

}  // namespace

Findings findings_to_keep(const Findings& findings, const ImportRequest& request,
                          const ImportedWard& ward) {
  Findings kept;
  if (request.base) {
    const Findings before = read_import_findings(ward.base->folder);
    for (const Finding& finding : before.all()) {
      if (!is_replaced(finding.layer, request)) kept.add(finding);
    }
  }
  for (std::size_t i = ward.findings_of_base; i < findings.all().size(); ++i) {
    kept.add(findings.all()[i]);
  }
  return kept;
}

void write_import_findings(const fs::path& ward, const Findings& findings) {
  Json list = Json::array();
  for (const Finding& finding : findings.all()) list.push_back(json_of(finding));
  write_file(ward / kFile, list.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Findings read_import_findings(const fs::path& ward) {
  Findings findings;
  const fs::path file = ward / kFile;
  if (!fs::exists(file)) return findings;
  const std::string text =
      read_file(file, tr("what the import found", "những gì lần nhập đã thấy"));
  try {
    for (const Json& one : Json::parse(text)) findings.add(finding_of(one));
  } catch (const Json::exception& error) {
    throw InputError({.where = file.string(),
                      .found = std::string(error.what()),
                      .expected = tr("the list that an import writes", "danh sách do lần nhập ghi"),
                      .outcome = tr("restore it, or delete it: the ward itself does not need it",
                                    "hãy khôi phục tệp, hoặc xóa đi: phường không cần tệp này")});
  }
  return findings;
}

Findings merged_findings(const Findings& kept, const Findings& checked) {
  const auto key = [](const Finding& finding) {
    return std::tuple(finding.layer, finding.feature, finding.found.en, finding.expected.en,
                      finding.outcome.en);
  };
  std::set<decltype(key(Finding{}))> found_again;
  for (const Finding& finding : checked.all()) found_again.insert(key(finding));
  Findings all;
  for (const Finding& finding : kept.all()) {
    if (!found_again.contains(key(finding))) all.add(finding);
  }
  for (const Finding& finding : checked.all()) all.add(finding);
  return all;
}

}  // namespace twin
