#include "engine/base/sha256.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

// FIPS 180-2, appendix B.1
TEST(Sha256, OfAbcIsThePublishedValue) {
  EXPECT_EQ(sha256_of_text("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace twin
