#include <QDialogButtonBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>

#include "tests/viewer/opened_window.h"
#include "viewer/app/qt_words.h"

namespace twin {
namespace {

QAction* action(QMainWindow& window, const char* text) {
  for (QMenu* menu : window.menuBar()->findChildren<QMenu*>()) {
    for (QAction* one : menu->actions()) {
      if (one->text() == QString::fromUtf8(text)) return one;
    }
  }
  return nullptr;
}

void live(int ms) {
  QElapsedTimer timer;
  timer.start();
  while (timer.elapsed() < ms) QApplication::processEvents(QEventLoop::AllEvents, 50);
}

TEST(LanguageOfTheWindow, ChangesWithTheSameViewTourAndColours) {
  OpenedWard opened;
  MainWindow window(opened.session, ShotOrder{});
  window.show();
  live(800);
  window.time().slider().setValue(1);
  window.view().set_camera(window.view().camera().nearer(0.5));
  window.view().change([](Stage& stage) { stage.set_palette(Palette::cividis); });
  window.tour().add_stop();
  const Camera camera = window.view().camera();
  action(window, "English")->trigger();
  EXPECT_FALSE(window.isVisible());  // nobody is asked about the tour: the next window has it
  ASSERT_TRUE(window.handed_on());

  MainWindow next(opened.session, {.palette = window.handed_on()->palette,
                                   .language = window.handed_on()->language});
  next.carry_on(*window.handed_on());
  next.show();
  live(800);
  EXPECT_EQ(next.findChild<QDockWidget*>("layers")->windowTitle(), "layers");
  EXPECT_EQ(next.view().overlay().elapsed, "0 h 15 min since the start");
  EXPECT_LT((next.view().camera().eye - camera.eye).norm(), 1e-3);
  EXPECT_EQ(next.view().stage()->palette(), Palette::cividis);
  EXPECT_EQ(next.tour().tour(), window.tour().tour());
  EXPECT_TRUE(next.tour().unsaved());
  let_qt_speak(Language::vietnamese);  // as the other windows here do
}

TEST(LanguageOfQtsOwnDialogs, IsThatOfTheWindow) {
  const auto cancel = [] {
    const QDialogButtonBox box(QDialogButtonBox::Cancel);
    return box.button(QDialogButtonBox::Cancel)->text();
  };
  const auto labels = [] {
    QFileDialog dialog;
    dialog.setOption(QFileDialog::DontUseNativeDialog);
    QStringList texts;
    for (const QLabel* label : dialog.findChildren<QLabel*>()) texts << label->text();
    return texts;
  };
  let_qt_speak(Language::english);
  EXPECT_EQ(cancel().remove('&'), "Cancel");
  EXPECT_TRUE(labels().contains("Files of type:"));
  let_qt_speak(Language::vietnamese);
  EXPECT_EQ(cancel(), "Hủy");
  EXPECT_TRUE(labels().contains("Loại tệp:")) << labels().join('|').toStdString();
  EXPECT_TRUE(labels().contains("Trong thư mục:"));
}

}  // namespace
}  // namespace twin
