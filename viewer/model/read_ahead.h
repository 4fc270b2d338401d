#pragma once

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace twin {

/// Makes numbered values (the instants of a grid) in a thread of its own, and the next one in the
/// direction of travel before it is asked for. Few are kept; what was not asked for longest goes
/// first.
template <class Value>
class ReadAhead {
 public:
  using Made = std::shared_ptr<const Value>;

  /// `make` runs in the other thread, one value at a time. `on_made` is called there whenever a
  /// value is ready that `if_made` did not have.
  ReadAhead(std::size_t count, std::size_t kept, std::function<Value(std::size_t)> make,
            std::function<void()> on_made)
      : count_(count),
        kept_(kept),
        make_(std::move(make)),
        on_made_(std::move(on_made)),
        thread_([this] { work(); }) {}

  /// Waits for the value in the making.
  ~ReadAhead() {
    {
      const std::scoped_lock lock(mutex_);
      ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// @throws what `make` threw.
  Made wait_for(std::size_t index) {
    std::unique_lock lock(mutex_);
    want(index);
    changed_.wait(lock, [&] { return find(index) != nullptr; });
    return take(index);
  }

  /// nullptr: it is made now, and `on_made` tells when. @throws what `make` threw.
  Made if_made(std::size_t index) {
    const std::scoped_lock lock(mutex_);
    want(index);
    awaited_ = find(index) == nullptr;
    return awaited_ ? nullptr : take(index);
  }

 private:
  struct Kept {
    std::size_t index = 0;
    Made made;
    std::exception_ptr failure;
    std::size_t asked = 0;  ///< when, in calls
  };

  Kept* find(std::size_t index) {
    const auto it = std::ranges::find(values_, index, &Kept::index);
    return it == values_.end() ? nullptr : &*it;
  }

  void want(std::size_t index) {
    ++calls_;
    // After the first one, and after one that failed, time goes forward.
    if (index != wanted_) step_ = wanted_ >= count_ || index > wanted_ ? 1 : -1;
    wanted_ = index;
    if (Kept* kept = find(index)) kept->asked = calls_;
    changed_.notify_all();
  }

  Made take(std::size_t index) {
    const Kept kept = *find(index);
    if (!kept.failure) return kept.made;
    // Asked again, it is tried again.
    std::erase_if(values_, [&](const Kept& it) { return it.index == index; });
    wanted_ = count_;
    std::rethrow_exception(kept.failure);
  }

  std::optional<std::size_t> next_to_make() {
    if (wanted_ >= count_) return std::nullopt;
    if (find(wanted_) == nullptr) return wanted_;
    const bool there_is_one = step_ > 0 ? wanted_ + 1 < count_ : wanted_ > 0;
    if (!there_is_one) return std::nullopt;
    const std::size_t ahead = step_ > 0 ? wanted_ + 1 : wanted_ - 1;
    return find(ahead) == nullptr ? std::optional{ahead} : std::nullopt;
  }

  void keep(Kept kept) {
    while (values_.size() >= kept_) {
      values_.erase(std::ranges::min_element(values_, {}, [&](const Kept& it) {
        return it.index == wanted_ ? calls_ + 1 : it.asked;
      }));
    }
    kept.asked = calls_;
    values_.push_back(std::move(kept));
  }

  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      std::optional<std::size_t> index;
      changed_.wait(lock, [&] {
        index = next_to_make();
        return ending_ || index;
      });
      if (ending_) return;
      lock.unlock();
      Kept kept{.index = *index, .made = nullptr, .failure = nullptr, .asked = 0};
      try {
        kept.made = std::make_shared<const Value>(make_(*index));
      } catch (...) {
        kept.failure = std::current_exception();
      }
      lock.lock();
      keep(std::move(kept));
      const bool tell = awaited_ && *index == wanted_;
      if (tell) awaited_ = false;
      changed_.notify_all();
      if (!tell || !on_made_) continue;
      lock.unlock();
      on_made_();
      lock.lock();
    }
  }

  std::size_t count_;
  std::size_t kept_;
  std::function<Value(std::size_t)> make_;
  std::function<void()> on_made_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Kept> values_;
  std::size_t wanted_ = static_cast<std::size_t>(-1);
  int step_ = 1;
  std::size_t calls_ = 0;
  bool awaited_ = false;
  bool ending_ = false;
  std::thread thread_;  ///< last: it uses all the others
};

}  // namespace twin
