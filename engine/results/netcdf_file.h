#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace twin {

/// A netCDF-4 file, closed when it goes out of scope. The library is not made for threads: every
/// call holds one lock. Errors become OutputError (a file being written) or InputError (read).
class NetcdfFile {
 public:
  enum class Mode { create, read };
  NetcdfFile(std::filesystem::path file, Mode mode);
  ~NetcdfFile();
  NetcdfFile(const NetcdfFile&) = delete;
  NetcdfFile& operator=(const NetcdfFile&) = delete;

  // Groups, dimensions and variables are the library's numbers; `group` 0 of root() is the file.
  int root() const { return id_; }
  int add_group(int group, const std::string& name);
  int add_dimension(int group, const std::string& name, std::size_t length);
  enum class Type { float32, float64, text, int32 };
  int add_variable(int group, const std::string& name, Type type, std::span<const int> dimensions,
                   std::span<const std::size_t> chunk = {});
  /// `variable` kOfGroup: an attribute of the group itself.
  static constexpr int kOfGroup = -1;
  void attribute(int group, int variable, const std::string& name, const std::string& text);
  void attribute(int group, int variable, const std::string& name, double number);
  void no_data_is_nan(int group, int variable);
  void end_definitions();

  void write(int group, int variable, std::span<const double> values);
  void write(int group, int variable, std::span<const std::string> values);
  /// A block of a variable of float32, from `start`, `count` long in each dimension.
  void write_block(int group, int variable, std::span<const std::size_t> start,
                   std::span<const std::size_t> count, const float* values);

  int group(const std::string& name) const;
  std::vector<int> groups_in(int group) const;
  std::string group_name(int group) const;
  /// The group that it lies in; nothing for root().
  std::optional<int> parent_of(int group) const;
  int variable(int group, const std::string& name) const;
  bool has_variable(int group, const std::string& name) const;
  std::vector<std::string> variable_names(int group) const;
  /// Nothing where the variable has no such attribute, or one of another type.
  std::optional<std::string> text_attribute(int group, int variable, const std::string& name) const;
  std::optional<double> number_attribute(int group, int variable, const std::string& name) const;
  std::size_t dimension_length(int group, const std::string& name) const;
  std::vector<std::size_t> shape(int group, int variable) const;
  std::string dimension_name(int group, int variable, std::size_t which) const;
  std::vector<double> read(int group, int variable) const;
  void read_block(int group, int variable, std::span<const std::size_t> start,
                  std::span<const std::size_t> count, float* values) const;

  /// Writes what is left and closes. @throws OutputError.
  void close();

 private:
  void check(int status) const;

  std::filesystem::path file_;
  Mode mode_;
  int id_ = -1;
};

}  // namespace twin
