#include <algorithm>

#include "engine/base/findings.h"
#include "engine/base/local_time.h"
#include "scenarios/fire_access/fire_access.h"
#include "scenarios/fire_access/fire_fields.h"
#include "scenarios/fire_access/fire_tables.h"
#include "scenarios/fire_access/flood_heads.h"

namespace twin {
namespace fire {
namespace {

constexpr double kNoon_h = 12.0;
constexpr double kSecondsPerMinute = 60.0;

double hour_of(const std::string& start) {
  const auto time = parsed_time(start);
  return time ? time->hour : kNoon_h;
}

/// The instant of the flood that counts, seconds after its start; negative: its deepest.
double instant_of_flood_s(const Request& request, const Results& flood) {
  const double minute = request.settings.number("flood_at_min");
  if (minute < 0.0) return -1.0;
  const auto ours = parsed_time(request.start);
  const auto theirs = parsed_time(flood.start());
  const double later_s = ours && theirs ? ours->epoch_s - theirs->epoch_s : 0.0;
  return std::max(0.0, minute * kSecondsPerMinute + later_s);
}

void run_fire_access(const Request& request, Output& out, const Progress& progress) {
  progress.checkpoint(0.0, tr("reading rules and vehicles", "đọc quy định và bảng xe"));
  const FireModel model = fire_model(request.settings, hour_of(request.start));
  Findings findings;
  const FireAccess dry(request.ward, model, {}, &findings);
  for (const Finding& finding : findings.all()) out.finding(finding);

  progress.checkpoint(0.2, tr("driving from the stations", "tính đường xe từ các trạm"));
  const FireRun dry_run = dry.run();
  const FireAnswers dry_answers = dry.answers(dry_run);
  const Results* flood = request.need("flood");
  if (flood == nullptr) {
    const FireOutcome outcome{.access = dry, .run = dry_run, .answers = dry_answers};
    write_measures(outcome, out);
    write_tables(outcome, out, progress.part(0.5, 1.0));
    return;
  }
  const FireAccess wet(request.ward, model,
                       flood_heads(request.ward, *flood, instant_of_flood_s(request, *flood)));
  progress.checkpoint(0.4, tr("driving through the flood", "tính đường xe khi ngập"));
  const FireRun wet_run = wet.run();
  const FireAnswers wet_answers = wet.answers(wet_run);
  const FireOutcome outcome{.access = wet,
                            .run = wet_run,
                            .answers = wet_answers,
                            .dry = &dry_run,
                            .dry_answers = &dry_answers};
  write_measures(outcome, out);
  write_tables(outcome, out, progress.part(0.5, 1.0));
}

}  // namespace
}  // namespace fire

const Scenario kFireAccess{
    .name = "fire_access",
    .title_en = "Fire access",
    .title_vi = "Tiếp cận chữa cháy",
    .question_en =
        "How soon do a fire engine and its water reach each house, and what stands in the way?",
    .question_vi = "Xe chữa cháy và nước tới từng nhà sau bao lâu, vướng ở đâu?",
    .settings = fire::fire_settings(),
    .needs = fire::fire_needs(),
    .results = fire::fire_results(),
    .run = fire::run_fire_access};

}  // namespace twin
