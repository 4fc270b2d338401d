#include "engine/base/file_lock.h"

#include <gtest/gtest.h>

#include <optional>

#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(FileLock, IsHeldAsLongAsItLives) {
  const Scratch scratch;
  const auto file = scratch / "lock";
  EXPECT_FALSE(is_locked(file));  // no such file
  std::optional<FileLock> lock(file);
  EXPECT_TRUE(is_locked(file));
  lock.reset();
  EXPECT_FALSE(is_locked(file));
}

TEST(FileLock, TheFirstKeepsIt) {
  const Scratch scratch;
  const auto file = scratch / "lock";
  const FileLock first(file);
  { const FileLock second(file); }
  EXPECT_TRUE(is_locked(file));
}

TEST(FileLock, InAFolderThatThereIsNotHoldsNothing) {
  const Scratch scratch;
  const FileLock lock(scratch / "none" / "lock");
  EXPECT_FALSE(is_locked(scratch / "none" / "lock"));
}

}  // namespace
}  // namespace twin
