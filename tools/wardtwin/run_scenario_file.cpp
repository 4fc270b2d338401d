#include "tools/wardtwin/run_scenario_file.h"

#include "engine/base/local_time.h"
#include "engine/base/nearest.h"
#include "engine/base/toml_file.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

std::string checked_start(const TomlTable& toml) {
  std::string start = toml.text("start").value_or("");
  if (start.empty() || parsed_time(start)) return start;
  throw InputError(
      {.where = toml.where("start"),
       .found = "'" + start + "'",
       .expected = tr("a local time with offset, such as ", "giờ địa phương kèm múi giờ, ví dụ ") +
                   "'2025-09-30T11:30:00+07:00'",
       .outcome = tr("correct it there", "hãy sửa ở đó")});
}

/// Lays part on part.
class Layering {
 public:
  Layering(const ScenarioParts& parts, std::span<const Scenario* const> catalogue)
      : parts_(parts.parts), bottom_(parts.parts.front().table) {
    out_.file = parts.file;
    const TomlTable& named = table_with("scenario");
    out_.scenario =
        &scenario_named(named.need_text("scenario"), catalogue, named.where("scenario"));
    out_.settings = Settings(out_.scenario->settings);
  }

  ScenarioFile laid(const std::vector<std::string>& assignments) {
    for (const ScenarioPart& part : parts_) lay(part);
    table_with("ward").need_text("ward");
    for (const std::string& assignment : assignments) out_.settings.set(assignment);
    require_needs();
    return std::move(out_);
  }

 private:
  /// The uppermost table with that key; the uppermost scenario file where none has it.
  const TomlTable& table_with(std::string_view key) const {
    const TomlTable* last = &bottom_;
    for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
      if (part->table.has(key)) return part->table;
      if (!part->change && last == &bottom_) last = &part->table;
    }
    return *last;
  }

  void note(const std::string& key, const TomlTable& table, std::string_view at) {
    out_.origins[key] = {.file = table.file(), .line = table.line(at)};
  }

  void lay(const ScenarioPart& part) {
    const TomlTable& table = part.table;
    if (!part.change || part.change->own_file) out_.files.push_back(table.file());
    if (part.change) {
      out_.changes.push_back(*part.change);
      if (!titled_) out_.title += " · " + part.change->title.vi;
    } else {
      lay_heading(table);
    }
    if (table.has("start")) {
      out_.start = checked_start(table);
      note("start", table, "start");
    }
    if (const auto settings = table.table("settings")) out_.settings.take(*settings);
    if (const auto needs = table.table("needs")) lay_needs(*needs);
  }

  void lay_heading(const TomlTable& table) {
    titled_ = table.has("title");
    if (titled_) {
      out_.title = table.text("title").value();
      note("title", table, "title");
    }
    if (table.has("ward")) {
      out_.ward = table.path("ward").value();
      note("ward", table, "ward");
    }
    if (table.has("scenario")) note("scenario", table, "scenario");
  }

  void lay_needs(const TomlTable& table) {
    std::vector<std::string> valid;
    for (const Need& need : out_.scenario->needs) valid.emplace_back(need.name);
    table.allow_only(valid);
    for (const std::string& key : table.keys()) {
      out_.needs[key] = table.path(key).value();
      note("needs." + key, table, key);
    }
  }

  void require_needs() const {
    const TomlTable& top = table_with("needs");
    const auto table = top.table("needs");
    for (const Need& need : out_.scenario->needs) {
      if (!need.required || out_.needs.contains(std::string(need.name))) continue;
      throw InputError(
          {.where = table ? table->where() : top.where(),
           .found = tr("no '", "không có '") + std::string(need.name) +
                    tr("' under [needs]", "' trong [needs]"),
           .expected = tr("the results of a run of '", "kết quả một lần chạy của '") +
                       std::string(need.scenario) + "'",
           .outcome = tr("run that first and name its folder there",
                         "hãy chạy kịch bản đó trước và ghi thư mục kết quả vào đây")});
    }
  }

  const std::vector<ScenarioPart>& parts_;
  const TomlTable& bottom_;
  ScenarioFile out_;
  bool titled_ = false;  ///< by the scenario file that was laid last
};

}  // namespace

fs::path ScenarioFile::folder() const {
  return fs::absolute(file).lexically_normal().parent_path();
}

fs::path ScenarioFile::usual_target() const {
  return (folder() / ".." / "results" / file.stem()).lexically_normal();
}

const Scenario& scenario_named(const std::string& name, std::span<const Scenario* const> catalogue,
                               const Text& where) {
  std::vector<std::string> names;
  for (const Scenario* scenario : catalogue) {
    if (scenario->name == name) return *scenario;
    names.emplace_back(scenario->name);
  }
  throw InputError({.where = where,
                    .found = tr("the scenario '", "kịch bản '") + name + "'",
                    .expected = expected_name(name, names),
                    .outcome = tr("wardtwin list names them all", "wardtwin list liệt kê tất cả")});
}

ScenarioFile laid_together(const ScenarioParts& parts, const std::vector<std::string>& assignments,
                           std::span<const Scenario* const> catalogue) {
  return Layering(parts, catalogue).laid(assignments);
}

ScenarioFile read_scenario_file(const fs::path& file, const std::vector<std::string>& assignments,
                                std::span<const Scenario* const> catalogue) {
  return laid_together(read_parts(file), assignments, catalogue);
}

}  // namespace twin
