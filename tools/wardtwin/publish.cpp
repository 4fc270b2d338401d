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

/// A schema by its name, and the whole of it: `public`, the default, is where others keep theirs.
template <typename Refusal>
PostgisPlace schema_for_ward(const std::string& text, const Text& where) {
  const PostgisPlace place = parsed_postgis_place(text);
  if (place.schema_is_named && place.table.empty()) return place;
  throw Refusal({.where = where,
                 .found = place.table.empty() ? tr("no schema=…", "không có schema=…")
                                              : tr("the table '", "bảng '") + place.table + "'",
                 .expected = tr("schema=… without a table: a ward has a schema of its own",
                                "schema=… và không kèm bảng: phường có schema của riêng mình"),
                 .outcome = tr("nothing was published", "chưa công bố gì")});
}

/// The database that the command line names, else the one that ward.toml does.
PostgisPlace store_of(const PublishArguments& arguments) {
  if (!arguments.to.empty()) return schema_for_ward<UsageError>(arguments.to, "publish --to");
  const std::filesystem::path given = arguments.ward;
  const bool is_toml = given.extension() == ".toml";
  const TomlTable toml = TomlTable::read(is_toml ? given : given / "ward.toml");
  const std::string store = header_of(toml).store;
  if (!store.empty()) return schema_for_ward<InputError>(store, toml.where("store"));
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
