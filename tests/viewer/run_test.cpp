#include <gtest/gtest.h>
#include <signal.h>  // kill() is POSIX's, not in <csignal>

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QMessageBox>
#include <QProcess>
#include <QTimer>
#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "engine/base/data_folder.h"
#include "tests/support/expect_has.h"
#include "tests/viewer/opened_ward.h"
#include "viewer/app/main_window.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr int kPatience_ms = 120'000;  // of a test that would never end otherwise

/// The window on a virtual screen, from which real runs of the tiny ward are started.
class RunFromViewer : public ::testing::Test {
 protected:
  RunFromViewer() {
    window_.show();
    wait_for([this] { return window_.view().stage() != nullptr; });
    dialog().use_program(WARDTWIN_PROGRAM);
    dialog().set_results_folder(opened_.file("results"));
    dialog().open_up();
    wait_for([this] { return !dialog().entries().entries().empty(); });
  }
  ~RunFromViewer() override {
    keep_pictures(testing::UnitTest::GetInstance()->current_test_info()->name());
    dialog().queue().cancel_all();
    wait_for([this] { return !dialog().queue().busy(); });
  }

  /// WARDTWIN_RUN_SHOTS=folder keeps pictures for a person to look at.
  void keep_pictures(const std::string& name) {
    const char* folder = std::getenv("WARDTWIN_RUN_SHOTS");
    if (folder == nullptr) return;
    const QString file = QString::fromStdString((fs::path(folder) / name).string());
    dialog().grab().save(file + ".png");
    window_.grab().save(file + "_window.png");
    if (finding() != nullptr) finding()->grab().save(file + "_finding.png");
  }

  static bool wait_for(const std::function<bool()>& come) {
    QElapsedTimer timer;
    timer.start();
    while (!come() && timer.elapsed() < kPatience_ms) {
      QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 50);
    }
    return come();
  }

  RunDialog& dialog() { return window_.run_dialog(); }
  ChildRun& last_run() { return *dialog().queue().runs().back(); }
  QDialog* finding() { return window_.findChild<QDialog*>("finding"); }

  void pick(const std::string& scenario) {
    ASSERT_TRUE(dialog().entries().pick_bare(scenario));
    ASSERT_TRUE(wait_for([&] {
      ScenarioForm* form = dialog().form().form();
      return form != nullptr && form->described().name() == scenario;
    }));
  }
  void fill_number(const char* setting, double value) {
    dialog().form().row(setting)->findChild<QDoubleSpinBox*>()->setValue(value);
  }
  void fill_text(const char* setting, const QString& text) {
    dialog().form().row(setting)->findChild<QLineEdit*>()->setText(text);
  }
  /// A dry flood of coarse cells, so many seconds long.
  void fill_flood(double duration_s) {
    pick("flood");
    fill_number("cell_m", 8.0);
    fill_number("margin_m", 0.0);
    fill_number("duration_s", duration_s);
    fill_number("output_s", 60.0);
    fill_number("checkpoint_s", 60.0);
    dialog().form().row("rain")->findChild<QComboBox*>()->setCurrentIndex(1);  // a design storm
    dialog().form().title().setText("Mưa thử");
  }
  /// A flood that does not end by itself before the test does.
  void start_long_flood() {
    fill_flood(864000.0);
    dialog().run();
    ASSERT_TRUE(wait_for([this] { return last_run().talk().fraction() > 0.02; }));
    ASSERT_EQ(last_run().state(), RunState::running);
  }
  void press(QWidget& in, const char* button) {
    for (QAbstractButton* one : in.findChildren<QAbstractButton*>()) {
      if (one->text() == QString::fromUtf8(button) && one->isEnabled()) return one->click();
    }
    FAIL() << "no button " << button;
  }
  bool card_says(const char* words) {
    const auto labels = dialog().findChildren<QLabel*>("run_state");
    return std::ranges::any_of(labels, [&](const QLabel* label) {
      return label->text().contains(QString::fromUtf8(words));
    });
  }
  /// The texts of the four parts in the dialog that tells what went wrong.
  std::string told() {
    std::string all;
    for (const QLabel* label : finding()->findChildren<QLabel*>()) {
      all += label->text().toStdString() + "\n";
    }
    return all;
  }

  OpenedWard opened_;
  MainWindow window_{opened_.session, ShotOrder{}};
};

TEST_F(RunFromViewer, AFormIsFilledInRunAndItsWaterShown) {
  fill_flood(600.0);
  fill_number("cell_m", 1.0);  // work enough to tell of its progress on the way
  EXPECT_FALSE(dialog().form().form()->is_usual("cell_m"));
  const Camera camera = window_.view().camera();
  int ticks = 0;
  QTimer ticking;
  QObject::connect(&ticking, &QTimer::timeout, [&] { ++ticks; });
  ticking.start(5);
  std::vector<double> fractions;
  dialog().run();
  ASSERT_TRUE(wait_for([&] {
    fractions.push_back(last_run().talk().fraction());
    return !dialog().queue().busy();
  }));
  ASSERT_EQ(last_run().state(), RunState::finished);
  EXPECT_GT(ticks, 10);  // the window answered all the while
  EXPECT_TRUE(std::ranges::is_sorted(fractions));
  EXPECT_TRUE(std::ranges::any_of(fractions, [](double f) { return f > 0.0 && f < 1.0; }));
  EXPECT_EQ(finding(), nullptr);
  const fs::path folder = opened_.file("results") / "mua_thu";
  EXPECT_TRUE(fs::exists(folder / "manifest.json"));
  ASSERT_EQ(opened_.session.runs().size(), 2U);
  const Manifest& manifest = opened_.session.runs()[1]->manifest();
  EXPECT_EQ(manifest.title, "Mưa thử");
  EXPECT_EQ(opened_.session.runs()[1]->grid_frame()->cell_m, 1.0);
  EXPECT_EQ(window_.layers().findItems("Mưa thử", Qt::MatchExactly).size(), 1);
  EXPECT_EQ(window_.view().stage()->chosen(Slot::grid)->run, 1U);
  EXPECT_EQ(window_.view().camera().eye, camera.eye);
  // It ended at 11:40, before the 12:00 that was shown: now its deepest water is.
  const double shown_s = window_.view().stage()->wall_time_s();
  EXPECT_EQ(shown_s, opened_.session.wall_peak_s(*window_.view().stage()->chosen(Slot::grid)));
  press(dialog(), "Nhật ký");
  EXPECT_TRUE(dialog().log().isVisible());
  expect_has(dialog().log().toPlainText().toStdString(), "đọc dữ liệu phường\n");
  EXPECT_LE(shown_s, wall_clock_s("2025-09-30T11:40:00+07:00").value());
}

TEST_F(RunFromViewer, ACancelledRunLeavesNoResultsButCanGoOnOrBeDeleted) {
  start_long_flood();
  const RunOrder order = last_run().order();
  ASSERT_TRUE(wait_for([&] { return fs::exists(order.partial() / "unfinished"); }));
  press(dialog(), "Dừng");
  ASSERT_TRUE(wait_for([this] { return !dialog().queue().busy(); }));
  EXPECT_EQ(last_run().state(), RunState::cancelled);
  EXPECT_FALSE(fs::exists(order.target));
  EXPECT_TRUE(last_run().can_resume());
  EXPECT_EQ(opened_.session.runs().size(), 1U);
  press(dialog(), "Chạy tiếp");
  ASSERT_TRUE(wait_for([this] { return last_run().talk().fraction() > 0.02; }));
  press(dialog(), "Dừng");
  ASSERT_TRUE(wait_for([this] { return !dialog().queue().busy(); }));
  press(dialog(), "Xóa phần dở");
  EXPECT_TRUE(fs::exists(order.partial()));  // hours of work are asked about first
  press(*dialog().findChild<QDialog*>("forget_question"), "Xóa");
  EXPECT_FALSE(fs::exists(order.partial()));
  EXPECT_FALSE(fs::exists(order.scenario_file));
  EXPECT_TRUE(dialog().queue().runs().empty());
}

TEST_F(RunFromViewer, WhatAnEarlierSessionLeftUnfinishedIsGoneOnWith) {
  start_long_flood();
  const RunOrder order = last_run().order();
  ASSERT_TRUE(wait_for([&] { return fs::exists(order.partial() / "unfinished"); }));
  RunDialog later(opened_.session, {.file = WARDTWIN_PROGRAM, .language = Language::vietnamese},
                  nullptr);
  later.set_results_folder(opened_.file("results"));
  ASSERT_TRUE(wait_for([&] { return later.entries().pick(order.scenario_file); }));
  EXPECT_TRUE(later.queue().runs().empty());  // somebody is at work on it
  press(dialog(), "Dừng");
  ASSERT_TRUE(wait_for([this] { return !dialog().queue().busy(); }));
  later.open_up();
  ASSERT_TRUE(wait_for([&] { return !later.queue().runs().empty(); }));
  const ChildRun& run = *later.queue().runs().front();
  EXPECT_EQ(run.state(), RunState::left);
  EXPECT_EQ(run.order().title, "Mưa thử");
  EXPECT_EQ(run.order().target, order.target);
  later.open_up();  // listed once
  press(later, "Chạy tiếp");
  ASSERT_TRUE(wait_for([&] { return run.talk().fraction() > 0.02; }));
  EXPECT_EQ(later.queue().runs().size(), 1U);
  later.queue().cancel_all();
  ASSERT_TRUE(wait_for([&] { return !later.queue().busy(); }));
  EXPECT_TRUE(run.can_resume());
}

TEST_F(RunFromViewer, WhatStoppedOnTheCommandLineIsGoneOnWithToo) {
  const fs::path file = opened_.file("rain.toml");
  std::ofstream(file) << "scenario = 'flood'\nward = 'ward'\ntitle = 'Mưa đêm'\n[settings]\n"
                         "rain = 'design'\ncell_m = 8.0\nmargin_m = 0.0\ncheckpoint_s = 60.0\n";
  fs::create_directories(opened_.file("results"));
  const fs::path partial = opened_.file("results") / "by_hand.partial";
  QProcess by_hand;
  by_hand.setWorkingDirectory(QString::fromStdString(file.parent_path().string()));
  by_hand.start(WARDTWIN_PROGRAM,
                {"run", "rain.toml", "-o", "results/by_hand", "--set", "duration_s=864000"});
  ASSERT_TRUE(wait_for([&] { return fs::exists(partial / "unfinished" / "state"); }));
  by_hand.terminate();
  ASSERT_TRUE(wait_for([&] { return by_hand.state() == QProcess::NotRunning; }));
  dialog().open_up();
  ASSERT_TRUE(wait_for([&] { return !dialog().queue().runs().empty(); }));
  EXPECT_EQ(last_run().state(), RunState::left);
  EXPECT_EQ(last_run().order().title, "Mưa đêm");
  std::ofstream(partial / "mark") << "a run that starts afresh removes what was there";
  press(dialog(), "Chạy tiếp");
  ASSERT_TRUE(wait_for([this] { return last_run().talk().fraction() > 0.02; }));
  EXPECT_TRUE(fs::exists(partial / "mark"));
  press(dialog(), "Dừng");
  ASSERT_TRUE(wait_for([this] { return !dialog().queue().busy(); }));

  fs::rename(file, file.string() + ".away");
  RunDialog later(opened_.session, {.file = WARDTWIN_PROGRAM, .language = Language::vietnamese},
                  nullptr);
  later.set_results_folder(opened_.file("results"));
  later.open_up();
  ASSERT_TRUE(wait_for([&] { return !later.queue().runs().empty(); }));
  EXPECT_FALSE(later.queue().runs().front()->can_resume());
  const auto* state = later.findChild<QLabel*>("run_state");
  ASSERT_NE(state, nullptr);
  EXPECT_TRUE(state->text().contains("đưa tệp kịch bản về chỗ cũ")) << state->text().toStdString();
  fs::rename(file.string() + ".away", file);
  press(dialog(), "Xóa phần dở");
  press(*dialog().findChild<QDialog*>("forget_question"), "Xóa");
  EXPECT_FALSE(fs::exists(partial));
  EXPECT_TRUE(fs::exists(file));  // it was there before the run
}

TEST_F(RunFromViewer, WhileAFormIsAskedForNoneIsLiveAndAnAnswerForOneLeftIsDropped) {
  pick("flood");
  const fs::path slow = opened_.file("slow");
  std::ofstream(slow) << "#!/bin/sh\nsleep 1\nexec '" << WARDTWIN_PROGRAM << "' \"$@\"\n";
  fs::permissions(slow, fs::perms::owner_all);
  dialog().use_program(slow);
  FormView& form = dialog().form();
  auto* run_button = dialog().findChild<QPushButton*>("primary");
  EXPECT_TRUE(run_button->isEnabled());
  ASSERT_TRUE(dialog().entries().pick_bare("traffic"));
  EXPECT_EQ(form.form(), nullptr);
  EXPECT_FALSE(form.isEnabled());
  EXPECT_FALSE(run_button->isEnabled());
  dialog().run();  // there is nothing to run
  EXPECT_TRUE(dialog().queue().runs().empty());
  ASSERT_TRUE(dialog().entries().pick_bare("flood"));  // known already
  ASSERT_NE(form.form(), nullptr);
  QElapsedTimer timer;
  timer.start();
  wait_for([&] { return timer.elapsed() > 2500; });  // the answer about traffic has come
  ASSERT_NE(form.form(), nullptr);
  EXPECT_EQ(form.form()->described().name(), "flood");
  pick("traffic");
  EXPECT_TRUE(form.isEnabled());
}

TEST_F(RunFromViewer, AKilledRunIsToldInFourPartsAndTheViewerGoesOn) {
  start_long_flood();
  ASSERT_TRUE(wait_for([this] { return last_run().seconds_left().has_value(); }));
  ASSERT_TRUE(wait_for([this] { return card_says("còn "); }));
  keep_pictures("running");
  ASSERT_EQ(kill(static_cast<pid_t>(last_run().process_id()), SIGKILL), 0);
  ASSERT_TRUE(wait_for([this] { return finding() != nullptr; }));
  EXPECT_EQ(last_run().state(), RunState::failed);
  expect_has(told(), "lần chạy 'Mưa thử'");
  expect_has(told(), "tín hiệu 9 (SIGKILL)");
  expect_has(told(), "chạy đến hết, mã thoát 0");
  expect_has(told(), "chưa có kết quả");
  EXPECT_FALSE(fs::exists(last_run().order().target));
  finding()->close();
  window_.time().slider().setValue(0);
  EXPECT_EQ(window_.view().overlay().clock, "11:30 · 30/09/2025");
}

TEST_F(RunFromViewer, ABadValueIsToldInFourPartsByTheRunItself) {
  fill_flood(60.0);
  dialog().form().row("rain")->findChild<QComboBox*>()->setCurrentIndex(0);  // of a file
  const fs::path rain = opened_.file("mua.csv");
  std::ofstream(rain) << "time_s,mm_per_h\n0,nhieu\n";
  fill_text("rain_file", QString::fromStdString(rain.string()));
  dialog().run();
  ASSERT_TRUE(wait_for([this] { return finding() != nullptr; }));
  expect_has(told(), "mua.csv:2");
  expect_has(told(), "nhieu");
  EXPECT_FALSE(fs::exists(last_run().order().target));
  EXPECT_FALSE(last_run().can_resume());
  EXPECT_FALSE(fs::exists(last_run().order().scenario_file));  // the name is free again
}

TEST_F(RunFromViewer, WhatIsMissingIsToldBeforeAnythingIsRun) {
  fill_flood(60.0);
  dialog().form().row("rain")->findChild<QComboBox*>()->setCurrentIndex(0);
  fill_text("rain_file", "/nowhere/mua.csv");
  dialog().run();
  ASSERT_NE(finding(), nullptr);
  expect_has(told(), "không có tệp /nowhere/mua.csv");
  EXPECT_TRUE(dialog().queue().runs().empty());
}

TEST_F(RunFromViewer, ASecondRunWaitsAndTakesAnotherName) {
  start_long_flood();
  dialog().run();
  EXPECT_EQ(last_run().state(), RunState::waiting);
  EXPECT_EQ(last_run().order().target.filename(), "mua_thu_2");
  dialog().queue().runs().front()->cancel();
  ASSERT_TRUE(wait_for([this] { return last_run().state() == RunState::running; }));
}

TEST_F(RunFromViewer, TheWindowAsksBeforeItClosesOnARun) {
  start_long_flood();
  EXPECT_FALSE(window_.close());
  auto* question = window_.findChild<QMessageBox*>("quit_question");
  ASSERT_NE(question, nullptr);
  press(*question, "Để chạy tiếp");
  EXPECT_EQ(last_run().state(), RunState::running);
  ASSERT_TRUE(wait_for([this] { return window_.findChild<QMessageBox*>() == nullptr; }));
  EXPECT_FALSE(window_.close());
  press(*window_.findChild<QMessageBox*>("quit_question"), "Dừng và thoát");
  EXPECT_TRUE(wait_for([this] { return !window_.isVisible(); }));
  EXPECT_EQ(last_run().state(), RunState::cancelled);
}

TEST_F(RunFromViewer, AShippedFileIsShownWithItsValuesAndMayBeSetBack) {
  const fs::path file = (data_folder() / "scenarios/flood_design_10y.toml").lexically_normal();
  ASSERT_TRUE(dialog().entries().pick(file));
  ASSERT_TRUE(wait_for([this] { return dialog().form().form() != nullptr; }));
  SettingRow& cell = *dialog().form().row("cell_m");
  auto* box = cell.findChild<QDoubleSpinBox*>();
  EXPECT_EQ(box->text(), "5 m");
  EXPECT_EQ(dialog().form().title().text(), QString::fromStdString(dialog().form().form()->title));
  cell.reset();
  EXPECT_EQ(box->value(), 2.0);
  EXPECT_TRUE(dialog().form().form()->is_usual("cell_m"));
  EXPECT_TRUE(dialog().form().row("rain_file")->isHidden());  // not read in a design storm
}

TEST_F(RunFromViewer, EveryScenarioHasAFormThatLosesNoDigitOfAnyValue) {
  for (const char* scenario : {"flood", "traffic", "fire_access", "renovation"}) {
    pick(scenario);
    ScenarioForm& form = *dialog().form().form();
    for (const Setting& setting : form.described().settings()) {
      SettingRow* row = dialog().form().row(setting.name);
      ASSERT_NE(row, nullptr) << setting.name;
      EXPECT_EQ(row->isHidden(), !form.in_use(setting)) << setting.name;
      if (setting.kind != SettingKind::number) continue;
      auto* box = row->findChild<QDoubleSpinBox*>();
      EXPECT_EQ(box->value(), std::get<double>(form.usual(setting.name))) << setting.name;
      EXPECT_EQ(box->valueFromText(box->text()), box->value()) << setting.name;
    }
    dialog().resize(1120, 2400);
    QApplication::processEvents();
    keep_pictures(std::string("form_") + scenario);
  }
}

TEST_F(RunFromViewer, WithoutTheProgramItSaysWhatIsMissing) {
  dialog().use_program(opened_.file("none"));
  dialog().open_up();
  ASSERT_TRUE(wait_for([this] { return finding() != nullptr; }));
  expect_has(told(), opened_.file("none").string());
}

TEST(RunInEnglish, NoVietnameseStandsInTheForm) {
  const OpenedWard opened;
  Session session{std::vector<fs::path>{opened.file("ward")}};
  MainWindow window(session, {.language = Language::english});
  RunDialog& dialog = window.run_dialog();
  EXPECT_EQ(dialog.results_folder(), (data_folder() / "results").lexically_normal());
  const auto flood = DescribedScenario::read(
      R"({"name": "rain", "title": {"en": "Rain", "vi": "Mưa"},
          "question": {"en": "How much?", "vi": "Bao nhiêu?"}, "needs": [], "settings": [
          {"name": "rain_mm", "kind": "number", "unit": "year", "usual": 10, "least": 1,
           "most": 90, "choices": [], "choices_told": [],
           "meaning": {"en": "return period", "vi": "chu kỳ"}}]})");
  auto form = std::make_unique<ScenarioForm>(flood);
  form->set("rain_mm", 12.5);
  dialog.form().show_form(std::move(form));
  QStringList labels{dialog.windowTitle()};
  for (const QLabel* label : dialog.findChildren<QLabel*>()) labels << label->text();
  for (const char* expected : {"Run a scenario", "Rain", "How much?", "Return period",
                               "1 to 90\u00a0years  ·  usually 10\u00a0years"}) {
    EXPECT_TRUE(labels.contains(QString::fromUtf8(expected))) << labels.join("|").toStdString();
  }
  EXPECT_EQ(dialog.form().row("rain_mm")->findChild<QDoubleSpinBox*>()->text(), "12.5 years");
}

TEST(FolderName, HasNoAccentsAndNoBlanks) {
  EXPECT_EQ(folder_name("Đường Bằng Lăng: ngập 0,5 m!"), "duong_bang_lang_ngap_0_5_m");
  EXPECT_EQ(folder_name("…"), "ket_qua");
}

}  // namespace
}  // namespace twin

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  QSurfaceFormat::setDefaultFormat(twin::ViewWidget::format_needed());
  const QApplication qt(argc, argv);
  return RUN_ALL_TESTS();
}
