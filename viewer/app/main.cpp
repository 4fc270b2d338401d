#include <CLI/CLI.hpp>
#include <QApplication>
#include <QGuiApplication>
#include <chrono>
#include <iostream>

#include "viewer/app/main_window.h"
#include "viewer/app/shot.h"

namespace {

using namespace twin;
namespace fs = std::filesystem;

struct Call {
  std::vector<fs::path> folders;
  std::string shot;
  std::string size = "1600x900";
  std::string language = "vi";
  std::string program;
  ShotOrder order;
};

void declare(CLI::App& app, Call& call) {
  app.add_option("DIR", call.folders, "thư mục phường hoặc kết quả / ward or results folders")
      ->required();
  app.add_option("--shot", call.shot, "ghi ảnh PNG, không mở cửa sổ / write a PNG, no window");
  app.add_option("--size", call.size, "cỡ ảnh / size of the picture: 1600x900");
  app.add_option("--time", call.order.time, "thời điểm / instant: 14:30, +90 (min), peak");
  app.add_option("--bookmark", call.order.bookmark,
                 "góc nhìn / view: overview, top, street, flooded_lane, flooded, eye:X,Y");
  app.add_option("--field", call.order.fields, "đại lượng hiển thị / fields to show");
  app.add_option("--hide", call.order.hidden, "lớp không hiển thị / layers to leave out");
  app.add_option("--height-scale", call.order.height_scale,
                 "tỷ lệ chiều cao nhà / height of buildings, 0 to 1")
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--samples", call.order.samples, "khử răng cưa / samples a pixel")
      ->check(CLI::Range(0, 16));
  app.add_option("--frames", call.order.frames, "đo tốc độ vẽ / frames to time after the picture");
  app.add_option("--program", call.program,
                 "chương trình wardtwin để chạy kịch bản / the wardtwin that runs scenarios")
      ->type_name("FILE");
  app.add_option("--lang", call.language, "vi, en")->check(CLI::IsMember({"vi", "en"}));
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

int draw_picture(int argc, char** argv, const Call& call) {
  const auto start = std::chrono::steady_clock::now();
  // Qt speaks of the desktop that is not there; only what stops it is worth telling.
  qInstallMessageHandler([](QtMsgType kind, const QMessageLogContext&, const QString& text) {
    if (kind >= QtCriticalMsg && kind != QtInfoMsg) std::cerr << text.toStdString() << "\n";
  });
  qputenv("QT_QPA_PLATFORM", "offscreen");  // fonts and QPainter only: OpenGL comes through EGL
  const QGuiApplication qt(argc, argv);
  const Session session(call.folders);
  const double opening_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const ShotTimes times = shoot(session, call.order, call.shot, opening_s);
  std::cerr << call.shot << ": " << call.order.width << "x" << call.order.height
            << ", first picture " << times.first_picture_s << " s";
  if (times.frames_per_s > 0.0) std::cerr << ", " << times.frames_per_s << " frames/s";
  std::cerr << "\n";
  return 0;
}

int open_window(int argc, char** argv, const Call& call) {
  QSurfaceFormat::setDefaultFormat(ViewWidget::format_needed());
  const QApplication qt(argc, argv);
  Session session(call.folders);
  MainWindow window(session, call.order);
  if (!call.program.empty()) window.run_dialog().use_program(call.program);
  window.show();
  return QApplication::exec();
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
  call.order.language = call.language == "en" ? Language::english : Language::vietnamese;
  try {
    read_size(call);
    return call.shot.empty() ? open_window(argc, argv, call) : draw_picture(argc, argv, call);
  } catch (const Failure& failure) {
    std::cerr << failure.finding().text(call.order.language) << "\n";
    return exit_code_of(failure);
  }
}
