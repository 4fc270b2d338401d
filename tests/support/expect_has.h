#pragma once

#include <gtest/gtest.h>

#include <string>

namespace twin {

/// Expects a message to say `part`; shows the whole of it where it does not.
inline void expect_has(const std::string& told, const std::string& part) {
  EXPECT_NE(told.find(part), std::string::npos) << told;
}

}  // namespace twin
