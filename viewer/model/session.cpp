#include "viewer/model/session.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "engine/base/nearest.h"
#include "viewer/model/grid_instant.h"
#include "viewer/model/ward_version.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

InputError nothing_there(const std::string& where) {
  return InputError({.where = where,
                     .found = tr("neither a ward nor a finished run",
                                 "không phải thư mục phường, cũng không phải kết quả đã chạy xong"),
                     .expected = tr("a folder with ward.toml or manifest.json",
                                    "thư mục có ward.toml hoặc manifest.json"),
                     .outcome = tr("check the path", "hãy kiểm tra đường dẫn")});
}

InputError no_ward(const std::string& where) {
  return InputError({.where = where,
                     .found = tr("its ward is not where it was", "phường không còn ở chỗ cũ"),
                     .expected = tr("the ward folder of the run", "thư mục phường của lần chạy"),
                     .outcome = tr("name the ward folder too: wardtwin-viewer WARD_DIR RUN_DIR",
                                   "hãy đưa thêm thư mục phường: wardtwin-viewer PHUONG KET_QUA")});
}

InputError of_another_ward(const Run& run, const WardFolder& ward) {
  return InputError(
      {.where = run.bundle().folder().string(),
       .found = tr("a run of the ward ", "kết quả của phường ") + run.manifest().ward.name,
       .expected = tr("a run of ", "kết quả của ") + ward.name,
       .outcome = tr("it is not shown; look at one ward at a time",
                     "không hiển thị; mỗi lần chỉ xem một phường")});
}

std::unique_ptr<Run> run_in(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_regular_file(folder / "manifest.json", error)) throw nothing_there(folder.string());
  return std::make_unique<Run>(folder);
}

std::optional<GridFrame> first_frame(const std::vector<std::unique_ptr<Run>>& runs) {
  for (const auto& run : runs) {
    if (const auto frame = run->grid_frame()) return frame;
  }
  return std::nullopt;
}

double day_of(double wall_s) {
  constexpr double kDay_s = 86400.0;
  return std::floor(wall_s / kDay_s);
}

/// Of a choice at one of its instants.
double sum_at(const Bundle& bundle, const Choice& choice, std::size_t index,
              const Grid<std::uint8_t>& always_wet) {
  const ManifestField& field = *choice.field;
  if (field.kind == FieldKind::frames) {
    return sum_for_peak(bundle.frame(field.name, index), choice.as == ShownAs::water, always_wet);
  }
  double sum = 0.0;
  for (const float value : bundle.series_at(field.table, field.name, index)) {
    if (std::isfinite(value)) sum += static_cast<double>(value);
  }
  return sum;
}

/// The time at which a sum is greatest. Reading every frame of a long run takes seconds: coarse
/// steps first, then the instants around the best of them.
double peak_among_s(const std::vector<double>& times_s,
                    const std::function<double(std::size_t)>& sum) {
  constexpr std::size_t kCoarse = 8;
  const std::size_t step = std::max<std::size_t>(1, times_s.size() / kCoarse);
  std::size_t best = 0;
  double greatest = -1e300;
  const auto look = [&](std::size_t from, std::size_t to, std::size_t by) {
    for (std::size_t i = from; i <= to; i += by) {
      const double sum_now = sum(i);
      if (sum_now <= greatest) continue;
      greatest = sum_now;
      best = i;
    }
  };
  const std::size_t last = times_s.size() - 1;
  look(0, last, step);
  for (std::size_t by = step / 2; by >= 1; by /= 2) {
    const std::size_t around = best;
    look(around >= by ? around - by : 0, std::min(around + by, last), by);
  }
  return times_s[best];
}

bool is_ready(const std::shared_future<double>& value) {
  return value.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

Session::Session(std::span<const fs::path> folders, const Refused& refused) {
  const auto attempt = [&](const std::function<void()>& work) {
    try {
      work();
    } catch (const InputError& error) {
      if (!refused) throw;
      refused(error);
    }
  };
  std::optional<fs::path> ward_place;
  std::vector<std::unique_ptr<Run>> runs;
  for (const fs::path& folder : folders) {
    attempt([&] {
      if (is_ward(folder))
        ward_place = folder;
      else
        runs.push_back(run_in(folder));
    });
  }
  for (const auto& run : runs) {
    if (!ward_place) ward_place = run->bundle().ward_toml();
  }
  if (!ward_place) throw no_ward(folders.empty() ? "wardtwin-viewer" : folders.front().string());
  ward_ = std::make_unique<WardFolder>(read_ward_folder(*ward_place));
  for (auto& run : runs) attempt([&] { join(std::move(run)); });
  world_ = std::make_unique<World>(world_of(*ward_, first_frame(runs_)));
  ward_->terrain_m.reset();  // the world's lattice stands for it: 30 MB less to hold
  picker_ = std::make_unique<Picker>(world_->ground, world_->blocks, world_->origin);
}

std::size_t Session::open(const fs::path& folder) {
  const auto same = [&](const std::unique_ptr<Run>& run) {
    std::error_code error;
    return fs::equivalent(run->bundle().folder(), folder, error);
  };
  if (const auto it = std::ranges::find_if(runs_, same); it != runs_.end()) {
    return static_cast<std::size_t>(it - runs_.begin());
  }
  join(run_in(folder));
  return runs_.size() - 1;
}

void Session::join(std::unique_ptr<Run> run) {
  if (run->manifest().ward.name != ward_->name) throw of_another_ward(*run, *ward_);
  std::vector<Choice> choices;
  for (const ManifestField* field : run->drawable()) {
    const ShownAs as = run->shown_as(*field);
    if (as != ShownAs::nothing) choices.push_back({.run = runs_.size(), .field = field, .as = as});
    run->times_s(*field);  // what is damaged is told now, not when somebody chooses it
  }
  run->grid_frame();
  choices_.insert(choices_.end(), choices.begin(), choices.end());
  runs_.push_back(std::move(run));
}

std::optional<Choice> Session::choice_named(const std::string& name) const {
  const auto names = [&](const Choice& choice) {
    const std::string& field = choice.field->name;
    const std::string& table = choice.field->table;
    return name == field || (!table.empty() && name == table + "." + field) ||
           name == runs_[choice.run]->manifest().scenario + "/" + field;
  };
  const auto it = std::ranges::find_if(choices_, names);
  return it == choices_.end() ? std::nullopt : std::optional{*it};
}

std::optional<Choice> Session::counterpart(const Choice& choice, std::size_t run) const {
  const auto same = [&](const Choice& other) {
    return other.run == run && other.as == choice.as && other.field->name == choice.field->name &&
           other.field->table == choice.field->table && other.field->kind == choice.field->kind;
  };
  const auto it = std::ranges::find_if(choices_, same);
  return it == choices_.end() ? std::nullopt : std::optional{*it};
}

std::vector<Choice> Session::first_choices() const {
  std::vector<Choice> first;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const Manifest& manifest = runs_[i]->manifest();
    // What moves through time says most; else what the run's own map shows.
    const auto moving = std::ranges::find_if(choices_, [&](const Choice& choice) {
      return choice.run == i && choice.as == ShownAs::water &&
             choice.field->kind == FieldKind::frames;
    });
    const auto main = std::ranges::find_if(choices_, [&](const Choice& choice) {
      return choice.run == i && choice.field == manifest.main_field();
    });
    if (moving != choices_.end())
      first.push_back(*moving);
    else if (main != choices_.end())
      first.push_back(*main);
  }
  return first;
}

std::vector<double> Session::wall_times_s(const Choice& choice) const {
  const Run& run = *runs_[choice.run];
  std::vector<double> times_s = run.times_s(*choice.field);
  for (double& time_s : times_s) time_s += run.start_s();
  return times_s;
}

std::optional<Session::Span> Session::span_of(std::size_t run) const {
  std::optional<Span> span;
  for (const ManifestField* field : runs_[run]->drawable()) {
    const std::vector<double>& times_s = runs_[run]->times_s(*field);
    if (times_s.empty()) continue;
    if (!span) span = {times_s.front(), times_s.back()};
    span->from_s = std::min(span->from_s, times_s.front());
    span->to_s = std::max(span->to_s, times_s.back());
  }
  return span;
}

std::optional<Choice> Session::leading(std::span<const Choice> choices) const {
  const auto moves = [&](const Choice& choice) {
    return !runs_[choice.run]->times_s(*choice.field).empty();
  };
  const auto it = std::ranges::find_if(choices, moves);
  if (it != choices.end()) return *it;
  return choices.empty() ? std::nullopt : std::optional{choices.front()};
}

bool Session::goes_on_together(std::size_t run, std::size_t other) const {
  const auto one = span_of(run);
  const auto two = span_of(other);
  const double later_s = runs_[other]->start_s() - runs_[run]->start_s();
  return one && two && one->from_s <= later_s + two->to_s && later_s + two->from_s <= one->to_s;
}

bool Session::share_clock(std::size_t run, std::size_t other) const {
  if (run == other) return true;
  if (!runs_[run]->has_clock() || !runs_[other]->has_clock()) return false;
  return day_of(runs_[run]->start_s()) == day_of(runs_[other]->start_s()) ||
         goes_on_together(run, other);
}

double Session::start_on_clock_of_s(std::size_t leader, std::size_t run) const {
  return runs_[share_clock(leader, run) ? run : leader]->start_s();
}

bool Session::reaches(std::size_t run, double since_s) const {
  const auto span = span_of(run);
  return span && span->from_s - kInstantSlack_s <= since_s &&
         since_s <= span->to_s + kInstantSlack_s;
}

std::optional<double> Session::since_start_s(std::size_t run, double wall_s) const {
  const double own_s = wall_s - runs_[run]->start_s();
  if (reaches(run, own_s)) return own_s;
  for (std::size_t other = 0; other < runs_.size(); ++other) {
    const double since_s = wall_s - runs_[other]->start_s();
    if (!reaches(other, since_s)) continue;
    const bool over = !share_clock(run, other) && reaches(run, since_s);
    return over ? std::optional{since_s} : std::nullopt;
  }
  return std::nullopt;
}

const Rows& Session::rows_of(const FeatureTable& table) const {
  const auto known = rows_.find(&table);
  return known != rows_.end() ? known->second : rows_.try_emplace(&table, table).first->second;
}

const std::vector<std::string>& Session::ward_files_changed_since(std::size_t run) const {
  const auto known = changed_files_.find(run);
  if (known != changed_files_.end()) return known->second;
  return changed_files_.emplace(run, files_changed_since(runs_[run]->manifest(), ward_->folder))
      .first->second;
}

const std::vector<RiverSurface>& Session::rivers() const {
  if (!rivers_) rivers_ = river_surfaces(*ward_, *world_);
  return *rivers_;
}

const std::vector<DrainRod>& Session::drains() const {
  if (!drains_) drains_ = drain_rods(*ward_, *world_);
  return *drains_;
}

const std::shared_future<double>& Session::peak_of(const Choice& choice) const {
  const std::pair key(choice.run, choice.field);
  const auto known = peaks_s_.find(key);
  if (known != peaks_s_.end()) return known->second;
  // Runs may join meanwhile: the thread must not read the list of them.
  const Run& run = *runs_[choice.run];
  const auto search = [&run, &world = *world_, choice, times_s = wall_times_s(choice)] {
    if (times_s.empty()) return run.start_s();
    return peak_among_s(times_s, [&](std::size_t index) {
      return sum_at(run.bundle(), choice, index, world.always_wet);
    });
  };
  return peaks_s_.emplace(key, std::async(std::launch::async, search).share()).first->second;
}

double Session::wall_peak_s(const Choice& choice) const { return peak_of(choice).get(); }

std::optional<double> Session::wall_peak_if_found_s(const Choice& choice) const {
  const std::shared_future<double>& peak = peak_of(choice);
  if (!is_ready(peak)) return std::nullopt;
  try {
    return peak.get();
  } catch (const InputError&) {
    return std::nullopt;
  }
}

bool Session::searches_peaks() const {
  return std::ranges::any_of(peaks_s_, [](const auto& one) { return !is_ready(one.second); });
}

}  // namespace twin
