#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "tools/wardtwin/command.h"

namespace twin {
namespace {

using Clock = std::chrono::steady_clock;

volatile std::sig_atomic_t g_stop_asked = 0;

extern "C" void ask_to_stop(int /*signal*/) { g_stop_asked = 1; }

/// The source that a first SIGINT or SIGTERM turns; a second one ends the program at once.
std::stop_source& stop_source() {
  static std::stop_source source;
  static const bool installed = [] {
    struct sigaction action = {};
    action.sa_handler = ask_to_stop;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    // A handler may only set a flag; this thread carries it to the token that solvers look at.
    std::thread([] {
      while (g_stop_asked == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
      source.request_stop();
    }).detach();
    return true;
  }();
  (void)installed;
  return source;
}

std::string minutes_and_seconds(double seconds) {
  const long whole = std::lround(seconds);
  char text[32];
  std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  return text;
}

/// One line on a terminal, rewritten: percent, what is being done, time left.
class ProgressLine {
 public:
  explicit ProgressLine(Language language) : language_(language) {}
  ~ProgressLine() {
    if (shown_) std::fprintf(stderr, "\r\033[K");
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(double fraction, const Text& doing) {
    const auto now = Clock::now();
    if (shown_ && now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    shown_ = true;
    const double elapsed_s = std::chrono::duration<double>(now - start_).count();
    std::string left;
    if (fraction > 0.02) {
      const bool vi = language_ == Language::vietnamese;
      left =
          (vi ? ", còn " : ", left ") + minutes_and_seconds(elapsed_s * (1 - fraction) / fraction);
    }
    std::fprintf(stderr, "\r\033[K%3.0f %% %s%s", 100 * fraction, doing.in(language_).c_str(),
                 left.c_str());
    std::fflush(stderr);
  }

 private:
  Language language_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_;
  bool shown_ = false;
};

/// A JSON object a line, at most five a second besides the first and the last.
class ProgressJson {
 public:
  explicit ProgressJson(Language language) : language_(language) {}

  void show(double fraction, const Text& doing) {
    const auto now = Clock::now();
    if (shown_ && fraction < 1.0 && now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    shown_ = true;
    const nlohmann::json line = {{"fraction", fraction}, {"doing", doing.in(language_)}};
    std::fprintf(stderr, "%s\n", line.dump().c_str());
  }

 private:
  Language language_;
  Clock::time_point last_;
  bool shown_ = false;
};

}  // namespace

Progress Terminal::progress() const {
  const std::stop_token stop = stop_source().get_token();
  const Language language = options_.message_language();
  if (options_.progress == "json") {
    return Progress([json = std::make_shared<ProgressJson>(language)](
                        double f, const Text& doing) { json->show(f, doing); },
                    stop);
  }
  if (options_.progress == "auto" && isatty(STDERR_FILENO) != 0) {
    return Progress([line = std::make_shared<ProgressLine>(language)](
                        double f, const Text& doing) { line->show(f, doing); },
                    stop);
  }
  return Progress({}, stop);
}

void Terminal::tell(const Findings& findings) const {
  if (options_.progress != "auto") return;
  for (const Finding& finding : findings.all()) {
    std::fprintf(stderr, "%s\n", finding.text(options_.message_language()).c_str());
  }
}

void Terminal::tell(const Text& line) const {
  if (options_.progress != "auto") return;
  std::fprintf(stderr, "%s\n", line.in(options_.message_language()).c_str());
}

}  // namespace twin
