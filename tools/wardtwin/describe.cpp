#include <algorithm>
#include <cstdio>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/findings.h"
#include "engine/base/nearest.h"
#include "layers/ward/load_ward.h"
#include "tools/wardtwin/command.h"
#include "tools/wardtwin/describe_layer.h"
#include "tools/wardtwin/describe_scenario.h"

namespace twin {
namespace {

template <typename Named>
const Named* named(const std::string& name, std::span<const Named* const> all) {
  const auto found = std::ranges::find(all, std::string_view(name), &Named::name);
  return found == all.end() ? nullptr : *found;
}

InputError unknown(const std::string& name) {
  std::vector<std::string> names;
  for (const Scenario* scenario : scenarios()) names.emplace_back(scenario->name);
  for (const LayerSpec* layer : layer_specs()) names.emplace_back(layer->name);
  return InputError({.where = tr("command line", "dòng lệnh"),
                     .found = tr("the name '", "tên '") + name + "'",
                     .expected = expected_name(name, names),
                     .outcome = tr("wardtwin list and list --layers name them all",
                                   "wardtwin list và list --layers liệt kê tất cả")});
}

InputError only_layers_have_pages(const std::string& scenario) {
  return InputError(
      {.where = tr("command line", "dòng lệnh"),
       .found = tr("--markdown for the scenario '", "--markdown cho kịch bản '") + scenario + "'",
       .expected = tr("a layer of a ward", "một lớp dữ liệu của phường"),
       .outcome = tr("leave it out", "hãy bỏ tùy chọn này")});
}

}  // namespace

Run add_describe(CLI::App& app) {
  struct Arguments {
    std::string name;
    bool json = false;
    bool markdown = false;
  };
  auto arguments = std::make_shared<Arguments>();
  app.add_option("NAME", arguments->name,
                 "a scenario as wardtwin list gives it, or a layer of a ward as list --layers does")
      ->required();
  auto* json = app.add_flag("--json", arguments->json, "for programs, in both languages");
  app.add_flag("--markdown", arguments->markdown, "a layer as a page of the documents")
      ->excludes(json);
  return [arguments](const Terminal& terminal) {
    const Language language = terminal.options().message_language();
    std::string text;
    if (const LayerSpec* layer = named<LayerSpec>(arguments->name, layer_specs())) {
      text = arguments->json       ? described_json(*layer)
             : arguments->markdown ? described_markdown(*layer)
                                   : described(*layer, language);
    } else if (const Scenario* scenario = named<Scenario>(arguments->name, scenarios())) {
      if (arguments->markdown) throw only_layers_have_pages(arguments->name);
      text = arguments->json ? described_json(*scenario) : described(*scenario, language);
    } else {
      throw unknown(arguments->name);
    }
    std::fputs(text.c_str(), stdout);
    return 0;
  };
}

}  // namespace twin
