#pragma once

#include <QPainter>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "viewer/model/labels.h"
#include "viewer/scene/stage.h"

namespace twin {

/// How a value is painted, on the picture and in its legend.
struct Swatch {
  std::string colour;  ///< "#2b83ba"; empty: the stripes of what has no value
  bool plain = false;  ///< without colour or stripes: what never happened
};

/// One legend as it stands on the picture.
struct OverlayLegend {
  std::string title;
  struct Row {
    Swatch swatch;
    std::string text;
  };
  std::vector<Row> rows;
  std::string note;  ///< who set the thresholds
};

/// A point of a results table with its value, or without one.
struct ValuedPoint {
  const FeatureTable* table = nullptr;  ///< of its run
  std::size_t row = 0;
  Point at;
  Swatch swatch;
  std::string text;  ///< with its unit; empty without a value
};

/// What runs of one scenario amount to, as it stands on the picture.
struct OverlayMeasures {
  std::vector<std::string> heads;  ///< over the values, where more than one run tells them
  struct Row {
    std::string what;
    std::vector<std::string> values;  ///< one a run
  };
  std::vector<Row> rows;
};

/// What is written over one side of the picture only.
struct OverlaySide {
  std::string title;                           ///< of its run, where two stand beside each other
  std::vector<DepthSpot> depths;               ///< written as numbers, where water is shown
  std::shared_ptr<const Grid<float>> water_m;  ///< on the lattice; empty: none is shown
  std::vector<ValuedPoint> points;             ///< without a value, then the greatest first
  std::vector<PointOnDemand> asked_points;     ///< of what was asked about: stops of an engine
};

/// What a symbol, a disc, a name or a number means, where it stands on the picture; or a part of
/// the frame (legend, compass, clock…), which means nothing and hides what lies beneath it.
struct PaintedTarget {
  QRectF box;                    ///< pixels of the picture
  std::size_t side = 0;          ///< of the picture
  std::optional<Target> target;  ///< without a table: whatever lies at that place
};

/// All that is drawn over the 3D picture, in the window and headless alike.
struct Overlay {
  Language language = Language::vietnamese;
  double scale = 1.0;  ///< of texts and symbols: 1 for a picture 720 pixels high
  std::string title;
  std::string subtitle;
  std::string clock;    ///< "14:30 · 30/09/2025"; empty: no time
  std::string elapsed;  ///< "3 giờ 00 phút từ khi bắt đầu"
  /// What must be known of the runs shown: those that do not go on now, those of other days, those
  /// made of another version of the ward.
  std::vector<std::string> notes;
  std::string provenance;      ///< scenario, run hash, version
  bool assumed = false;        ///< DỮ LIỆU GIẢ ĐỊNH
  bool made_up = false;        ///< the whole ward is a sample
  std::string caption;         ///< what is said at a stop of a tour, in large letters
  std::string counter;         ///< "3 / 7": which stop
  std::vector<Text> left_out;  ///< what a stop should show and can't
  std::vector<OverlayLegend> legends;
  bool tells_measures = false;            ///< in a meeting, of the runs shown
  std::vector<OverlayMeasures> measures;  ///< below the compass
  std::vector<StreetLabel> streets;
  std::vector<PlaceMark> marks;
  Target asked;                    ///< what was asked about; without a table: nothing of the ward
  std::vector<OverlaySide> sides;  ///< by pane of the picture
  Split split;
  std::set<std::string> hidden_layers;
  bool show_labels = true;
};

/// The runs of what is shown, each once, in the order of the session.
std::set<std::size_t> runs_shown(const Stage& stage);

/// What stands still of it: labels, marks, language; and what a stage shows just now.
/// `update_overlay` needs no graphics card and is called after every change of the stage.
Overlay overlay_of(const Session& session, Language language);
void update_overlay(Overlay& overlay, const Stage& stage);

/// Draws it. `depths` hides names and symbols of what is hidden; positions are those of `camera`
/// on a picture of `width` × `height` pixels. @returns what of it takes a click, from below
/// upwards.
std::vector<PaintedTarget> paint_overlay(QPainter& painter, const Overlay& overlay,
                                         const World& world, const Camera& camera,
                                         const Depths& depths, int width, int height);
/// The uppermost of these at a pixel; nullptr where there is none.
const PaintedTarget* painted_at(const std::vector<PaintedTarget>& painted, const QPointF& pixel);

}  // namespace twin
