#pragma once

namespace twin {

/// What the junction at the end of a link adds, by the Highway Capacity Manual (2000): uniform
/// signal delay (eq. 16-11), delay from random arrivals and overflow (eq. 16-12 at signals, 17-38
/// at priority junctions), and a constant (such as the 5 s of eq. 17-38). Times in seconds, flows
/// in pcu/h.
struct JunctionDelay {
  double constant_s = 0.0;
  double capacity_pcu_per_h = 0.0;  ///< of the approach; 0: only the constant counts
  double cycle_s = 0.0;             ///< 0: no signal
  double green_share = 1.0;         ///< effective green by cycle, above 0 and up to 1
  double overflow_factor = 0.0;     ///< k·I: 0.5 at fixed-time signals, 1 at priority junctions
  double period_h = 1.0;            ///< T, for how long the flow is that high

  bool operator==(const JunctionDelay&) const = default;
};

/// How long a link takes: BPR, free·(1 + b·(flow/capacity)^power), and its junction. Without a
/// junction any one unit of time and of flow will do. Delays never fall as flows grow.
struct LinkDelay {
  double free = 0.0;  ///< at no flow
  double b = 0.15;
  double capacity = 1.0;  ///< above 0 where b and power are not 0
  double power = 4.0;
  JunctionDelay junction = {};

  bool operator==(const LinkDelay&) const = default;
};

double delay(const LinkDelay& link, double flow);
/// Its derivative by flow; finite also where the power is below 1 and the flow 0.
double delay_slope(const LinkDelay& link, double flow);
/// Its integral from 0 to `flow`: what the link adds to Beckmann's function.
double delay_area(const LinkDelay& link, double flow);

}  // namespace twin
