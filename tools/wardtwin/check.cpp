#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>

#include "engine/gis/qgis_rules.h"
#include "engine/gis/write_features.h"
#include "tools/import/check_ward.h"
#include "tools/import/import_findings.h"
#include "tools/wardtwin/command.h"

namespace twin {
namespace {

struct CheckArguments {
  std::string ward;
  bool json = false;
};

nlohmann::json json_of(const Finding& finding, Language language) {
  nlohmann::json out = {{"layer", finding.layer},
                        {"feature", finding.feature},
                        {"x", nullptr},
                        {"y", nullptr},
                        {"where", finding.where.in(language)},
                        {"found", finding.found.in(language)},
                        {"expected", finding.expected.in(language)},
                        {"outcome", finding.outcome.in(language)},
                        {"hint", finding.hint.in(language)}};
  if (finding.x_m) out["x"] = *finding.x_m;
  if (finding.y_m) out["y"] = *finding.y_m;
  return out;
}

void print(const Findings& findings, bool json, Language language) {
  if (!json) {
    for (const Finding& finding : findings.all()) {
      std::printf("%s\n", finding.text(language).c_str());
    }
    return;
  }
  nlohmann::json list = nlohmann::json::array();
  for (const Finding& finding : findings.all()) list.push_back(json_of(finding, language));
  std::printf("%s\n", nlohmann::json({{"findings", list}}).dump(1).c_str());
}

FeatureTable table_of(const Findings& findings, Language language) {
  FeatureTable table(
      "findings.gpkg", "findings",
      {{"layer"}, {"feature"}, {"where"}, {"found"}, {"expected"}, {"outcome"}, {"hint"}});
  std::int64_t fid = 0;
  for (const Finding& finding : findings.all()) {
    Geometry place;
    if (finding.x_m && finding.y_m) place = Point{*finding.x_m, *finding.y_m};
    table.add(
        ++fid, place,
        {finding.layer, finding.feature, finding.where.in(language), finding.found.in(language),
         finding.expected.in(language), finding.outcome.in(language), finding.hint.in(language)});
  }
  return table;
}

/// By what a finding is about: who mends it is told by its colour.
std::string style_of_findings() {
  return qgis_rules(
      {{.filter = "\"layer\" IN ('roads', 'lanes', 'junctions', 'obstacles')",
        .label = "đường, ngõ, nút, vật cản",
        .colour = "#e6550d",
        .size_mm = 2.8},
       {.filter = "\"layer\" LIKE 'drain%' OR \"layer\" IN ('river', 'flood_spots', 'reports')",
        .label = "thoát nước, điểm ngập",
        .colour = "#2171b5",
        .size_mm = 2.8},
       {.filter = "\"layer\" IN ('buildings', 'addresses', 'residential_groups')",
        .label = "nhà, địa chỉ, tổ dân phố",
        .colour = "#6a51a3",
        .size_mm = 2.8},
       {.filter = "ELSE", .label = "lớp khác", .colour = "#636363", .size_mm = 2.8}},
      GeometryKind::point);
}

/// Writes beside the ward under another name first: a map that has the old file open stays whole.
void write_layer(const Findings& findings, const std::filesystem::path& folder,
                 const std::string& crs, Language language) {
  const FeatureTable table = table_of(findings, language);
  const std::filesystem::path file = folder / "findings.gpkg";
  std::filesystem::path partial = file;
  partial += ".partial";
  write_geopackage(
      partial,
      {{.table = &table, .geometry = GeometryKind::point, .qgis_style = style_of_findings()}}, crs);
  std::filesystem::rename(partial, file);
}

int check(const CheckArguments& arguments, const Terminal& terminal) {
  const Progress progress = terminal.progress();
  progress.checkpoint(0.0, tr("reading the ward", "đang đọc phường"));
  Findings findings;
  const LoadedWard ward = load_ward(arguments.ward, findings, progress.part(0.0, 0.4));
  progress.checkpoint(0.4, tr("checking", "đang kiểm tra"));
  const Findings noticed = check_ward(ward);
  for (const Finding& finding : noticed.all()) findings.add(finding);
  const std::filesystem::path given = arguments.ward;
  const std::filesystem::path folder = given.extension() == ".toml" ? given.parent_path() : given;
  findings = merged_findings(read_import_findings(folder), findings);
  progress.checkpoint(1.0, tr("done", "xong"));
  const Language language = terminal.options().message_language();
  print(findings, arguments.json, language);
  write_layer(findings, folder, ward.header.crs, language);
  return 0;
}

}  // namespace

Run add_check(CLI::App& app) {
  const auto arguments = std::make_shared<CheckArguments>();
  app.add_option("WARD_DIR", arguments->ward, "a ward folder, or its ward.toml")->required();
  app.add_flag("--json", arguments->json, "print the findings as one JSON object");
  return [arguments](const Terminal& terminal) { return check(*arguments, terminal); };
}

}  // namespace twin
