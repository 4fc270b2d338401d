// What the machine can do: memory bandwidth by a triad, single-precision arithmetic by fused products that wait for nothing.
// Prints "triad_gb_per_s fused_gflop_per_s" for the number of threads given. Built and called by surface.py.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Best of some passes of a = b + s c over arrays that no cache holds; 12 bytes an element.
double triad_gb_per_s(int threads) {
  constexpr long kCount = 32'000'000;
  std::vector<float> a(kCount), b(kCount, 1.0F), c(kCount, 2.0F);
  double best_s = 1e9;
  for (int pass = 0; pass < 8; ++pass) {
    const Clock::time_point begin = Clock::now();
#pragma omp parallel for simd num_threads(threads) schedule(static)
    for (long i = 0; i < kCount; ++i) a[i] = b[i] + 0.5F * c[i];
    best_s = std::min(best_s, seconds_since(begin));
  }
  return 12.0e-9 * kCount / best_s;
}

/// Sixteen vectors' worth of independent sums a thread: enough to keep every unit busy.
double fused_gflop_per_s(int threads) {
  constexpr int kLanes = 256;
  constexpr long kTurns = 4'000'000;
  float kept = 0.0F;
  const Clock::time_point begin = Clock::now();
#pragma omp parallel num_threads(threads) reduction(+ : kept)
  {
    float sums[kLanes];
    for (int i = 0; i < kLanes; ++i) sums[i] = 0.001F * static_cast<float>(i);
    for (long turn = 0; turn < kTurns; ++turn) {
#pragma omp simd
      for (int i = 0; i < kLanes; ++i) sums[i] = __builtin_fmaf(sums[i], 0.999F, 0.001F);
    }
    for (const float sum : sums) kept += sum;
  }
  const double took_s = seconds_since(begin);
  if (kept < 0.0F) std::puts("");  // so that the sums are needed
  return 2.0e-9 * kLanes * static_cast<double>(kTurns) * threads / took_s;
}

}  // namespace

int main(int count, char** words) {
  const int threads = count > 1 ? std::atoi(words[1]) : 1;
  std::printf("%.2f %.1f\n", triad_gb_per_s(threads), fused_gflop_per_s(threads));
}
