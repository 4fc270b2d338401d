#include "engine/results/series_file.h"

#include <algorithm>
#include <array>

#include "engine/results/instants.h"
#include "engine/results/netcdf_file.h"

namespace twin {
namespace {

using Type = NetcdfFile::Type;

constexpr std::size_t kIdsTogether = 4096;  // a compressed block: all of a hundred times, or so
constexpr std::size_t kTimesTogether = 64;

/// A series of one table, with the numbers netCDF gave it.
struct Part {
  const ManifestField* field = nullptr;
  const Collected::Series* series = nullptr;
  int variable = 0;
  int time = 0;
};

/// A group of the file: the series of one table.
struct Group {
  const FeatureTable* table = nullptr;
  int number = 0;
  int id = 0;
  std::vector<Part> parts;
};

int add_time(NetcdfFile& nc, const Group& group, const std::string& name, std::size_t count,
             const CfContext& context, int& variable) {
  const int dimension = nc.add_dimension(group.number, name, count);
  variable = nc.add_variable(group.number, name, Type::float64, std::array{dimension});
  nc.attribute(group.number, variable, "standard_name", "time");
  nc.attribute(group.number, variable, "axis", "T");
  nc.attribute(group.number, variable, "units", cf_time_units(context.start));
  return dimension;
}

void define(NetcdfFile& nc, Group& group, const CfContext& context) {
  nc.attribute(group.number, NetcdfFile::kOfGroup, "featureType", "timeSeries");
  const std::size_t rows = group.table->size();
  const int ids = nc.add_dimension(group.number, "id", rows);
  group.id = nc.add_variable(group.number, "id", Type::text, std::array{ids});
  nc.attribute(group.number, group.id, "cf_role", "timeseries_id");
  const std::vector<double>& usual = group.parts.front().series->times_s;
  int usual_variable = 0;
  const int usual_times = add_time(nc, group, "time", usual.size(), context, usual_variable);
  for (Part& part : group.parts) {
    const std::vector<double>& own = part.series->times_s;
    part.time = usual_variable;
    const int times = own == usual ? usual_times
                                   : add_time(nc, group, "time_" + part.field->name, own.size(),
                                              context, part.time);
    const std::array<std::size_t, 2> block{std::clamp<std::size_t>(own.size(), 1, kTimesTogether),
                                           std::clamp<std::size_t>(rows, 1, kIdsTogether)};
    part.variable = nc.add_variable(group.number, part.field->name, Type::float32,
                                    std::array{times, ids}, block);
    nc.attribute(group.number, part.variable, "units", part.field->unit);
    nc.attribute(group.number, part.variable, "long_name", part.field->meaning.en);
    nc.no_data_is_nan(group.number, part.variable);
  }
}

void fill(NetcdfFile& nc, const Group& group) {
  std::vector<std::string> ids;
  for (const Feature& row : *group.table) {
    ids.push_back(row.text("id").value_or(std::to_string(row.fid())));
  }
  nc.write(group.number, group.id, ids);
  for (const Part& part : group.parts) {
    nc.write(group.number, part.time, part.series->times_s);
    nc.write_block(group.number, part.variable, std::array<std::size_t, 2>{0, 0},
                   std::array<std::size_t, 2>{part.series->times_s.size(), group.table->size()},
                   part.series->values.data());
  }
}

std::vector<Group> groups_of(const Collected& results, const std::vector<ManifestField>& fields) {
  std::vector<Group> groups;
  for (const std::string& name : results.tables()) {
    Group group;
    for (const ManifestField& field : fields) {
      const auto series = results.all_series().find({name, field.name});
      if (field.kind != FieldKind::series || field.table != name ||
          series == results.all_series().end()) {
        continue;
      }
      group.parts.push_back({.field = &field, .series = &series->second});
    }
    if (group.parts.empty()) continue;
    group.table = &results.table(name);
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

void write_series(const std::filesystem::path& file, const Collected& results,
                  const std::vector<ManifestField>& fields, const CfContext& context) {
  NetcdfFile nc(file, NetcdfFile::Mode::create);
  nc.attribute(nc.root(), NetcdfFile::kOfGroup, "Conventions", "CF-1.8");
  nc.attribute(nc.root(), NetcdfFile::kOfGroup, "title", context.title);
  nc.attribute(nc.root(), NetcdfFile::kOfGroup, "source", context.source);
  std::vector<Group> groups = groups_of(results, fields);
  for (Group& group : groups) {
    group.number = nc.add_group(nc.root(), group.table->layer());
    define(nc, group, context);
  }
  nc.end_definitions();
  for (const Group& group : groups) fill(nc, group);
  nc.close();
}

std::vector<double> read_series_times_s(const std::filesystem::path& file, const std::string& table,
                                        const std::string& name) {
  const NetcdfFile nc(file, NetcdfFile::Mode::read);
  const int group = nc.group(table);
  const std::string axis = nc.dimension_name(group, nc.variable(group, name), 0);
  return increasing(nc.read(group, nc.variable(group, axis)), file, table + "/" + axis);
}

std::vector<float> read_series_at(const std::filesystem::path& file, const std::string& table,
                                  const std::string& name, std::size_t time_index) {
  const NetcdfFile nc(file, NetcdfFile::Mode::read);
  const int group = nc.group(table);
  std::vector<float> values(nc.dimension_length(group, "id"));
  nc.read_block(group, nc.variable(group, name), std::array<std::size_t, 2>{time_index, 0},
                std::array<std::size_t, 2>{1, values.size()}, values.data());
  return values;
}

std::vector<float> read_series_of_row(const std::filesystem::path& file, const std::string& table,
                                      const std::string& name, std::size_t row, std::size_t first,
                                      std::size_t count) {
  const NetcdfFile nc(file, NetcdfFile::Mode::read);
  const int group = nc.group(table);
  std::vector<float> values(count);
  nc.read_block(group, nc.variable(group, name), std::array<std::size_t, 2>{first, row},
                std::array<std::size_t, 2>{count, 1}, values.data());
  return values;
}

}  // namespace twin
