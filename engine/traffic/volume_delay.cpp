#include "engine/traffic/volume_delay.h"

#include <algorithm>
#include <cmath>

namespace twin {
namespace {

/// Below this share of the capacity the slope of a power under 1 is held, as it has no bound.
constexpr double kLeastRatio = 1e-9;

double raised(double ratio, double power) {
  if (power == 4.0) return (ratio * ratio) * (ratio * ratio);
  if (power == 3.0) return ratio * ratio * ratio;
  if (power == 1.0) return ratio;
  return std::pow(ratio, power);
}

bool grows(const LinkDelay& link) { return link.b != 0.0 && link.free != 0.0; }

/// Uniform delay A / (1 − λx/c) up to capacity, constant beyond: HCM 2000, eq. 16-11.
struct Uniform {
  double at_no_flow_s;
  double green_share;
  double capacity;

  explicit Uniform(const JunctionDelay& j)
      : at_no_flow_s(0.5 * j.cycle_s * (1.0 - j.green_share) * (1.0 - j.green_share)),
        green_share(j.green_share),
        capacity(j.capacity_pcu_per_h) {}

  double busy(double flow) const { return 1.0 - green_share * std::min(1.0, flow / capacity); }
  double at(double flow) const { return at_no_flow_s == 0.0 ? 0.0 : at_no_flow_s / busy(flow); }
  double slope(double flow) const {
    if (at_no_flow_s == 0.0 || flow >= capacity) return 0.0;
    return at_no_flow_s * green_share / capacity / (busy(flow) * busy(flow));
  }
  double area(double flow) const {
    if (at_no_flow_s == 0.0) return 0.0;
    const double below = std::min(flow, capacity);
    return -at_no_flow_s * capacity / green_share * std::log1p(-green_share * below / capacity) +
           at(capacity) * (flow - below);
  }
};

/// Overflow delay 900·T·(X − 1 + √((X − 1)² + aX)), a = 8kI/(cT): HCM 2000, eq. 16-12 and 17-38.
/// The root is √(u² + q) with u = X − 1 + a/2 and q = a − a²/4, which has an area in closed form.
struct Overflow {
  double scale_s;
  double a;
  double capacity;

  explicit Overflow(const JunctionDelay& j)
      : scale_s(900.0 * j.period_h),
        // Approaches below a few pcu/h would make q negative; they are as good as shut anyway.
        a(std::min(2.0, 8.0 * j.overflow_factor / (j.capacity_pcu_per_h * j.period_h))),
        capacity(j.capacity_pcu_per_h) {}

  double root(double x) const { return std::sqrt((x - 1.0) * (x - 1.0) + a * x); }
  double at(double flow) const {
    const double x = flow / capacity;
    // The second form is the first one without its cancellation at low flow.
    return scale_s * (x > 1.0 ? x - 1.0 + root(x) : a * x / (root(x) + 1.0 - x));
  }
  double slope(double flow) const {
    const double x = flow / capacity;
    return scale_s / capacity * (1.0 + (x - 1.0 + 0.5 * a) / root(x));
  }
  double area(double flow) const {
    const double x = flow / capacity;
    const double q = a - 0.25 * a * a;
    const auto root_area = [q](double u) {
      return 0.5 * (u * std::sqrt(u * u + q) + q * std::asinh(u / std::sqrt(q)));
    };
    return scale_s * capacity *
           (0.5 * x * x - x + root_area(x - 1.0 + 0.5 * a) - root_area(-1.0 + 0.5 * a));
  }
};

template <typename Part>
double of_junction(const JunctionDelay& j, double constant, Part part) {
  if (j.capacity_pcu_per_h <= 0.0) return constant;
  double sum = constant + part(Uniform(j));
  if (j.overflow_factor > 0.0) sum += part(Overflow(j));
  return sum;
}

}  // namespace

double delay(const LinkDelay& link, double flow) {
  double time = link.free;
  if (grows(link)) time = link.free * (1.0 + link.b * raised(flow / link.capacity, link.power));
  return time + of_junction(link.junction, link.junction.constant_s,
                            [flow](const auto& part) { return part.at(flow); });
}

double delay_slope(const LinkDelay& link, double flow) {
  double slope = 0.0;
  if (grows(link) && link.power != 0.0) {
    double ratio = flow / link.capacity;
    if (link.power < 1.0) ratio = std::max(ratio, kLeastRatio);
    slope = link.free * link.b * link.power / link.capacity * raised(ratio, link.power - 1.0);
  }
  return slope +
         of_junction(link.junction, 0.0, [flow](const auto& part) { return part.slope(flow); });
}

double delay_area(const LinkDelay& link, double flow) {
  double area = link.free * flow;
  if (grows(link)) {
    const double ratio = flow / link.capacity;
    area = link.free * (flow + link.b * link.capacity / (link.power + 1.0) *
                                   (ratio * raised(ratio, link.power)));
  }
  return area + of_junction(link.junction, link.junction.constant_s * flow,
                            [flow](const auto& part) { return part.area(flow); });
}

}  // namespace twin
