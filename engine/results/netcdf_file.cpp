#include "engine/results/netcdf_file.h"

#include <hdf5.h>
#include <netcdf.h>

#include <cmath>
#include <mutex>

#include "engine/base/findings.h"

namespace twin {
namespace {

constexpr int kDeflateLevel = 1;  // higher ones take three times as long for a tenth less

std::mutex& library_lock() {
  static std::mutex mutex;
  return mutex;
}

/// HDF5 prints what netCDF merely asks about, in every thread that has not told it not to.
void silence_hdf5() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

nc_type type_of(NetcdfFile::Type type) {
  switch (type) {
    case NetcdfFile::Type::float32:
      return NC_FLOAT;
    case NetcdfFile::Type::float64:
      return NC_DOUBLE;
    case NetcdfFile::Type::int32:
      return NC_INT;
    case NetcdfFile::Type::text:
      break;
  }
  return NC_STRING;
}

}  // namespace

void NetcdfFile::check(int status) const {
  if (status == NC_NOERR) return;
  const Finding finding{.where = file_.string(),
                        .found = std::string(nc_strerror(status)),
                        .expected = mode_ == Mode::create
                                        ? tr("a place that can be written to, with enough space",
                                             "nơi ghi được và đủ chỗ trống")
                                        : tr("a readable netCDF file, whole and not cut off",
                                             "một tệp netCDF đọc được, không bị cụt"),
                        .outcome = tr("stopped", "đã dừng")};
  if (mode_ == Mode::create) throw OutputError(finding);
  throw InputError(finding);
}

NetcdfFile::NetcdfFile(std::filesystem::path file, Mode mode)
    : file_(std::move(file)), mode_(mode) {
  const std::scoped_lock lock(library_lock());
  silence_hdf5();
  check(mode == Mode::create ? nc_create(file_.c_str(), NC_NETCDF4 | NC_CLOBBER, &id_)
                             : nc_open(file_.c_str(), NC_NOWRITE, &id_));
}

NetcdfFile::~NetcdfFile() {
  const std::scoped_lock lock(library_lock());
  if (id_ >= 0) nc_close(id_);
}

void NetcdfFile::close() {
  const std::scoped_lock lock(library_lock());
  const int id = id_;
  id_ = -1;
  check(nc_close(id));
}

int NetcdfFile::add_group(int group, const std::string& name) {
  const std::scoped_lock lock(library_lock());
  int made = 0;
  check(nc_def_grp(group, name.c_str(), &made));
  return made;
}

int NetcdfFile::add_dimension(int group, const std::string& name, std::size_t length) {
  const std::scoped_lock lock(library_lock());
  int made = 0;
  check(nc_def_dim(group, name.c_str(), length, &made));
  return made;
}

int NetcdfFile::add_variable(int group, const std::string& name, Type type,
                             std::span<const int> dimensions, std::span<const std::size_t> chunk) {
  const std::scoped_lock lock(library_lock());
  int made = 0;
  check(nc_def_var(group, name.c_str(), type_of(type), static_cast<int>(dimensions.size()),
                   dimensions.data(), &made));
  if (!chunk.empty()) {
    check(nc_def_var_chunking(group, made, NC_CHUNKED, chunk.data()));
    check(nc_def_var_deflate(group, made, 1, 1, kDeflateLevel));
  }
  return made;
}

void NetcdfFile::attribute(int group, int variable, const std::string& name,
                           const std::string& text) {
  const std::scoped_lock lock(library_lock());
  const int of = variable == kOfGroup ? NC_GLOBAL : variable;
  check(nc_put_att_text(group, of, name.c_str(), text.size(), text.data()));
}

void NetcdfFile::attribute(int group, int variable, const std::string& name, double number) {
  const std::scoped_lock lock(library_lock());
  const int of = variable == kOfGroup ? NC_GLOBAL : variable;
  check(nc_put_att_double(group, of, name.c_str(), NC_DOUBLE, 1, &number));
}

void NetcdfFile::no_data_is_nan(int group, int variable) {
  const std::scoped_lock lock(library_lock());
  const float nan = std::nanf("");
  check(nc_def_var_fill(group, variable, NC_FILL, &nan));
}

void NetcdfFile::end_definitions() {
  const std::scoped_lock lock(library_lock());
  check(nc_enddef(id_));
}

void NetcdfFile::write(int group, int variable, std::span<const double> values) {
  const std::scoped_lock lock(library_lock());
  check(nc_put_var_double(group, variable, values.data()));
}

void NetcdfFile::write(int group, int variable, std::span<const std::string> values) {
  const std::scoped_lock lock(library_lock());
  std::vector<const char*> texts;
  texts.reserve(values.size());
  for (const std::string& value : values) texts.push_back(value.c_str());
  check(nc_put_var_string(group, variable, texts.data()));
}

void NetcdfFile::write_block(int group, int variable, std::span<const std::size_t> start,
                             std::span<const std::size_t> count, const float* values) {
  const std::scoped_lock lock(library_lock());
  check(nc_put_vara_float(group, variable, start.data(), count.data(), values));
}

int NetcdfFile::group(const std::string& name) const {
  const std::scoped_lock lock(library_lock());
  int found = 0;
  check(nc_inq_ncid(id_, name.c_str(), &found));
  return found;
}

std::vector<int> NetcdfFile::groups_in(int group) const {
  const std::scoped_lock lock(library_lock());
  int count = 0;
  check(nc_inq_grps(group, &count, nullptr));
  std::vector<int> groups(static_cast<std::size_t>(count));
  check(nc_inq_grps(group, &count, groups.data()));
  return groups;
}

std::string NetcdfFile::group_name(int group) const {
  const std::scoped_lock lock(library_lock());
  char name[NC_MAX_NAME + 1] = {};
  check(nc_inq_grpname(group, name));
  return name;
}

std::optional<int> NetcdfFile::parent_of(int group) const {
  if (group == id_) return std::nullopt;
  const std::scoped_lock lock(library_lock());
  int parent = 0;
  check(nc_inq_grp_parent(group, &parent));
  return parent;
}

int NetcdfFile::variable(int group, const std::string& name) const {
  const std::scoped_lock lock(library_lock());
  int found = 0;
  check(nc_inq_varid(group, name.c_str(), &found));
  return found;
}

bool NetcdfFile::has_variable(int group, const std::string& name) const {
  const std::scoped_lock lock(library_lock());
  int found = 0;
  return nc_inq_varid(group, name.c_str(), &found) == NC_NOERR;
}

std::vector<std::string> NetcdfFile::variable_names(int group) const {
  const std::scoped_lock lock(library_lock());
  int count = 0;
  check(nc_inq_varids(group, &count, nullptr));
  std::vector<int> ids(static_cast<std::size_t>(count));
  check(nc_inq_varids(group, &count, ids.data()));
  std::vector<std::string> names;
  for (const int id : ids) {
    char name[NC_MAX_NAME + 1] = {};
    check(nc_inq_varname(group, id, name));
    names.emplace_back(name);
  }
  return names;
}

std::optional<std::string> NetcdfFile::text_attribute(int group, int variable,
                                                      const std::string& name) const {
  const std::scoped_lock lock(library_lock());
  nc_type type = NC_NAT;
  std::size_t length = 0;
  if (nc_inq_att(group, variable, name.c_str(), &type, &length) != NC_NOERR) return std::nullopt;
  if (type == NC_CHAR) {
    std::string text(length, ' ');
    check(nc_get_att_text(group, variable, name.c_str(), text.data()));
    return text.substr(0, text.find('\0'));
  }
  if (type != NC_STRING || length != 1) return std::nullopt;
  char* text = nullptr;
  check(nc_get_att_string(group, variable, name.c_str(), &text));
  const std::string copied = text != nullptr ? text : "";
  nc_free_string(1, &text);
  return copied;
}

std::optional<double> NetcdfFile::number_attribute(int group, int variable,
                                                   const std::string& name) const {
  const std::scoped_lock lock(library_lock());
  nc_type type = NC_NAT;
  std::size_t length = 0;
  if (nc_inq_att(group, variable, name.c_str(), &type, &length) != NC_NOERR) return std::nullopt;
  if (type == NC_CHAR || type == NC_STRING || length != 1) return std::nullopt;
  double number = 0.0;
  check(nc_get_att_double(group, variable, name.c_str(), &number));
  return number;
}

std::size_t NetcdfFile::dimension_length(int group, const std::string& name) const {
  const std::scoped_lock lock(library_lock());
  int found = 0;
  std::size_t length = 0;
  check(nc_inq_dimid(group, name.c_str(), &found));
  check(nc_inq_dimlen(group, found, &length));
  return length;
}

std::vector<std::size_t> NetcdfFile::shape(int group, int variable) const {
  const std::scoped_lock lock(library_lock());
  int count = 0;
  check(nc_inq_varndims(group, variable, &count));
  std::vector<int> dimensions(static_cast<std::size_t>(count));
  check(nc_inq_vardimid(group, variable, dimensions.data()));
  std::vector<std::size_t> lengths(dimensions.size());
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    check(nc_inq_dimlen(group, dimensions[i], &lengths[i]));
  }
  return lengths;
}

std::string NetcdfFile::dimension_name(int group, int variable, std::size_t which) const {
  const std::scoped_lock lock(library_lock());
  int count = 0;
  check(nc_inq_varndims(group, variable, &count));
  std::vector<int> dimensions(static_cast<std::size_t>(count));
  check(nc_inq_vardimid(group, variable, dimensions.data()));
  char name[NC_MAX_NAME + 1] = {};
  check(nc_inq_dimname(group, dimensions.at(which), name));
  return name;
}

std::vector<double> NetcdfFile::read(int group, int variable) const {
  std::size_t size = 1;
  for (const std::size_t length : shape(group, variable)) size *= length;
  std::vector<double> values(size);
  const std::scoped_lock lock(library_lock());
  check(nc_get_var_double(group, variable, values.data()));
  return values;
}

void NetcdfFile::read_block(int group, int variable, std::span<const std::size_t> start,
                            std::span<const std::size_t> count, float* values) const {
  const std::scoped_lock lock(library_lock());
  check(nc_get_vara_float(group, variable, start.data(), count.data(), values));
}

}  // namespace twin
