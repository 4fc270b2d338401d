#include "viewer/model/read_ahead.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>

namespace twin {
namespace {

/// Squares, made by a thread that writes down what it made.
class ReadAheadOfSquares : public ::testing::Test {
 protected:
  int made(int index) {
    const std::scoped_lock lock(mutex_);
    return static_cast<int>(std::ranges::count(order_, index));
  }
  /// Waits until a value was made that nobody waits for.
  void wait_until_made(int index) {
    while (made(index) == 0) std::this_thread::yield();
  }
  int square(std::size_t index) {
    if (index == 7 && fails_) throw std::runtime_error("seven");
    const std::scoped_lock lock(mutex_);
    order_.push_back(static_cast<int>(index));
    return static_cast<int>(index * index);
  }

  std::mutex mutex_;
  std::vector<int> order_;
  std::atomic<bool> fails_ = true;
};

TEST_F(ReadAheadOfSquares, TheNextOneIsMadeInTheDirectionOfTravel) {
  ReadAhead<int> squares(10, 2, [this](std::size_t i) { return square(i); }, {});
  EXPECT_EQ(*squares.wait_for(4), 16);
  wait_until_made(5);
  EXPECT_EQ(*squares.if_made(5), 25);
  wait_until_made(6);
  EXPECT_EQ(*squares.wait_for(3), 9);  // back: now the one before comes next
  wait_until_made(2);
  EXPECT_EQ(*squares.if_made(2), 4);
  EXPECT_EQ(made(5), 1);  // it was kept
}

TEST_F(ReadAheadOfSquares, WhatIsNotThereYetIsToldOfWhenItIs) {
  std::promise<void> told;
  ReadAhead<int> squares(
      10, 2, [this](std::size_t i) { return square(i); }, [&] { told.set_value(); });
  const auto now = squares.if_made(9);
  if (!now) told.get_future().wait();
  EXPECT_EQ(*squares.if_made(9), 81);
}

TEST_F(ReadAheadOfSquares, AFailureReachesWhoAsksAndIsTriedAgain) {
  ReadAhead<int> squares(10, 2, [this](std::size_t i) { return square(i); }, {});
  EXPECT_THROW(squares.wait_for(7), std::runtime_error);
  EXPECT_EQ(*squares.wait_for(1), 1);
  fails_ = false;
  EXPECT_EQ(*squares.wait_for(7), 49);
}

TEST_F(ReadAheadOfSquares, TheLastOneHasNoNext) {
  ReadAhead<int> squares(1, 1, [this](std::size_t i) { return square(i); }, {});
  EXPECT_EQ(*squares.wait_for(0), 0);
  EXPECT_EQ(*squares.wait_for(0), 0);
  EXPECT_EQ(made(0), 1);
}

}  // namespace
}  // namespace twin
