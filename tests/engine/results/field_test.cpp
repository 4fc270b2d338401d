#include "engine/results/field.h"

#include <gtest/gtest.h>

#include <set>

namespace twin {
namespace {

TEST(FieldKind, EveryKindHasAWordOfItsOwnThatReadsBack) {
  using enum FieldKind;
  std::set<std::string_view> words;
  for (const FieldKind kind : {measure, column, text, grid, frames, series}) {
    EXPECT_EQ(field_kind_of(word_of(kind)), kind);
    words.insert(word_of(kind));
  }
  EXPECT_EQ(words.size(), 6U);
  EXPECT_EQ(field_kind_of("Measure"), std::nullopt);
}

}  // namespace
}  // namespace twin
