#include "engine/base/findings.h"
#include "scenarios/fire_access/asked.h"
#include "scenarios/fire_access/fire_access.h"
#include "scenarios/fire_access/fire_fields.h"
#include "scenarios/fire_access/fire_tables.h"

namespace twin {
namespace fire {
namespace {

void run_fire_access(const Request& request, Output& out, const Progress& progress) {
  progress.checkpoint(0.0, tr("reading rules and vehicles", "đọc quy định và bảng xe"));
  const FireModel model = model_of(request);
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
  const FireAccess wet(request.ward, model, heads_of(request));
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
