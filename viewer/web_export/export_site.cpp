#include "viewer/web_export/export_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/base64.h"
#include "engine/base/partial_folder.h"
#include "viewer/look/palette.h"
#include "viewer/model/bookmarks.h"
#include "viewer/model/session.h"
#include "viewer/shapes/lattice.h"
#include "viewer/web_export/packed.h"
#include "viewer/web_export/page.h"
#include "viewer/web_export/site_files.h"
#include "viewer/web_export/site_run.h"
#include "viewer/web_export/site_ward.h"
#include "viewer/web_export/told_columns.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr int kFormat = 3;  // of site.json

/// The order in which the page holds what it shows: of what moves the first leads its clock.
int order_of(ShownAs as) {
  switch (as) {
    case ShownAs::lines:
      return 1;
    case ShownAs::buildings:
      return 2;
    case ShownAs::points:
      return 3;
    default:
      return 0;
  }
}

/// What a site shows, and how much of it.
struct SiteSource {
  const Session& session;
  const ToldColumns& told;

  std::vector<Choice> first_choices() const {
    std::vector<Choice> first = session.first_choices();
    std::erase_if(first, [&](const Choice& choice) { return !told.tells(*choice.field); });
    std::ranges::stable_sort(first, {}, [](const Choice& choice) { return order_of(choice.as); });
    return first;
  }
  /// How long a run has gone on at a time of the page's clock.
  double since_start_s(std::size_t run, double wall_s) const {
    const auto leads = session.leading(first_choices());
    return wall_s - session.start_on_clock_of_s(leads ? leads->run : run, run);
  }
};

/// Where a field lies in the lists of site.json.
Json place_of(const SiteSource& source, const Choice& choice) {
  const Manifest& manifest = source.session.runs()[choice.run]->manifest();
  const std::vector<const ManifestField*> fields = fields_on_site(manifest, source.told);
  return {{"run", choice.run}, {"field", std::ranges::find(fields, choice.field) - fields.begin()}};
}

Json shown_first(const SiteSource& source) {
  Json shown = Json::array();
  for (const Choice& choice : source.first_choices()) shown.push_back(place_of(source, choice));
  return shown;
}

/// The instant of the wall clock at which the first of what is shown first is at its greatest; the
/// start of the first run where nothing moves.
double first_wall_s(const SiteSource& source, const Json& runs) {
  const Session& session = source.session;
  for (const Choice& choice : source.first_choices()) {
    const Json place = place_of(source, choice);
    const Json& field = runs[choice.run]["fields"][place["field"].get<std::size_t>()];
    const Json& times_s = field["times_s"];
    if (times_s.empty()) continue;
    const auto since_s = times_s[field["peak"].get<std::size_t>()].get<double>();
    return session.runs()[choice.run]->start_s() + since_s;
  }
  return session.runs().empty() ? 0.0 : session.runs().front()->start_s();
}

/// The water of what is shown first at an instant, for the views that look for it.
std::optional<Grid<float>> water_at(const SiteSource& source, double wall_s) {
  const Session& session = source.session;
  for (const Choice& choice : source.first_choices()) {
    if (choice.as != ShownAs::water) continue;
    const Run& run = *session.runs()[choice.run];
    const GridFrame& frame = session.world().ground.frame();
    if (choice.field->kind == FieldKind::grid) {
      return values_onto(frame, run.bundle().grid(choice.field->name));
    }
    const std::size_t index = run.index_at(*choice.field, wall_s);
    return values_onto(frame, run.bundle().frame(choice.field->name, index));
  }
  return std::nullopt;
}

Json vector_json(const Eigen::Vector3d& v) { return Json::array({v.x(), v.y(), v.z()}); }

Json views_json(const SiteSource& source, double wall_s) {
  const std::vector<std::pair<const char*, Text>> named = {
      {"overview", tr("whole ward", "toàn phường")},
      {"top", tr("from above", "từ trên xuống")},
      {"flooded", tr("deepest lane", "ngõ ngập sâu nhất")},
      {"flooded_lane", tr("in the deepest lane", "trong ngõ ngập sâu nhất")},
      {"street", tr("in the main street", "trên phố chính")}};
  const std::optional<Grid<float>> water_m = water_at(source, wall_s);
  Json views = Json::array();
  for (const auto& [name, title] : named) {
    const auto camera = bookmark(name, source.session, water_m ? &*water_m : nullptr);
    if (!camera) continue;
    views.push_back({{"name", name},
                     {"title", json_of(title)},
                     {"eye", vector_json(camera->eye)},
                     {"target", vector_json(camera->target)},
                     {"fov_deg", camera->fov_deg}});
  }
  return views;
}

bool any_made_up(const Session& session) {
  return session.ward().made_up || std::ranges::any_of(session.runs(), [](const auto& run) {
           return run->manifest().ward.made_up;
         });
}

bool any_assumed(const Session& session) {
  return session.ward().built_on_assumed_data() ||
         std::ranges::any_of(session.runs(), [](const auto& run) {
           return run->manifest().built_on_assumed_data();
         });
}

std::string crs_of(const Session& session) {
  return session.runs().empty() ? std::string() : session.runs().front()->manifest().ward.crs;
}

Json palettes_json() {
  Json palettes = Json::array();
  for (const Palette palette : kPalettes) {
    palettes.push_back({{"name", name_of(palette)}, {"title", json_of(title_of(palette))}});
  }
  return palettes;
}

Json site_json(const SiteSource& source, const SiteOrder& order, const Json& ward, Json runs,
               double wall_s) {
  const Session& session = source.session;
  return {{"format", kFormat},
          {"program_version", order.program_version},
          {"language", order.first == Language::vietnamese ? "vi" : "en"},
          {"made_up", any_made_up(session)},
          {"assumed", any_assumed(session)},
          {"crs", crs_of(session)},
          {"ward", ward},
          {"views", views_json(source, wall_s)},
          {"palettes", palettes_json()},
          {"shown", shown_first(source)},
          {"wall_s", wall_s},
          {"runs", std::move(runs)}};
}

/// Files as script elements of a page, deflated where they are not yet.
class Embedded {
 public:
  void add(const std::string& path, const std::string& bytes) {
    const bool packed = path.ends_with(".bin");
    text_ += fmt::format("<script type=\"text/plain\" data-file=\"{}\"{}>{}</script>\n", path,
                         packed ? "" : " data-deflated", base64(packed ? bytes : deflated(bytes)));
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// `only_wall_s`: the one time of the page's clock that is told; nothing: all.
Json write_runs(const SiteSource& source, std::optional<double> only_wall_s,
                const std::string& generator, const AddFile& add, const Progress& progress) {
  Json runs = Json::array();
  const Session& session = source.session;
  const auto count = static_cast<double>(std::max<std::size_t>(1, session.runs().size()));
  for (std::size_t run = 0; run < session.runs().size(); ++run) {
    const auto i = static_cast<double>(run);
    Instants instants;
    if (only_wall_s) instants.only_since_s = source.since_start_s(run, *only_wall_s);
    runs.push_back(write_run(session, source.told, run, instants, generator, add,
                             progress.part(i / count, (i + 1.0) / count)));
  }
  return runs;
}

}  // namespace

std::vector<ToldTable> export_site(std::span<const fs::path> folders, const fs::path& target,
                                   const SiteOrder& order, const Progress& progress) {
  refuse_existing(target);
  const Session session(folders);
  const ToldColumns told(session, order.columns);
  const SiteSource source{.session = session, .told = told};
  PartialFolder folder(target);
  const std::string generator = "WardTwin " + order.program_version;
  Embedded snapshot;
  const AddFile to_folder = [&](const std::string& path, const std::string& bytes) {
    const fs::path file = folder.path() / path;
    std::error_code ignored;  // what can't be made shows when the file is written
    fs::create_directories(file.parent_path(), ignored);
    write_file(file, bytes);
  };
  const AddFile to_both = [&](const std::string& path, const std::string& bytes) {
    to_folder(path, bytes);
    snapshot.add(path, bytes);
  };
  progress.checkpoint(0.0, tr("writing the ward", "đang ghi phường"));
  const Json ward = write_ward(session, told, generator, to_both);
  Json runs = write_runs(source, {}, generator, to_folder, progress.part(0.2, 0.9));
  const double wall_s = first_wall_s(source, runs);
  to_folder("site.json", site_json(source, order, ward, std::move(runs), wall_s).dump());

  const AddFile to_snapshot = [&](const std::string& path, const std::string& bytes) {
    snapshot.add(path, bytes);
  };
  Json then = write_runs(source, wall_s, generator, to_snapshot, progress.part(0.9, 1.0));
  to_snapshot("site.json", site_json(source, order, ward, std::move(then), wall_s).dump());

  const std::string title = session.ward().name + " · WardTwin";
  to_folder("assets/wardtwin.js", std::string(kPageScript));
  to_folder("assets/wardtwin.css", std::string(kPageStyle));
  to_folder("index.html", index_page(title, order.first));
  to_folder("snapshot.html", whole_page(title, order.first, snapshot.text()));
  progress.checkpoint(1.0, tr("done", "đã xong"));
  folder.finish();
  return told.tables();
}

}  // namespace twin
