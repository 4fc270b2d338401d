#include <unistd.h>

#include <CLI/CLI.hpp>
#include <QGuiApplication>
#include <QSettings>
#include <chrono>
#include <iostream>
#include <memory>
#include <utility>

#include "engine/base/data_folder.h"
#include "viewer/app/application.h"
#include "viewer/app/film.h"
#include "viewer/app/finding_dialog.h"
#include "viewer/app/main_window.h"
#include "viewer/app/shot.h"
#include "viewer/overlay/letters.h"

namespace {

using namespace twin;
namespace fs = std::filesystem;

struct Call {
  std::vector<fs::path> folders;
  std::string shot;
  std::string movie;
  std::string tour_pdf;
  std::string tour;
  std::string size = "1600x900";
  std::string language;  ///< empty: Vietnamese, in a window the one chosen there last
  std::string progress = "auto";
  std::string program;
  ShotOrder order;
  double frames_per_s = 25.0;
  double seconds = 20.0;

  bool headless() const { return !shot.empty() || !movie.empty() || !tour_pdf.empty(); }
};

fs::path sample_ward() { return data_folder() / "wards" / "yenhoa_mau"; }

void declare(CLI::App& app, Call& call) {
  app.add_option("DIR", call.folders, "thư mục phường hoặc kết quả / ward or results folders");
  app.add_option("--shot", call.shot, "ghi ảnh PNG, không mở cửa sổ / write a PNG, no window");
  app.add_option("--movie", call.movie,
                 "ghi phim MP4 / write a film: of --tour, or of the whole time");
  app.add_option("--tour-pdf", call.tour_pdf, "in hành trình thành PDF / print --tour as PDF");
  app.add_option("--tour", call.tour, "hành trình trình chiếu / tour made in the window (JSON)");
  app.add_option("--fps", call.frames_per_s, "số hình mỗi giây của phim / frames/s of the film")
      ->check(CLI::Range(1.0, 60.0));
  app.add_option("--seconds", call.seconds, "độ dài phim không có --tour / length without --tour")
      ->check(CLI::Range(0.1, 3600.0));
  app.add_option("--progress", call.progress, "auto, json, none")
      ->check(CLI::IsMember({"auto", "json", "none"}));
  app.add_option("--size", call.size, "cỡ ảnh / size of the picture: 1600x900");
  app.add_option("--time", call.order.time, "thời điểm / instant: 14:30, +90 (min), peak");
  app.add_option("--bookmark", call.order.bookmark,
                 "góc nhìn / view: overview, top, street, flooded_lane, flooded, eye:X,Y");
  app.add_option("--field", call.order.fields, "đại lượng hiển thị / fields to show");
  app.add_option("--hide", call.order.hidden, "lớp không hiển thị / layers to leave out");
  app.add_option("--ask", call.order.ask, "mã đối tượng được hỏi / id of a feature asked about");
  app.add_option("--show", call.order.added, "lớp hiển thị thêm / layers to show: drains");
  app.add_option("--palette", call.order.palette,
                 "bảng màu / colours: declared, viridis, cividis, greys");
  app.add_flag("--widen", call.order.widened, "vẽ rộng theo giá trị / greater values wider");
  app.add_option("--compare", call.order.comparison,
                 "so sánh hai kết quả / compare two runs: swipe, beside, change");
  app.add_option("--swipe", call.order.swipe_at, "vị trí vạch vuốt / where a swipe divides, 0 to 1")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--height-scale", call.order.height_scale,
                 "tỷ lệ chiều cao nhà / height of buildings, 0 to 1")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--samples", call.order.samples, "khử răng cưa / samples a pixel")
      ->check(CLI::Range(0, 16));
  app.add_flag("--light", call.order.light,
               "chế độ nhẹ cho máy yếu / faster drawing for weak computers");
  app.add_option("--frames", call.order.frames, "đo tốc độ vẽ / frames to time after the picture");
  app.add_option("--program", call.program,
                 "chương trình wardtwin để chạy kịch bản / the wardtwin that runs scenarios")
      ->type_name("FILE");
  app.add_option("--lang", call.language, "vi, en")->check(CLI::IsMember({"vi", "en"}));
}

constexpr const char* kLanguage = "language";  // among the window's settings

void remember_language(Language language) {
  QSettings("WardTwin", "viewer").setValue(kLanguage, language == Language::english ? "en" : "vi");
}

Language language_of(const Call& call) {
  std::string named = call.language;
  if (named.empty() && !call.headless()) {
    named = QSettings("WardTwin", "viewer").value(kLanguage).toString().toStdString();
  }
  return named == "en" ? Language::english : Language::vietnamese;
}

void read_size(Call& call) {
  const int found =
      std::sscanf(call.size.c_str(), "%5dx%5d", &call.order.width, &call.order.height);
  const bool usable = found == 2 && call.order.width >= 64 && call.order.height >= 64 &&
                      call.order.width <= 8192 && call.order.height <= 8192;
  if (usable) return;
  throw UsageError({.where = "--size",
                    .found = call.size,
                    .expected = tr("WIDTHxHEIGHT, 64 to 8192 each", "RỘNGxCAO, mỗi số 64 đến 8192"),
                    .outcome = tr("no picture was drawn", "chưa vẽ ảnh nào")});
}

Tour tour_of(const Call& call) {
  if (!call.tour.empty()) return read_tour(call.tour);
  throw UsageError({.where = "--tour-pdf",
                    .found = tr("no --tour", "thiếu --tour"),
                    .expected = tr("--tour FILE.json, made in the window",
                                   "--tour TẬP_TIN.json, tạo trong cửa sổ xem 3D"),
                    .outcome = tr("nothing was printed", "chưa in gì")});
}

FilmProgress progress_of(const Call& call) {
  if (call.progress == "none") return [](double) {};
  if (call.progress == "json") {
    return [](double share) {
      std::cerr << R"({"fraction":)" << share << R"(,"doing":"film"})" << std::endl;
    };
  }
  return [last = -1](double share) mutable {
    const int percent = static_cast<int>(100.0 * share);
    if (percent != last) std::cerr << "\r" << percent << " %" << std::flush;
    last = percent;
  };
}

void tell(const ShotTimes& times, const Call& call) {
  std::cerr << call.shot << ": " << call.order.width << "x" << call.order.height
            << ", first picture " << times.first_picture_s << " s";
  if (times.frames_per_s > 0.0) {
    std::cerr << ", scene " << times.scene_s << " s, " << times.frames_per_s << " frames/s";
  }
  std::cerr << "\n";
}

int draw_headless(int argc, char** argv, const Call& call) {
  const auto start = std::chrono::steady_clock::now();
  // Qt speaks of the desktop that is not there; only what stops it is worth telling.
  qInstallMessageHandler([](QtMsgType kind, const QMessageLogContext&, const QString& text) {
    if (kind >= QtCriticalMsg && kind != QtInfoMsg) std::cerr << text.toStdString() << "\n";
  });
  qputenv("QT_QPA_PLATFORM", "offscreen");  // fonts and QPainter only: OpenGL comes through EGL
  const QGuiApplication qt(argc, argv);
  if (const auto letters = missing_letters()) {
    std::cerr << letters->text(call.order.language) << "\n";
  }
  const Session session(call.folders);
  const double opening_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!call.shot.empty()) tell(shoot(session, call.order, call.shot, opening_s), call);
  if (!call.tour_pdf.empty()) {
    print_tour(session, call.order, tour_of(call), call.tour_pdf, progress_of(call));
  }
  if (!call.movie.empty()) {
    FilmOrder order{.picture = call.order,
                    .tour = {},
                    .frames_per_s = call.frames_per_s,
                    .seconds = call.seconds};
    if (!call.tour.empty()) order.tour = read_tour(call.tour);
    film(session, order, call.movie, progress_of(call));
  }
  return 0;
}

/// What went wrong on the way to a window that can be shown all the same.
struct Trouble {
  Text heading;
  Finding finding;
};

/// What of the folders can be shown; of none the sample ward.
std::unique_ptr<Session> opened(const std::vector<fs::path>& folders,
                                std::vector<Trouble>& troubles) {
  const auto left_out = [&](const Failure& failure) {
    troubles.push_back(
        {tr("This folder is not shown", "Không hiển thị được thư mục này"), failure.finding()});
  };
  try {
    return std::make_unique<Session>(folders, left_out);
  } catch (const InputError& error) {
    const std::vector<fs::path> sample = {sample_ward()};
    if (folders == sample) throw;
    left_out(error);
    return std::make_unique<Session>(sample);
  }
}

/// Starts this program anew, drawing by the processor. Returns where that can't be done.
void start_in_software(char** argv, const Failure& why, Language language) {
  constexpr const char* kSoftware = "LIBGL_ALWAYS_SOFTWARE";
  if (qEnvironmentVariableIsSet(kSoftware)) return;
  std::cerr << why.finding().text(language) << "\n";
  qputenv(kSoftware, "1");
  execv("/proc/self/exe", argv);
}

/// Tells in a dialog why no window can be shown.
void tell_alone(const Text& heading, const Failure& failure, Language language) {
  show_finding(nullptr, heading, failure.finding(), language)->exec();
}

/// One window after the other, as long as somebody only changes the language.
int show_windows(Application& qt, Session& session, const Call& call,
                 std::vector<Trouble> troubles) {
  std::optional<HandedOn> from;
  for (;;) {
    ShotOrder order = call.order;
    if (from) {
      order.language = from->language;
      order.palette = from->palette;
      order.light = from->light;
    }
    MainWindow window(session, order);
    if (from) window.carry_on(*from);
    if (!call.program.empty()) window.run_dialog().use_program(call.program);
    qt.on_failure = [&window](const Failure& failure) { window.tell(failure); };
    window.remember_layout();
    if (!from && !call.tour.empty()) window.tour().open(call.tour);
    window.show();
    for (const Trouble& one : std::exchange(troubles, {})) {
      show_finding(&window, one.heading, one.finding, order.language);
    }
    const int code = Application::exec();
    qt.on_failure = nullptr;
    from = window.handed_on();
    if (!from) return code;
    remember_language(from->language);
  }
}

int open_window(int argc, char** argv, const Call& call) {
  share_free_memory();
  QSurfaceFormat::setDefaultFormat(ViewWidget::format_needed());
  Application qt(argc, argv);
  const Language language = call.order.language;
  try {
    try_opengl();
  } catch (const Failure& failure) {
    start_in_software(argv, failure, language);
    tell_alone(tr("The ward can't be drawn", "Không vẽ được phường"), failure, language);
    throw;
  }
  try {
    std::vector<Trouble> troubles;
    const std::unique_ptr<Session> session = opened(call.folders, troubles);
    if (const auto letters = missing_letters()) {
      troubles.push_back({tr("Names can't be read", "Không đọc được tên"), *letters});
    }
    return show_windows(qt, *session, call, std::move(troubles));
  } catch (const Failure& failure) {
    tell_alone(tr("The ward can't be shown", "Không mở được phường"), failure, language);
    throw;
  }
}

int exit_code_of(const Failure& failure) {
  if (dynamic_cast<const InputError*>(&failure) != nullptr) return 3;
  if (dynamic_cast<const UsageError*>(&failure) != nullptr) return 2;
  if (dynamic_cast<const OutputError*>(&failure) != nullptr) return 5;
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("WardTwin – xem phường trong không gian ba chiều / the ward in 3D",
               "wardtwin-viewer");
  Call call;
  declare(app, call);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  call.order.language = language_of(call);
  try {
    read_size(call);
    if (call.folders.empty()) call.folders.push_back(sample_ward());
    return call.headless() ? draw_headless(argc, argv, call) : open_window(argc, argv, call);
  } catch (const Failure& failure) {
    std::cerr << failure.finding().text(call.order.language) << "\n";
    return exit_code_of(failure);
  } catch (const std::exception& error) {
    std::cerr << "wardtwin-viewer: " << error.what() << "\n";
    return 1;
  }
}
