#include "tools/import/check_drains.h"

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/numbers.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

/// Levels are surveyed to a centimetre; less is no fall.
constexpr double kLevel_m = 0.01;

class DrainCheck {
 public:
  DrainCheck(const WardLayers& layers, Findings& findings) : layers_(layers), findings_(findings) {
    for (const DrainManhole& manhole : layers.drain_manholes)
      ground_m_[manhole.id] = manhole.ground_m;
    for (const DrainOutfall& outfall : layers.drain_outfalls) outfalls_.insert(outfall.id);
    for (const DrainPipe& pipe : layers.drain_pipes) {
      upstream_[pipe.to_id].push_back(pipe.from_id);
      on_pipe_.insert(pipe.from_id);
      on_pipe_.insert(pipe.to_id);
    }
  }

  void check() {
    for (const DrainPipe& pipe : layers_.drain_pipes) check_pipe(pipe);
    for (const DrainInlet& inlet : layers_.drain_inlets) {
      if (on_pipe_.contains(inlet.manhole_id)) continue;
      add("drain_inlets", inlet.id, inlet.place,
          tr("the manhole '", "hố ga '") + inlet.manhole_id +
              tr("', at no pipe", "' không có cống"),
          tr("a manhole at a pipe", "hố ga nối với cống"),
          tr("its water goes nowhere", "nước thu vào không có lối thoát"),
          tr("write the manhole it drains to in manhole_id, or survey the pipe that is missing",
             "ghi đúng hố ga nhận nước ở cột manhole_id, hoặc khảo sát bổ sung đoạn cống còn "
             "thiếu"));
    }
    for (const DrainPump& pump : layers_.drain_pumps) {
      if (on_pipe_.contains(pump.node_id)) continue;
      add("drain_pumps", pump.id, pump.place,
          "'" + pump.node_id + tr("', at no pipe", "' không có cống"),
          tr("a manhole or outfall at a pipe", "hố ga hoặc cửa xả nối với cống"),
          tr("it pumps nothing", "bơm không có nước"),
          tr("write the manhole or outfall it stands at in node_id, or survey the pipe that leads "
             "there",
             "ghi đúng hố ga hoặc cửa xả đặt bơm ở cột node_id, hoặc khảo sát đoạn cống dẫn đến "
             "đó"));
    }
    check_reach();
  }

 private:
  bool is_node(const std::string& id) const {
    return ground_m_.contains(id) || outfalls_.contains(id);
  }

  void check_pipe(const DrainPipe& pipe) {
    for (const std::string& end : {pipe.from_id, pipe.to_id}) {
      if (is_node(end)) continue;
      about(pipe, tr("the end '", "đầu '") + end + "'",
            tr("a manhole or an outfall of the ward", "một hố ga hoặc cửa xả của phường"),
            tr("it carries nothing", "cống không dẫn nước"),
            tr("write the id of the manhole at this end in from_id or to_id, or add the manhole to "
               "the survey",
               "ghi mã hố ga ở đầu này vào cột from_id hoặc to_id, hoặc bổ sung hố ga vào số liệu "
               "khảo sát"));
    }
    const double rise_m = pipe.invert_to_m - pipe.invert_from_m;
    if (rise_m > kLevel_m) {
      about(pipe, tr("a rise of ", "dốc ngược ") + shown(rise_m, 2) + " m",
            tr("a fall from its upper to its lower end", "dốc xuôi từ đầu đến cuối"),
            tr("water stands in it", "nước đọng trong cống"),
            tr("turn the pipe round (swap from_id and to_id, and its levels with them) or correct "
               "invert_from_m and invert_to_m by levelling",
               "đảo chiều cống (đổi from_id với to_id, kèm cao độ hai đầu) hoặc đo lại "
               "invert_from_m và invert_to_m"));
    }
    check_cover(pipe, pipe.from_id, pipe.invert_from_m);
    check_cover(pipe, pipe.to_id, pipe.invert_to_m);
  }

  void check_cover(const DrainPipe& pipe, const std::string& manhole, double invert_m) {
    const auto ground = ground_m_.find(manhole);
    if (ground == ground_m_.end()) return;
    const double above_m = invert_m + pipe.height_m - ground->second;
    if (above_m <= kLevel_m) return;
    about(
        pipe,
        tr("its top ", "đỉnh cống cao hơn mặt đất ") + shown(above_m, 2) +
            tr(" m above the ground at ", " m tại ") + manhole,
        tr("a pipe below the ground", "cống nằm dưới mặt đất"), tr("taken as it is", "giữ nguyên"),
        tr("level it again: either the invert is too high, the height_m too great (metres, not "
           "millimetres), or the manhole's ground_m in another datum",
           "đo lại cao độ: đáy cống ghi quá cao, height_m quá lớn (mét, không phải milimét), hoặc "
           "ground_m của hố ga theo mốc cao độ khác"));
  }

  void check_reach() {
    std::set<std::string> reaching(outfalls_.begin(), outfalls_.end());
    // A pump lifts the water out of the network as an outfall does.
    for (const DrainPump& pump : layers_.drain_pumps) reaching.insert(pump.node_id);
    std::vector<std::string> next(reaching.begin(), reaching.end());
    while (!next.empty()) {
      const std::string node = std::move(next.back());
      next.pop_back();
      for (const std::string& above : upstream_[node]) {
        if (reaching.insert(above).second) next.push_back(above);
      }
    }
    for (const DrainManhole& manhole : layers_.drain_manholes) {
      if (reaching.contains(manhole.id)) continue;
      add("drain_manholes", manhole.id, manhole.place,
          tr("no way to an outfall", "không có đường ra cửa xả"),
          tr("pipes down to an outfall or a pump", "cống dẫn đến cửa xả hoặc bơm"),
          tr("its water comes up again", "nước trào ngược lên mặt đường"),
          tr("follow the pipes downstream from here: add the one that is missing, or turn round "
             "the "
             "one drawn against the flow",
             "lần theo cống về phía hạ lưu: bổ sung đoạn còn thiếu, hoặc đảo đoạn vẽ ngược chiều "
             "nước chảy"));
    }
  }

  void about(const DrainPipe& pipe, Text found, Text expected, Text outcome, Text hint) {
    add("drain_pipes", pipe.id, point_along(pipe.centreline, 0.5 * length_m(pipe.centreline)),
        std::move(found), std::move(expected), std::move(outcome), std::move(hint));
  }

  void add(const std::string& layer, const std::string& feature, Point at, Text found,
           Text expected, Text outcome, Text hint) {
    findings_.add(
        {.where = tr("layer '", "lớp '") + layer + tr("', feature ", "', đối tượng ") + feature,
         .found = std::move(found),
         .expected = std::move(expected),
         .outcome = std::move(outcome),
         .hint = std::move(hint),
         .layer = layer,
         .feature = feature,
         .x_m = at.x_m,
         .y_m = at.y_m});
  }

  const WardLayers& layers_;
  Findings& findings_;
  std::map<std::string, double> ground_m_ = {};
  std::set<std::string> outfalls_ = {};
  std::set<std::string> on_pipe_ = {};
  std::map<std::string, std::vector<std::string>> upstream_ = {};
};

}  // namespace

void check_drains(const WardLayers& layers, Findings& findings) {
  DrainCheck(layers, findings).check();
}

}  // namespace twin
