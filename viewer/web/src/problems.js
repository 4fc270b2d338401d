// What goes wrong, in four parts for people: where, found, expected, and what became of it.

const PARTLY = {
  vi: "phần cần tệp này không hiện, phần còn lại vẫn dùng được",
  en: "what needs it is not shown, the rest goes on",
};
const NOT_OPENED = { vi: "trang không mở được", en: "the page can't be opened" };
const WHOLE_FILE = {
  vi: "tệp nguyên vẹn mà wardtwin export-web đã ghi",
  en: "the whole file that wardtwin export-web wrote",
};

/// `found`, `expected` and `outcome` in both languages.
export class Problem extends Error {
  constructor({ where, found, expected = WHOLE_FILE, outcome = PARTLY }) {
    super(`${where}: ${found.en}`);
    Object.assign(this, { where, found, expected, outcome });
  }

  in(language) {
    const part = (name) => this[name][language];
    const words =
      language === "vi"
        ? `thấy ${part("found")}, cần ${part("expected")}`
        : `found ${part("found")}, expected ${part("expected")}`;
    return `${this.where}: ${words}; ${part("outcome")}.`;
  }

  /// As one after which there is nothing to show.
  ended() {
    this.outcome = NOT_OPENED;
    return this;
  }
}

/// Any error as a Problem; of one that nobody foresaw, what the browser says.
export function problemOf(error) {
  if (error instanceof Problem) return error;
  console.error(error);
  return new Problem({
    where: "WardTwin",
    found: { vi: `lỗi “${error.message}”`, en: `the error “${error.message}”` },
    expected: { vi: "không có lỗi", en: "none" },
    outcome: { vi: "phần này không hiện", en: "this part is not shown" },
  });
}

export const missing = (where, status) =>
  new Problem({
    where,
    found: { vi: `máy chủ trả lời ${status}`, en: `the server's answer ${status}` },
  });

export const unreachable = (where) =>
  new Problem({ where, found: { vi: "máy chủ không trả lời", en: "no answer from the server" } });

export const damaged = (where) =>
  new Problem({
    where,
    found: { vi: "dữ liệu hỏng hoặc bị cắt cụt", en: "data that is damaged or cut off" },
  });

export const noWebgl = () =>
  new Problem({
    where: "WebGL 2",
    found: { vi: "trình duyệt không có", en: "none in this browser" },
    expected: {
      vi: "trình duyệt từ năm 2023, bật tăng tốc đồ họa",
      en: "a browser of 2023 or later with graphics acceleration on",
    },
    outcome: NOT_OPENED,
  });

export const otherFormat = (format, known) =>
  new Problem({
    where: "site.json",
    found: { vi: `định dạng ${format}`, en: `format ${format}` },
    expected: {
      vi: `định dạng ${known}, hoặc một trang xuất lại bằng wardtwin mới hơn`,
      en: `format ${known}, or a page exported anew by a newer wardtwin`,
    },
    outcome: NOT_OPENED,
  });

/// The problems met so far, each place once.
export class Problems {
  constructor() {
    this.list = [];
    this.onChange = () => {};
  }

  /// To be given to `catch`: tells the error and lets the rest go on.
  add = (error) => {
    const problem = problemOf(error);
    if (this.list.some((one) => one.message === problem.message)) return;
    this.list.push(problem);
    this.onChange();
  };

  clear() {
    this.list = [];
    this.onChange();
  }
}
