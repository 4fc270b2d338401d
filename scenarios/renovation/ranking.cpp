#include "scenarios/renovation/ranking.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <stop_token>
#include <string>
#include <utility>

namespace twin {
namespace {

/// Hands the indices 0 … count−1 to `threads` workers and reports from the calling thread, the only
/// one that Progress may be called from. The first error or a cancellation stops all.
void for_each_side_by_side(std::size_t count, int threads, const Progress& progress,
                           const std::function<Text(std::size_t)>& doing,
                           const std::function<void(std::size_t, const Progress&)>& work) {
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> done = 0;
  std::stop_source stop;
  std::vector<std::future<void>> workers;
  for (int t = 0; t < threads; ++t) {
    workers.push_back(std::async(std::launch::async, [&] {
      const Progress quiet({}, stop.get_token());
      for (std::size_t i = next++; i < count && !stop.stop_requested(); i = next++) {
        try {
          work(i, quiet);
        } catch (...) {
          stop.request_stop();
          throw;
        }
        ++done;
      }
    }));
  }
  std::exception_ptr failure;
  for (std::future<void>& worker : workers) {
    try {
      while (worker.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready) {
        if (failure) continue;
        const std::size_t finished = done;
        progress.checkpoint(static_cast<double>(finished) / static_cast<double>(count),
                            doing(std::min(finished, count - 1)));
      }
      worker.get();
    } catch (...) {
      if (!failure) failure = std::current_exception();
      stop.request_stop();
      if (worker.valid()) worker.wait();
    }
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace

double Ranked::points_per_billion() const {
  constexpr double kMillionsInABillion = 1000.0;
  return points / std::max(candidate.cost_mvnd.usual, 1e-9) * kMillionsInABillion;
}

double points_of(const Ranked& ranked, std::span<const Worth> worths) {
  double points = 0.0;
  for (std::size_t b = 0; b < ranked.gains.size(); ++b) {
    if (ranked.gains[b].counts()) points += worths[b].points(ranked.gains[b].value);
  }
  return points + worths[ranked.gains.size()].points(ranked.flood_relief);
}

std::vector<Ranked> simulated(const Appraisal& appraisal, std::vector<Candidate> candidates,
                              int threads, const Progress& progress) {
  std::vector<Ranked> all(candidates.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i].candidate = std::move(candidates[i]);
  if (all.empty()) return all;
  const auto doing = [&](std::size_t i) {
    return tr("simulating candidate ", "mô phỏng phương án ") + std::to_string(i + 1) + "/" +
           std::to_string(all.size());
  };
  for_each_side_by_side(
      all.size(), threads, progress, doing, [&](std::size_t i, const Progress& quiet) {
        all[i].gains = gains(appraisal.before(), appraisal.after(all[i].candidate.works, quiet));
      });
  return all;
}

void sort_by_worth(std::vector<Ranked>& ranked) {
  std::ranges::sort(ranked, [](const Ranked& a, const Ranked& b) {
    const double worth_a = a.points_per_billion();
    const double worth_b = b.points_per_billion();
    return worth_a != worth_b ? worth_a > worth_b : a.candidate.id < b.candidate.id;
  });
}

Portfolio fund(std::vector<Ranked>& ranked, std::span<const double> yearly_budgets_mvnd,
               double yearly_factor) {
  std::vector<Fundable> items;
  std::vector<std::size_t> of;  // items are only those worth something
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (ranked[i].points <= 0.0) continue;
    items.push_back({ranked[i].points, ranked[i].candidate.cost_mvnd.usual});
    of.push_back(i);
  }
  Conflicts conflicts;
  for (std::size_t a = 0; a < items.size(); ++a) {
    for (std::size_t b = a + 1; b < items.size(); ++b) {
      if (conflict(ranked[of[a]].candidate, ranked[of[b]].candidate)) conflicts.emplace_back(a, b);
    }
  }
  Portfolio portfolio = best_portfolio(items, conflicts, yearly_budgets_mvnd, yearly_factor);
  for (std::size_t i = 0; i < of.size(); ++i) ranked[of[i]].year = portfolio.year_of[i];
  return portfolio;
}

}  // namespace twin
