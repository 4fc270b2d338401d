#include "engine/base/partial_folder.h"

#include <gtest/gtest.h>

#include "engine/base/findings.h"
#include "tests/support/folder_test.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

class PartialFolderTest : public FolderTest {};

TEST_F(PartialFolderTest, HasItsNameOnlyWhenFinished) {
  PartialFolder folder(place_ / "run");
  write_file(folder.path() / "a.txt", "a");
  EXPECT_FALSE(fs::exists(place_ / "run"));
  folder.finish();
  EXPECT_TRUE(fs::exists(place_ / "run" / "a.txt"));
  EXPECT_FALSE(fs::exists(place_ / "run.partial"));
}

TEST_F(PartialFolderTest, AnExistingFolderIsRefusedAndUntouched) {
  fs::create_directories(place_ / "run");
  write_file(place_ / "run" / "note.txt", "keep");
  EXPECT_THROW(PartialFolder(place_ / "run"), InputError);
  EXPECT_TRUE(fs::exists(place_ / "run" / "note.txt"));
}

TEST_F(PartialFolderTest, ALeftoverIsContinuedOnlyOnResume) {
  fs::create_directories(place_ / "run.partial");
  write_file(place_ / "run.partial" / "old.txt", "old");
  EXPECT_TRUE(PartialFolder(place_ / "run", PartialFolder::Start::resume).continues());
  EXPECT_TRUE(fs::exists(place_ / "run.partial" / "old.txt"));
  EXPECT_TRUE(PartialFolder(place_ / "run").replaced_leftover());
  EXPECT_FALSE(fs::exists(place_ / "run.partial" / "old.txt"));
}

TEST_F(PartialFolderTest, APlaceUnderAFileCannotBeWritten) {
  write_file(place_ / "file", "x");
  EXPECT_THROW(PartialFolder(place_ / "file" / "run"), OutputError);
}

}  // namespace
}  // namespace twin
