// Words, numbers and times for people, in the language that the page is read in.
import { NEVER } from "./values.js";

let language = "vi";
export const speak = (code) => {
  language = code === "en" ? "en" : "vi";
  document.documentElement.lang = language;
};
export const spoken = () => language;

/// A text of the site: one string, or one for each language.
export const told = (text) => (typeof text === "string" ? text : (text?.[language] ?? ""));

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const WORDS = {
  opening: { vi: "Đang mở…", en: "Opening…" },
  ward: { vi: "Hiện trạng", en: "Ward" },
  results: { vi: "Kết quả", en: "Results" },
  views: { vi: "Góc nhìn", en: "Views" },
  heights: { vi: "Chiều cao nhà khi vẽ", en: "Building height drawn" },
  palette: { vi: "Bảng màu", en: "Colours" },
  play: { vi: "Phát", en: "Play" },
  pause: { vi: "Tạm dừng", en: "Pause" },
  peak: { vi: "Thời điểm lớn nhất", en: "At its greatest" },
  time: { vi: "Thời điểm", en: "Time" },
  still: { vi: "không đổi theo thời gian", en: "no time in what is shown" },
  save: { vi: "Lưu ảnh", en: "Save picture" },
  panel: { vi: "Lớp và kết quả", en: "Layers and results" },
  close: { vi: "Đóng", en: "Close" },
  facts: { vi: "Chi tiết nơi đã bấm", en: "What was clicked" },
  map: { vi: "Mô hình ba chiều của phường", en: "The ward in three dimensions" },
  ground: { vi: "mặt đất", en: "ground" },
  level: { vi: "cao độ", en: "level" },
  place: { vi: "tọa độ", en: "place" },
  assumed: { vi: "giả định", en: "assumed" },
  notHere: { vi: "không tính ở đây", en: "not computed here" },
  alwaysWet: {
    vi: "nước thường xuyên, không phải ngập",
    en: "water that is always there, no flood",
  },
  atWalls: { vi: "sát tường", en: "at its walls" },
  notThen: {
    vi: "kết quả này không có vào lúc đó",
    en: "this result does not reach this time",
  },
  notKnownNow: { vi: "không có kết quả vào lúc này", en: "not known now" },
  computedFor: { vi: "chỉ tính", en: "computed for" },
  otherDay: { vi: "khác ngày, tính từ lúc bắt đầu", en: "another day, from its start on" },
  otherClock: {
    vi: "không ghi giờ, tính từ lúc bắt đầu",
    en: "tells no hour, from its start on",
  },
  never: { vi: "không xảy ra", en: "did not happen" },
  noValue: { vi: "không có giá trị", en: "no value" },
  now: { vi: "lúc đang xem", en: "at the time shown" },
  measures: { vi: "Số liệu của kịch bản", en: "Figures of the scenario" },
  allMeasures: { vi: "Mọi số liệu", en: "All figures" },
  mainMeasures: { vi: "Chỉ số liệu chính", en: "Main figures only" },
  changes: { vi: "Kịch bản thay đổi", en: "What the scenario changes" },
  leftSide: { vi: "bên trái", en: "left" },
  rightSide: { vi: "bên phải", en: "right" },
  notFetched: { vi: "không đọc được, nên không hiện", en: "not read, so not shown" },
  notComputed: { vi: "không tính", en: "not computed" },
  north: { vi: "Bắc", en: "N" },
  yes: { vi: "có", en: "yes" },
  no: { vi: "không", en: "no" },
  none: { vi: "không hiện", en: "none" },
  madeUp: { vi: "DỮ LIỆU GIẢ ĐỊNH – PHƯỜNG MẪU", en: "MADE-UP SAMPLE DATA" },
  partly: { vi: "DỮ LIỆU GIẢ ĐỊNH (MỘT PHẦN)", en: "PARTLY ASSUMED DATA" },
  onAssumed: { vi: "(*: có đầu vào giả định)", en: "(*: some inputs are assumed)" },
  otherWard: { vi: "PHƯỜNG ĐÃ ĐỔI SAU LẦN CHẠY", en: "WARD CHANGED SINCE THE RUN" },
  otherWardNote: {
    vi: "Dữ liệu phường đang vẽ khác dữ liệu mà lần chạy đã dùng:",
    en: "The ward drawn is not the one that the run was made of:",
  },
  noScenario: {
    vi: "Dữ liệu hiện trạng của phường, chưa có kịch bản",
    en: "Ward data as it is, no scenario",
  },
  fromFile: {
    vi: "Trang này cần một máy chủ web tĩnh (ví dụ: python3 -m http.server). Để mở thẳng từ tệp, hãy mở snapshot.html.",
    en: "This page needs a static web server (such as python3 -m http.server). To open a file, take snapshot.html.",
  },
  scenario: { vi: "Kịch bản", en: "Scenario" },
  comparedWith: { vi: "so với", en: "compared with" },
  notCompared: { vi: "không so sánh", en: "none" },
  swipe: { vi: "Vạch so sánh", en: "Line between the two" },
  problems: { vi: "Phần không hiển thị được", en: "What can't be shown" },
  snapshot: {
    vi: "Ảnh chụp một thời điểm: diễn biến theo thời gian có ở trang đầy đủ.",
    en: "One instant only: the whole page has the course of time.",
  },
  help: {
    vi: "Kéo: di chuyển · Kéo chuột phải: xoay · Lăn: gần, xa · Bấm: xem chi tiết",
    en: "Drag: move · Right drag: turn · Wheel: nearer, farther · Click: details",
  },
  helpTouch: {
    vi: "Một ngón: di chuyển · Hai ngón: xoay · Chụm, tách: xa, gần · Chạm: xem chi tiết",
    en: "One finger: move · Two fingers: turn · Pinch: nearer, farther · Tap: details",
  },
};
export const word = (name) => WORDS[name][language];

/// "1.234,5" in Vietnamese, "1,234.5" in English.
export function shown(value, decimals) {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
  const [group, point] = language === "vi" ? [".", ","] : [",", "."];
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, group) + (part ? point + part : "");
  return value < 0 && /[1-9]/.test(digits) ? "-" + digits : digits;
}

const withUnit = (number, unit) =>
  unit ? number + (unit === "%" ? "\u202f" : "\u00a0") + unit : number;

/// A value of a field with its unit, an instant by the clock; small ones of many decimals as a power
/// of ten.
export function shownOf(field, value) {
  if (Number.isNaN(value)) return word("noValue");
  if (value === NEVER) return word("never");
  if (field.instant && field.run.has_clock) return clockText(field.run.start_s + value);
  const many = field.decimals >= 6 && value !== 0 && Math.abs(value) < 1e-3;
  const number = many
    ? value
        .toExponential(1)
        .replace("e", "·10^")
        .replace(".", language === "vi" ? "," : ".")
    : shown(value, field.decimals);
  return withUnit(number, told(field.unit));
}

/// A cell of an attribute column.
export function shownCell(column, row) {
  if (column.kind === "text") {
    const index = column.rows[row];
    return index < 0 ? "" : told(column.words[index]);
  }
  const value = column.values[row];
  if (value === null) return "";
  if (column.kind === "flag") return word(value !== 0 ? "yes" : "no");
  const unit = told(column.unit);
  return shown(value, Number.isInteger(value) ? 0 : 2) + (unit ? " " + unit : "");
}

const two = (number) => String(number).padStart(2, "0");

/// "12:40 · 30/09/2025" of seconds of the wall clock since 1970.
export function clockText(wallS) {
  const date = new Date(60000 * Math.floor(wallS / 60 + 0.5));
  const day = `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())} · ${day}`;
}

/// "12:40" of an instant of a run, or the time since its start where it has no clock.
export const timeText = (run, wallS) =>
  run.has_clock ? clockText(wallS).slice(0, 5) : sinceText(wallS - run.start_s);

/// "+1 giờ 20 phút" of seconds since the start.
export function sinceText(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const [hour, minute] = language === "vi" ? ["giờ", "phút"] : ["h", "min"];
  const hours = Math.floor(minutes / 60);
  const parts = [];
  if (hours > 0) parts.push(`${hours} ${hour}`);
  if (minutes % 60 > 0 || hours === 0) parts.push(`${minutes % 60} ${minute}`);
  return (seconds < 0 ? "−" : "+") + parts.join(" ");
}
