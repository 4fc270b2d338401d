#pragma once

#include <filesystem>
#include <string_view>

namespace twin {

/// @throws InputError when something of that name is there already: nothing is ever overwritten.
void refuse_existing(const std::filesystem::path& target);

/// A folder that is written as `NAME.partial` and gets its name when it is whole, so that a
/// cancelled or crashed run never looks finished.
class PartialFolder {
 public:
  enum class Start { afresh, resume };

  /// Makes `target.partial` (its parents too). What an interrupted run left there is removed, or
  /// kept where the run resumes.
  /// @throws InputError when `target` exists (it is not touched); OutputError when nothing can be
  /// written there.
  explicit PartialFolder(const std::filesystem::path& target, Start start = Start::afresh);

  const std::filesystem::path& path() const { return partial_; }  ///< where to write
  const std::filesystem::path& target() const { return target_; }
  bool continues() const { return continues_; }  ///< resuming, and something was there
  bool replaced_leftover() const { return replaced_leftover_; }  ///< started afresh over an old one

  /// Flushes and renames to the final name. @throws OutputError.
  void finish();

 private:
  std::filesystem::path target_;
  std::filesystem::path partial_;
  bool continues_ = false;
  bool replaced_leftover_ = false;
};

/// Writes a whole file. @throws OutputError naming the cause (no space, no permission).
void write_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace twin
