#include "tools/wardtwin/batch_file.h"

#include <algorithm>

#include "tools/picture/batch_table.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

BatchChoice choice_of(const TomlTable& table) {
  table.allow_only({"name", "title", "title_en", "changes", "change"});
  const std::string name = read_name(table, {});
  return {.name = name, .title = read_title(table, name), .changes = read_changes(table)};
}

void add(std::vector<BatchChoice>& choices, BatchChoice choice, const Text& where) {
  if (std::ranges::find(choices, choice.name, &BatchChoice::name) != choices.end()) {
    throw InputError(
        {.where = where,
         .found = tr("the name '", "tên '") + choice.name + tr("' a second time", "' lần thứ hai"),
         .expected = tr("each storm and each measure under a name of its own",
                        "mỗi trận mưa, mỗi phương án một tên riêng"),
         .outcome = tr("name one otherwise", "hãy đặt tên khác")});
  }
  choices.push_back(std::move(choice));
}

void read_choices(const TomlTable& top, const char* list, const char* table,
                  std::vector<BatchChoice>& choices) {
  for (const std::string& written : top.texts(list).value_or(std::vector<std::string>{})) {
    ScenarioChange change = read_change_file(top.resolved(written));
    const Text where = change.table.where();
    add(choices, {.name = change.name, .title = change.title, .changes = {change}}, where);
  }
  for (const TomlTable& one : top.tables(table)) add(choices, choice_of(one), one.where());
}

}  // namespace

fs::path BatchFile::usual_target() const {
  return (fs::absolute(file).lexically_normal().parent_path() / ".." / "results" / file.stem())
      .lexically_normal();
}

BatchFile read_batch_file(const fs::path& file) {
  const TomlTable top = TomlTable::read(file);
  top.allow_only({"title", "base", "storms", "storm", "measures", "measure"});
  BatchFile batch{
      .file = file,
      .title = {},
      .base = read_parts(top.resolved(top.need_text("base"))),
      .storms = {},
      .measures = {
          {.name = BatchRow::kAsIs, .title = tr("as it is", "hiện trạng"), .changes = {}}}};
  batch.title = top.text("title").value_or(file.stem().string());
  read_choices(top, "storms", "storm", batch.storms);
  read_choices(top, "measures", "measure", batch.measures);
  if (batch.storms.empty() && batch.measures.size() == 1) {
    throw InputError(
        {.where = top.where(),
         .found = tr("neither storms nor measures", "không có trận mưa và phương án nào"),
         .expected = tr("a list 'storms', a list 'measures', or both",
                        "danh sách 'storms', 'measures' hoặc cả hai"),
         .outcome = tr("add one; nothing was run", "hãy thêm vào; chưa chạy gì")});
  }
  if (batch.storms.empty()) {
    batch.storms.push_back(
        {.name = "base", .title = tr("as in the base", "như kịch bản nền"), .changes = {}});
  }
  batch.base.file = file;  // paths are told as seen from the batch
  return batch;
}

}  // namespace twin
