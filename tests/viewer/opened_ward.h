#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/scratch.h"
#include "tests/support/tiny_ward.h"
#include "viewer/model/session.h"

namespace twin {

/// The tiny ward and a flood run over it, in a folder of their own, as the viewer opens them.
class OpenedWard {
  const Scratch scratch_;

 public:
  Session session{written()};

  std::filesystem::path file(const std::string& name) const { return scratch_ / name; }

 private:
  std::vector<std::filesystem::path> written() const {
    write_tiny_ward(scratch_ / "ward");
    write_tiny_run(scratch_ / "run", scratch_ / "ward", 5.9);
    return {scratch_ / "ward", scratch_ / "run"};
  }
};

}  // namespace twin
