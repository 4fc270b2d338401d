// When what a run tells holds, and on whose clock it is told: as in the desktop viewer
// (viewer/model/run.cpp and session.cpp).

const SLACK_S = 0.5; // instants on the wall clock are rounded sums
const DAY_S = 86400;

/// The index of the instant of a field that holds some time after the start of its run: the last
/// not after it. Null before its first and after its last: what was then is not known. 0 of a field
/// without time.
export function instantAt({ times_s: times, span_s: span }, sinceS) {
  if (!span) return 0;
  if (sinceS < span[0] - SLACK_S || sinceS > span[1] + SLACK_S) return null;
  let index = 0;
  while (index + 1 < times.length && times[index + 1] <= sinceS + 1e-6) ++index;
  return index;
}

/// The time through which a run goes on, seconds after its start; null where nothing of it moves.
function spanOf(run) {
  const moving = run.fields.filter(({ as, span_s: span }) => as !== "nothing" && span);
  const spans = moving.map(({ span_s: span }) => span);
  if (spans.length === 0) return null;
  return [Math.min(...spans.map(([from]) => from)), Math.max(...spans.map(([, to]) => to))];
}

function goOnTogether(run, other) {
  const [one, two] = [spanOf(run), spanOf(other)];
  const later = other.start_s - run.start_s;
  return one !== null && two !== null && one[0] <= later + two[1] && later + two[0] <= one[1];
}

/// Whether two runs keep the hours of one wall clock: those of one day, and those that go on at the
/// same time. Others are laid over each other from their starts on.
export function shareClock(run, other) {
  if (run === other) return true;
  if (!run.has_clock || !other.has_clock) return false;
  const dayOf = ({ start_s: start }) => Math.floor(start / DAY_S);
  return dayOf(run) === dayOf(other) || goOnTogether(run, other);
}
