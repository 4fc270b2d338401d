#include "viewer/model/run_talk.h"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstring>

#include "viewer/model/told.h"

namespace twin {
namespace {

constexpr double kLook_s = 15.0;  // speed is taken over this long, or a third of the run
constexpr double kFirst_s = 3.0;  // earlier, nothing can be said
constexpr double kLeap = 0.1;     // more at once is what a resumed run had done before
constexpr double kLeapWithin_s = 2.0;

/// What a step does, without the counts behind its comma: "simulating, 0:15 of 1:00".
std::string step_of(const std::string& doing) { return doing.substr(0, doing.find(',')); }

Text signal_told(int number) {
  const char* known = sigabbrev_np(number);
  const std::string name = known == nullptr ? "" : " (SIG" + std::string(known) + ")";
  return tr("the program was ended by signal ", "chương trình bị kết thúc bởi tín hiệu ") +
         std::to_string(number) + name;
}

Text cause_of(int number) {
  if (number == SIGKILL) {
    return tr(
        "somebody ended it, or the computer ran out of memory: close other programs or take "
        "coarser cells",
        "có người đã tắt, hoặc máy hết bộ nhớ: hãy đóng bớt chương trình khác hoặc dùng ô "
        "lưới thô hơn");
  }
  if (number == SIGTERM || number == SIGINT || number == SIGHUP) {
    return tr("somebody, or the system shutting down, ended it",
              "có người, hoặc hệ thống khi tắt máy, đã kết thúc nó");
  }
  return tr("a fault of the program: please report it with the log",
            "lỗi của chương trình: xin báo lại kèm nhật ký");
}

}  // namespace

void RunTalk::hear(std::string_view piece) {
  unfinished_ += piece;
  std::size_t begin = 0;
  for (std::size_t end = unfinished_.find('\n'); end != std::string::npos;
       end = unfinished_.find('\n', begin)) {
    hear_line(unfinished_.substr(begin, end - begin));
    begin = end + 1;
  }
  unfinished_.erase(0, begin);
}

void RunTalk::hear_line(const std::string& line) {
  if (line.empty() || (line.front() == '{' && hear_json(line))) return;
  lines_.push_back(line);
  step_.clear();
}

bool RunTalk::hear_json(const std::string& line) {
  try {
    const JsonFile file(line, {}, {});
    const JsonPlace told = file.root();
    if (const auto fraction = told.find("fraction")) {
      hear_progress(fraction->number(), text_or_none(told, "doing"));
      return true;
    }
    const auto failure = told_finding(told);
    if (failure) failure_ = failure;
    return failure.has_value();
  } catch (const InputError&) {
    return false;
  }
}

void RunTalk::hear_progress(double fraction, const std::string& doing) {
  fraction_ = std::clamp(fraction, 0.0, 1.0);
  doing_ = doing;
  const std::string step = step_of(doing);
  if (!lines_.empty() && step == step_) {
    lines_.back() = doing;
  } else {
    lines_.push_back(doing);
  }
  step_ = step;
}

void TimeLeft::at(double elapsed_s, double fraction) {
  if (!moments_.empty()) {
    const Moment& last = moments_.back();
    const bool leapt =
        fraction - last.fraction > kLeap && elapsed_s - last.elapsed_s < kLeapWithin_s;
    if (leapt) moments_.clear();
  }
  moments_.push_back({elapsed_s, fraction});
  const double look_s = std::max(kLook_s, elapsed_s / 3.0);
  while (moments_.size() > 2 && moments_[1].elapsed_s <= elapsed_s - look_s) moments_.pop_front();
}

std::optional<double> TimeLeft::seconds() const {
  if (moments_.empty()) return std::nullopt;
  const Moment& first = moments_.front();
  const Moment& last = moments_.back();
  const double passed_s = last.elapsed_s - first.elapsed_s;
  const double done = last.fraction - first.fraction;
  if (passed_s < kFirst_s || done <= 0.0) return std::nullopt;
  return (1.0 - last.fraction) * passed_s / done;
}

Text time_left_told(double seconds) {
  if (seconds < 10.0) return tr("a few seconds left", "còn vài giây");
  if (seconds < 55.0) {
    const std::string tens = std::to_string(10 * std::lround(seconds / 10.0));
    return tr("about " + tens + " seconds left", "còn khoảng " + tens + " giây");
  }
  const long minutes = std::max(1L, std::lround(seconds / 60.0));
  if (minutes < 60) {
    const std::string count = std::to_string(minutes);
    return tr("about " + count + (minutes == 1 ? " minute left" : " minutes left"),
              "còn khoảng " + count + " phút");
  }
  const std::string hours = std::to_string(minutes / 60);
  const std::string rest = std::to_string(minutes % 60);
  return tr("about " + hours + " h " + rest + " min left",
            "còn khoảng " + hours + " giờ " + rest + " phút");
}

Finding finding_of_end(const ChildEnd& end, const std::string& title,
                       const std::filesystem::path& partial) {
  std::error_code error;
  const bool resumable = std::filesystem::exists(partial, error);
  Finding finding{
      .where = tr("the run '", "lần chạy '") + title + "'",
      .found = end.crashed ? signal_told(end.code)
                           : tr("exit code ", "mã thoát ") + std::to_string(end.code),
      .expected = tr("a run to its end, with exit code 0", "chạy đến hết, mã thoát 0"),
      .outcome =
          resumable ? tr("no results; what was done lies in ", "chưa có kết quả; phần đã chạy ở ") +
                          partial.string() +
                          tr(", and the run can go on from there", " và có thể chạy tiếp từ đó")
                    : tr("no results; the viewer goes on",
                         "chưa có kết quả; chương trình xem vẫn "
                         "hoạt động")};
  finding.hint = end.crashed ? cause_of(end.code)
                 : end.last_words.empty()
                     ? Text()
                     : tr("it last said: ", "dòng cuối cùng: ") + end.last_words;
  return finding;
}

}  // namespace twin
