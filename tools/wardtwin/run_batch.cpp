#include "tools/wardtwin/run_batch.h"

#include <algorithm>
#include <functional>

#include "engine/base/partial_folder.h"
#include "engine/results/bundle.h"
#include "tools/picture/words.h"
#include "tools/wardtwin/batch_file.h"
#include "tools/wardtwin/compare_runs.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDifferences = "difference";
constexpr double kRunShare = 0.96;  // of the progress; the rest compares and draws

/// What a failure of any kind tells.
Finding told_by(const std::exception_ptr& failure, const std::string& run) {
  try {
    std::rethrow_exception(failure);
  } catch (const Failure& error) {
    return error.finding();
  } catch (const std::exception& error) {
    return {.where = run,
            .found = std::string(error.what()),
            .expected = tr("no such error: please report it", "không có lỗi này: xin báo lại"),
            .outcome = tr("this run has no results", "lần chạy này không có kết quả")};
  }
}

Text text_of(const Finding& finding) {
  return tr(finding.text(Language::english), finding.text(Language::vietnamese));
}

/// The same progress with `heading` before all that is being done.
Progress told_with(const Text& heading, const Progress& progress) {
  return Progress([heading, progress](double fraction, const Text& doing) {
    progress.checkpoint(fraction, heading + doing);
  });
}

/// One run of the batch, from its parts to its folder.
struct BatchRun {
  const BatchChoice* storm = nullptr;
  const BatchChoice* measure = nullptr;
  ScenarioParts parts;
  std::string run_hash;
  double cost = 1.0;  ///< of the run, in no unit: what it takes of the batch's progress
  bool finished = false;
  std::exception_ptr failure;

  std::string name() const { return storm->name + "__" + measure->name; }
  bool failed() const { return failure != nullptr; }
};

class Batch {
 public:
  Batch(const BatchRequest& request, std::span<const Scenario* const> catalogue, const Tell& tell)
      : request_(request),
        catalogue_(catalogue),
        tell_(tell),
        file_(read_batch_file(request.batch_file)) {
    for (const BatchChoice& storm : file_.storms) {
      for (const BatchChoice& measure : file_.measures) {
        runs_.push_back({.storm = &storm, .measure = &measure, .parts = file_.base});
        add_changes(runs_.back().parts, storm.changes);
        add_changes(runs_.back().parts, measure.changes);
      }
    }
  }

  /// All that can be checked is checked before the folder is made: where no run can be made, none
  /// is left that would have to be moved away after the mend.
  BatchOutcome run(const Progress& progress) {
    const fs::path target = request_.target.value_or(file_.usual_target());
    folder_ = folder_before(target);
    for (BatchRun& run : runs_) {
      progress.checkpoint(0.0, tr("checking ", "kiểm tra ") + run.name());
      guard(run, [&] { prepare(run); });
    }
    if (std::ranges::all_of(runs_, &BatchRun::failed)) std::rethrow_exception(first_failure());
    tell_failures();
    PartialFolder folder = open(target);
    folder_ = folder.path();
    tell_what_is_left();
    run_all(progress.part(0.0, kRunShare));
    BatchOutcome outcome{.folder = target, .table = table(), .first_failure = first_failure()};
    compare_all(outcome.table, progress.part(kRunShare, 1.0));
    write(outcome.table);
    folder.finish();
    return outcome;
  }

 private:
  fs::path folder_before(const fs::path& target) const;
  PartialFolder open(const fs::path& target) const;
  void prepare(BatchRun& run);
  ReadyRun ready_run(const BatchRun& run);
  const LoadedWard& ward(const fs::path& path);
  void tell_failures() const;
  void tell_what_is_left() const;
  void run_all(const Progress& progress);
  static void guard(BatchRun& run, const std::function<void()>& work);
  std::exception_ptr first_failure() const;
  static BatchRow row_of(const BatchRun& run);
  BatchTable table() const;
  void compare_all(BatchTable& table, const Progress& progress) const;
  void write(const BatchTable& table) const;

  const BatchRequest& request_;
  std::span<const Scenario* const> catalogue_;
  const Tell& tell_;
  BatchFile file_;
  std::vector<BatchRun> runs_;
  fs::path folder_;
  const Scenario* scenario_ = nullptr;
  std::optional<fs::path> ward_path_;
  std::optional<LoadedWard> ward_;
  Findings ward_findings_;
};

fs::path partial_of(const fs::path& target) {
  fs::path partial = target.lexically_normal();
  if (!partial.has_filename()) partial = partial.parent_path();
  return partial += ".partial";
}

/// Where runs of earlier times may lie; nothing is made or renamed yet. @throws InputError where
/// the target is there and is not to be resumed, or is no batch.
fs::path Batch::folder_before(const fs::path& target) const {
  std::error_code error;
  const fs::path partial = partial_of(target);
  if (!request_.resume) refuse_existing(target);
  if (!request_.resume || !fs::exists(target, error) || fs::exists(partial, error)) return partial;
  if (!fs::exists(target / "comparison.csv", error)) refuse_existing(target);
  return target;
}

/// A finished batch that is resumed becomes a partial one again until it is whole.
PartialFolder Batch::open(const fs::path& target) const {
  if (!request_.resume) {
    PartialFolder folder(target, PartialFolder::Start::afresh);
    if (folder.replaced_leftover()) {
      tell_(Text(folder.path().string()) +
            tr(": left by an interrupted batch; started afresh (--resume goes on in it)",
               ": do lần chạy dở để lại; chạy lại từ đầu (--resume để chạy tiếp)"));
    }
    return folder;
  }
  if (folder_ == target) {
    std::error_code error;
    fs::rename(target, partial_of(target), error);
    if (error) {
      throw OutputError({.where = target.string(),
                         .found = error.message(),
                         .expected = tr("a folder that can be renamed", "thư mục đổi tên được"),
                         .outcome = tr("nothing was changed", "không thay đổi gì")});
    }
  }
  return PartialFolder(target, PartialFolder::Start::resume);
}

/// Runs a step of one run; what goes wrong stays with it. A wish to stop is for all of them, and
/// so is a full disk: where one run cannot be written, the others and the comparison cannot either.
void Batch::guard(BatchRun& run, const std::function<void()>& work) {
  try {
    work();
  } catch (const OutputError&) {
    throw;
  } catch (const std::exception&) {
    run.failure = std::current_exception();
  }
}

/// Each failure once, with all the runs that it meets.
void Batch::tell_failures() const {
  std::vector<BatchRow> rows;
  for (const BatchRun& run : runs_) rows.push_back(row_of(run));
  for (const SharedFailure& one : shared_failures(rows)) {
    tell_(Text(one.folders) + tr(": cannot be run: ", ": không chạy được: ") +
          text_of(one.finding));
  }
}

const LoadedWard& Batch::ward(const fs::path& path) {
  if (ward_path_ != path) {
    ward_findings_ = {};
    ward_ = load_ward(path, ward_findings_);
    ward_path_ = path;
  }
  return *ward_;
}

ReadyRun Batch::ready_run(const BatchRun& run) {
  ScenarioFile file = laid_together(run.parts, request_.assignments, catalogue_);
  file.title = laid_together(file_.base, {}, catalogue_).title + " · " + run.storm->title.vi +
               " · " + run.measure->title.vi;
  LoadedWard loaded = ward(file.ward);
  return ready(std::move(file), std::move(loaded), ward_findings_);
}

void Batch::prepare(BatchRun& run) {
  const ReadyRun made = ready_run(run);
  scenario_ = made.file.scenario;
  run.run_hash = made.heading.run_hash;
  for (const Setting& setting : made.file.settings.declared()) {
    if (setting.name == "duration_s") run.cost = made.file.settings.number(setting.name);
  }
  std::error_code error;
  const fs::path folder = folder_ / run.name();
  if (!request_.resume || !fs::exists(folder, error)) return;
  run.finished = Bundle(folder).run_hash() == run.run_hash;
  if (run.finished) return;
  throw InputError(
      {.where = folder.string(),
       .found = tr("a run of other inputs or settings", "kết quả của đầu vào hoặc thiết lập khác"),
       .expected = tr("the run ", "lần chạy ") + run.run_hash +
                   tr(", or no such folder", ", hoặc không có thư mục này"),
       .outcome = tr("left as it is; move it away and resume",
                     "giữ nguyên; hãy chuyển thư mục đi rồi chạy tiếp bằng --resume")});
}

void Batch::tell_what_is_left() const {
  const auto finished = std::ranges::count_if(runs_, &BatchRun::finished);
  if (finished == 0) return;
  tell_(Text(std::to_string(finished)) +
        tr(" runs are finished and kept; left to run: ",
           " lần chạy đã xong được giữ lại; còn phải chạy: ") +
        std::to_string(std::ranges::count_if(
            runs_, [](const BatchRun& run) { return !run.finished && run.failure == nullptr; })));
}

void Batch::run_all(const Progress& progress) {
  double whole = 0.0;
  std::size_t left = 0;
  for (const BatchRun& run : runs_) {
    if (run.finished || run.failure) continue;
    whole += run.cost;
    ++left;
  }
  double done = 0.0;
  std::size_t number = 0;
  for (BatchRun& run : runs_) {
    if (run.finished || run.failure) continue;
    const Text heading =
        std::to_string(++number) + "/" + std::to_string(left) + " " + run.name() + ": ";
    const Progress named =
        told_with(heading, progress.part(done / whole, (done + run.cost) / whole));
    std::error_code error;
    fs::path partial = folder_ / run.name();
    partial += ".partial";
    guard(run, [&] {
      named.checkpoint(0.0, tr("making the ward ready", "chuẩn bị dữ liệu phường"));
      run_ready(ready_run(run),
                {.target = folder_ / run.name(),
                 .resume = request_.resume && fs::exists(partial, error),
                 .threads = request_.threads,
                 .page_language = request_.page_language},
                named, tell_);
      run.finished = true;
    });
    if (run.failure) {
      tell_(Text(run.name()) + tr(" failed: ", " lỗi: ") +
            text_of(told_by(run.failure, run.name())));
    }
    done += run.cost;
  }
}

std::exception_ptr Batch::first_failure() const {
  const auto failed = std::ranges::find_if(runs_, &BatchRun::failed);
  return failed == runs_.end() ? nullptr : failed->failure;
}

BatchRow Batch::row_of(const BatchRun& run) {
  BatchRow row{.storm = run.storm->name,
               .measure = run.measure->name,
               .storm_title = run.storm->title,
               .measure_title = run.measure->title,
               .folder = run.name()};
  if (run.failure) row.failure = told_by(run.failure, run.name());
  return row;
}

BatchTable Batch::table() const {
  BatchTable table{.title = file_.title, .fields = {}, .rows = {}, .changes = {}, .sample = {}};
  if (scenario_ != nullptr) {
    for (const ResultField& field : scenario_->results) {
      if (field.kind == FieldKind::measure) table.fields.push_back(manifest_field(field));
    }
  }
  for (const BatchRun& run : runs_) {
    BatchRow row = row_of(run);
    if (run.finished) {
      Manifest manifest = Bundle(folder_ / run.name()).manifest();
      row.run_hash = manifest.run_hash;
      row.measures = manifest.measures;
      for (const UsedChange& change : manifest.changes) {
        const bool known = std::ranges::any_of(table.changes, [&](const UsedChange& other) {
          return other.name == change.name && other.sha256 == change.sha256;
        });
        if (!known) table.changes.push_back(change);
      }
      if (!table.sample) table.sample = std::move(manifest);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// The differences are cheap: they are made anew each time, so that they are never of older runs.
void Batch::compare_all(BatchTable& table, const Progress& progress) const {
  std::error_code error;
  fs::remove_all(folder_ / kDifferences, error);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    BatchRow& row = table.rows[i];
    progress.checkpoint(static_cast<double>(i) / static_cast<double>(table.rows.size()),
                        tr("comparing ", "so sánh ") + row.folder);
    const fs::path as_is = folder_ / (row.storm + "__" + BatchRow::kAsIs);
    if (row.is_as_is() || row.failure || !fs::exists(as_is, error)) continue;
    const Bundle before(as_is);
    const Bundle after(folder_ / row.folder);
    const fs::path target = folder_ / kDifferences / row.folder;
    const Text title =
        row.storm_title + ": " + row.measure_title + tr(" against as it is", " so với hiện trạng");
    write_comparison(before, after, compare(before, after), target, request_.page_language,
                     capitalised(title.in(request_.page_language)));
    if (fs::exists(target / "map.png", error)) {
      row.map = std::string(kDifferences) + "/" + row.folder + "/map.png";
    }
  }
  progress.checkpoint(1.0, tr("compared", "đã so sánh"));
}

void Batch::write(const BatchTable& table) const {
  const Language language = request_.page_language;
  write_file(folder_ / "comparison.csv", batch_csv(table, language));
  write_file(folder_ / "comparison.html", batch_page(table, language));
  write_batch_xlsx(folder_ / "comparison.xlsx", table, language);
}

}  // namespace

BatchOutcome run_batch(const BatchRequest& request, std::span<const Scenario* const> catalogue,
                       const Progress& progress, const Tell& tell) {
  return Batch(request, catalogue, tell).run(progress);
}

}  // namespace twin
