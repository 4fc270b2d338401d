#include "tools/wardtwin/run_command.h"

#include <unistd.h>

#include <chrono>
#include <ctime>
#include <mutex>

#include "engine/base/nearest.h"
#include "engine/base/numbers.h"
#include "engine/results/bundle.h"
#include "engine/results/bundle_writer.h"
#include "layers/ward/load_ward.h"
#include "layers/ward/read_renovation.h"
#include "layers/ward/renovation.h"
#include "tools/picture/map_picture.h"
#include "tools/picture/summary_page.h"
#include "tools/wardtwin/run_heading.h"

namespace twin {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// What run.log tells: when what began, and on which machine.
class RunLog {
 public:
  /// Progress that is passed on and noted where the doing changes.
  Progress noting(const Progress& progress) {
    return Progress([this, progress](double fraction, const Text& doing) {
      note(doing.en);
      progress.checkpoint(fraction, doing);
    });
  }

  std::string text(const fs::path& target, const fs::path& ward_toml, int threads) const {
    char host[256] = {};
    gethostname(host, sizeof host - 1);
    std::string out = "# Of equal runs, only this file differs.\n";
    const auto line = [&](const std::string& key, const std::string& value) {
      out += key + " = " + value + "\n";
    };
    line("program", "'wardtwin " + program_version() + "'");
    line("started", "'" + started_ + "'");
    line("seconds", shortest(std::round(elapsed_s() * 10) / 10));
    line("threads", std::to_string(threads));
    line("host", "'" + std::string(host) + "'");
    line("folder", "'" + target.filename().string() + "'");
    line(kWardFromHere, "'" +
                            fs::absolute(ward_toml)
                                .lexically_normal()
                                .lexically_relative(fs::absolute(target).lexically_normal())
                                .generic_string() +
                            "'");
    out += "steps = [\n" + steps_ + "]\n";
    return out;
  }

 private:
  double elapsed_s() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }

  void note(const std::string& doing) {
    const std::string what = doing.substr(0, doing.find(','));  // what follows counts steps
    const std::scoped_lock lock(noting_);
    if (what == last_) return;
    last_ = what;
    if (++noted_ > kMostSteps) return;
    std::string escaped;
    for (const char c : what)
      escaped += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    steps_ += "  [" + shortest(std::round(elapsed_s() * 100) / 100) + ", \"" + escaped + "\"],\n";
  }

  static std::string now() {
    const std::time_t time = std::time(nullptr);
    std::tm local{};
    localtime_r(&time, &local);
    char text[40];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S%z", &local);
    return text;
  }

  static constexpr int kMostSteps = 200;
  Clock::time_point begin_ = Clock::now();
  std::string started_ = now();
  std::mutex noting_;
  std::string last_;
  std::string steps_;
  int noted_ = 0;
};

Needs read_needs(const ScenarioFile& file) {
  Needs needs;
  for (const auto& [name, folder] : file.needs) {
    auto run = std::make_shared<Bundle>(folder);
    for (const Need& need : file.scenario->needs) {
      if (need.name != name || need.scenario == run->scenario()) continue;
      throw InputError(
          {.where = folder.string(),
           .found = tr("a run of '", "một lần chạy của '") + run->scenario() + "'",
           .expected = tr("one of '", "một lần chạy của '") + std::string(need.scenario) + "'",
           .outcome =
               tr("name another folder under [needs]", "hãy ghi thư mục khác trong [needs]")});
    }
    needs[name] = std::move(run);
  }
  return needs;
}

void tell_of_leftover(const BundleWriter& out, bool resume, const Tell& tell) {
  const std::string folder = out.folder().string();
  if (out.continues()) {
    tell(Text(folder) + tr(": going on where it stopped", ": chạy tiếp từ chỗ đã dừng"));
  } else if (out.replaced_leftover() && resume) {
    tell(Text(folder) +
         tr(": left by a run of other inputs or settings; started afresh",
            ": do lần chạy khác để lại (khác đầu vào hoặc thiết lập); chạy lại từ đầu"));
  } else if (out.replaced_leftover()) {
    tell(Text(folder) + tr(": left by an interrupted run; started afresh (--resume goes on in it)",
                           ": do lần chạy dở để lại; chạy lại từ đầu (--resume để chạy tiếp)"));
  } else if (resume) {
    tell(Text(folder) +
         tr(": nothing to go on with; started afresh", ": không có gì để chạy tiếp; chạy từ đầu"));
  }
}

RunCall call_for(const RunRequest& request, const ScenarioFile& file) {
  return {.scenario_file = fs::absolute(request.scenario_file).lexically_normal(),
          .folder = fs::current_path(),
          .assignments = request.assignments,
          .title = file.title.empty() ? std::string(file.scenario->title_vi) : file.title};
}

void draw(const BundleWriter& out, const WardLayers& ward, Language language) {
  const Bundle run(out.folder());
  write_map(out.folder() / "map.png", run, ward, language);
  write_file(out.folder() / "summary.html", summary_page(run, language));
}

}  // namespace

std::vector<Text> make_changes(const ScenarioFile& file, WardLayers& layers) {
  std::vector<Text> told;
  for (const ScenarioChange& change : file.changes) {
    const Renovation works = read_renovation(change.table, layers);
    told.push_back(renovation_told(works, layers));
    layers = renovated(std::move(layers), works);
  }
  return told;
}

ReadyRun ready(ScenarioFile file, LoadedWard ward, Findings findings) {
  const std::vector<Text> works = make_changes(file, ward.layers);
  Needs needs = read_needs(file);
  Manifest heading = heading_of(file, ward, works, needs);
  return {.file = std::move(file),
          .ward = std::move(ward),
          .needs = std::move(needs),
          .heading = std::move(heading),
          .findings = std::move(findings)};
}

void run_ready(ReadyRun run, const RunOptions& options, const Progress& progress,
               const Tell& tell) {
  refuse_existing(options.target);  // before hours of work, not after them
  RunLog log;
  const Progress noted = log.noting(progress);
  const Scenario& scenario = *run.file.scenario;
  noted.checkpoint(0.01, tr("building the street network", "dựng mạng lưới đường"));
  const Ward ward(std::move(run.ward.layers));
  BundleWriter out(options.target, run.heading, scenario.results,
                   options.resume ? PartialFolder::Start::resume : PartialFolder::Start::afresh);
  if (options.call) out.note(*options.call);
  tell_of_leftover(out, options.resume, tell);
  for (const Finding& finding : run.findings.all()) out.finding(finding);
  scenario.run({.ward = ward,
                .settings = run.file.settings,
                .needs = run.needs,
                .start = run.file.start,
                .crs = run.heading.ward.crs,
                .threads = options.threads,
                .checkpoints = &out.checkpoints()},
               out, noted.part(0.02, 0.92));
  out.write(noted.part(0.92, 0.97));
  noted.checkpoint(0.97, tr("drawing the map and the page", "vẽ bản đồ và trang tóm tắt"));
  draw(out, ward.layers(), options.page_language);
  noted.checkpoint(1.0, tr("done", "xong"));
  write_file(out.folder() / "run.log",
             log.text(options.target, run.ward.files.front(), options.threads));
  out.finish();
}

fs::path run_scenario_file(const RunRequest& request, std::span<const Scenario* const> catalogue,
                           const Progress& progress, const Tell& tell) {
  ScenarioFile file = read_scenario_file(request.scenario_file, request.assignments, catalogue);
  fs::path target = request.target.value_or(file.usual_target());
  refuse_existing(target);  // before the ward is read
  progress.checkpoint(0.0, tr("reading the ward", "đọc dữ liệu phường"));
  RunCall call = call_for(request, file);
  Findings findings;
  LoadedWard ward = load_ward(file.ward, findings);
  run_ready(ready(std::move(file), std::move(ward), std::move(findings)),
            {.target = target,
             .resume = request.resume,
             .threads = request.threads,
             .page_language = request.page_language,
             .call = std::move(call)},
            progress, tell);
  return target;
}

}  // namespace twin
