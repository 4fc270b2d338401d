#pragma once

#include <gtest/gtest.h>

#include "tests/support/postgis_server.h"

namespace twin {

/// A test against a real PostGIS, skipped where none can be started. The tests of one program
/// share a server; each works in schemas of its own.
class PostgisTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string missing = PostgisServer::missing();
    if (!missing.empty()) GTEST_SKIP() << missing;
  }

  static const PostgisServer& server() {
    static const PostgisServer one;
    return one;
  }
};

}  // namespace twin
