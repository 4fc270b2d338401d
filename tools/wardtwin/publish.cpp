#include <memory>
#include <string>

#include "engine/base/toml_file.h"
#include "layers/ward/ward_header.h"
#include "layers/ward/ward_store.h"
#include "tools/wardtwin/command.h"

namespace twin {
namespace {

struct PublishArguments {
  std::string ward;
  std::string to;
};

/// The database that the command line names, else the one that ward.toml does.
PostgisPlace store_of(const PublishArguments& arguments) {
  if (!arguments.to.empty()) return parsed_postgis_place(arguments.to);
  const std::filesystem::path given = arguments.ward;
  const bool is_toml = given.extension() == ".toml";
  const TomlTable toml = TomlTable::read(is_toml ? given : given / "ward.toml");
  const std::string store = header_of(toml).store;
  if (!store.empty()) return parsed_postgis_place(store);
  throw InputError({.where = toml.where(),
                    .found = tr("no key 'store'", "không có khóa 'store'"),
                    .expected = tr("store = \"PG:host=… dbname=… schema=…\" there, or --to",
                                   "store = \"PG:host=… dbname=… schema=…\" ở đó, hoặc --to"),
                    .outcome = tr("nothing was published", "chưa công bố gì")});
}

int publish(const PublishArguments& arguments, const Terminal& terminal) {
  const PostgisPlace place = store_of(arguments);
  Findings findings;
  publish_ward(arguments.ward, place, findings, terminal.progress());
  terminal.tell(findings);
  terminal.tell(tr("published to ", "đã công bố lên ") + whole_name(place));
  return 0;
}

}  // namespace

Run add_publish(CLI::App& app) {
  const auto arguments = std::make_shared<PublishArguments>();
  app.add_option("WARD_DIR", arguments->ward, "a ward folder, or its ward.toml")->required();
  app.add_option("--to", arguments->to,
                 "the database and schema (default: `store` in ward.toml); the password comes from "
                 "PGPASSWORD, ~/.pgpass or a service file")
      ->type_name("PG:…");
  return [arguments](const Terminal& terminal) { return publish(*arguments, terminal); };
}

}  // namespace twin
