#pragma once

#include <cmath>

#include "engine/water/surface_kernel.h"

// The arithmetic of one cell or face, written so that a loop over it becomes vector instructions
// and that mirrored or exchanged axes give mirrored or exchanged bits.

namespace twin::surface {

#define TWIN_INLINE [[gnu::always_inline]] inline

constexpr float kThinnest_m = 1.0e-6F;  ///< thinner water does not move on

TWIN_INLINE float least(float a, float b) { return a < b ? a : b; }
TWIN_INLINE float greatest(float a, float b) { return a > b ? a : b; }
TWIN_INLINE std::int32_t least(std::int32_t a, std::int32_t b) { return a < b ? a : b; }
TWIN_INLINE std::int32_t greatest(std::int32_t a, std::int32_t b) { return a > b ? a : b; }

/// The smaller of two slopes of the same sign, 0 of opposite ones.
TWIN_INLINE float minmod(float a, float b) {
  return greatest(least(a, b), least(0.0F, greatest(a, b)));
}

/// a b + c rounded once. The one way by which products and sums are joined, so that every machine
/// gives the same bits; never for a b ± c d, whose mirror image would be rounded elsewhere.
TWIN_INLINE float fused(float a, float b, float c) { return __builtin_fmaf(a, b, c); }

/// What x^(-1/n) is about: the bits of a float are about its logarithm.
template <int kRoot>
TWIN_INLINE float guessed_inverse_root(std::int32_t of_one, float x) {
  const auto bits = static_cast<float>(__builtin_bit_cast(std::int32_t, x));
  return __builtin_bit_cast(float, of_one - static_cast<std::int32_t>(bits * (1.0F / kRoot)));
}

/// x^(-1/3) for normal x > 0 to 2e-4: a guess within 4 % and one step of Halley's method.
TWIN_INLINE float rough_inverse_cube_root(float x) {
  const float y = guessed_inverse_root<3>(0x54a22222, x);
  const float miss = fused(-(x * y), y * y, 1.0F);
  return fused(y * miss, fused(2.0F / 9.0F, miss, 1.0F / 3.0F), y);
}

/// x^(-1/6) for normal x > 0 to 2e-7: a guess within 4 %, a step of Newton's method and one by the
/// next two terms of the series of (1 - miss)^(-1/6) too.
TWIN_INLINE float inverse_sixth_root(float x) {
  const float guess = guessed_inverse_root<6>(0x4a0ddddd, x);
  const float guess2 = guess * guess;
  const float y = fused(guess * (1.0F / 6.0F), fused(-(x * guess2), guess2 * guess2, 1.0F), guess);
  const float y2 = y * y;
  const float miss = fused(-(x * y2), y2 * y2, 1.0F);
  const float series = fused(miss, fused(miss, 91.0F / 1296.0F, 7.0F / 72.0F), 1.0F / 6.0F);
  return fused(y * miss, series, y);
}

/// To the nearest whole number, halves to even ones.
TWIN_INLINE std::int32_t rounded(float x) { return static_cast<std::int32_t>(__builtin_rintf(x)); }

/// Water on one side of a face: depth, velocity across and along the face.
struct FaceSide {
  float h, un, ut;
};

/// What crosses a face. The momenta are those across the face less the still-water pressure of
/// each side, so they vanish at rest and no bed term is left to cancel.
struct FaceFlux {
  float mass, momentum_a, momentum_b, tangential;
};

/// HLLC between sides a and b (from a to b positive) after hydrostatic reconstruction; `step` is
/// how much higher the bed of b is.
TWIN_INLINE FaceFlux face_flux(FaceSide a, FaceSide b, float step) {
  constexpr float g = kGravity_mps2;
  const float ha = greatest(0.0F, a.h - greatest(0.0F, step));
  const float hb = greatest(0.0F, b.h + least(0.0F, step));
  const float ca = std::sqrt(g * ha);
  const float cb = std::sqrt(g * hb);
  const float mean_u = fused(0.5F, a.un + b.un, ca - cb);
  const float mean_c = fused(0.25F, a.un - b.un, 0.5F * (ca + cb));
  const float wet_sa = least(a.un - ca, mean_u - mean_c);
  const float wet_sb = greatest(b.un + cb, mean_u + mean_c);
  const float sa = least(0.0F, ha > 0.0F ? wet_sa : fused(-2.0F, cb, b.un));
  const float sb = greatest(0.0F, hb > 0.0F ? wet_sb : fused(2.0F, ca, a.un));
  const float inverse = 1.0F / greatest(sb - sa, 1.0e-15F);
  const float qa = ha * a.un;
  const float qb = hb * b.un;
  const float both = sa * sb;
  const float rise = hb - ha;
  const float pressure = (0.5F * g) * (rise * (hb + ha));
  const float momentum = fused(both, qb - qa, sb * (qa * a.un) - sa * (qb * b.un));
  FaceFlux flux;
  flux.mass = fused(both, rise, sb * qa - sa * qb) * inverse;
  flux.momentum_a = fused(-sa, pressure, momentum) * inverse;
  flux.momentum_b = fused(-sb, pressure, momentum) * inverse;
  flux.tangential = flux.mass * (flux.mass > 0.0F ? a.ut : b.ut);
  return flux;
}

/// Two cells and the face between them: depths, how much higher the bed of b is and the level of a,
/// g n².
struct InertialPlace {
  float h_a, h_b, rise_m, drop_m, friction;
};

/// Discharges before the step: of the face, of the two next to it along its axis, added up, and
/// across them.
struct InertialMotion {
  float here, beside, across;
};

/// The discharge of a face after a step of local inertia: gravity pulls the water that stands above
/// the higher bed, friction holds it (implicit), what it carries along is left out. The old
/// discharge is a mean with those beside it (de Almeida et al. 2012, eq. 9, theta 0.8), which damps
/// what alternates from face to face. At most critical.
TWIN_INLINE float inertial_discharge(InertialPlace at, InertialMotion before, float pull,
                                     float dt_s) {
  constexpr float kOwn = 0.8F;
  const float h = greatest(at.h_a - greatest(0.0F, at.rise_m), at.h_b + least(0.0F, at.rise_m));
  const float safe_h = greatest(h, kThinnest_m);
  const float root = rough_inverse_cube_root(safe_h);
  const float root2 = root * root;
  const float root4 = root2 * root2;
  const float old = fused(kOwn, before.here, (0.5F * (1.0F - kOwn)) * before.beside);
  const float pulled = fused(pull * safe_h, at.drop_m, old);
  const float norm = std::sqrt(pulled * pulled + before.across * before.across);
  const float drag = (4.0F * dt_s) * at.friction * norm;
  const float q = 2.0F * pulled / (1.0F + std::sqrt(fused(drag, root4 * (root2 * root), 1.0F)));
  const float critical = safe_h * std::sqrt(kGravity_mps2 * safe_h);
  return h > kThinnest_m ? greatest(-critical, least(critical, q)) : 0.0F;
}

/// The bed at a face on the frame, and how much higher it is in the middle of the cell beyond,
/// where a free edge has one.
struct EdgeBed {
  float at_face_m, step_m;
};

/// What crosses a face on the frame, outwards positive; `inside` has its velocity outwards.
inline FaceFlux edge_flux(FaceSide inside, EdgeBed bed, EdgeFace::Kind kind,
                          const EdgeTerms& outside) {
  constexpr float g = kGravity_mps2;
  const FaceSide mirrored{inside.h, -inside.un, inside.ut};
  const float c = std::sqrt(g * inside.h);
  float h = inside.h;
  float un = inside.un;
  switch (kind) {
    case EdgeFace::Kind::wall:
      return face_flux(inside, mirrored, 0.0F);
    case EdgeFace::Kind::free: {  // the same water outside, on a bed that goes on with its slope
      const FaceFlux leaving = face_flux(inside, inside, bed.step_m);
      return leaving.mass > 0.0F ? leaving : face_flux(inside, mirrored, 0.0F);
    }
    case EdgeFace::Kind::level:  // the outgoing invariant u + 2c and the level give the face
      if (un < c || inside.h <= 0.0F) {
        h = greatest(0.0F, outside.level_m - bed.at_face_m);
        const float outer_c = std::sqrt(g * h);
        un = greatest(un + 2.0F * (c - outer_c), -outer_c);  // enters at most at the critical rate
        if (h <= 0.0F) return edge_flux(inside, bed, EdgeFace::Kind::free, outside);
      }
      break;
    case EdgeFace::Kind::discharge: {  // the same invariant and the discharge: a cubic in c
      if (outside.inflow_m2ps <= 0.0F) break;
      const float invariant = un + 2.0F * c;
      const float gq = g * outside.inflow_m2ps;
      const float critical_c = std::cbrt(gq);
      float face_c = greatest(critical_c, 0.5F * invariant + critical_c);
      for (int i = 0; i < 12; ++i) {  // Newton from above on 2c³ − invariant c² − gq = 0
        const float value = (2.0F * face_c - invariant) * face_c * face_c - gq;
        const float slope = (6.0F * face_c - 2.0F * invariant) * face_c;
        if (slope <= 0.0F) break;
        face_c = greatest(critical_c, face_c - value / slope);
      }
      h = face_c * face_c / g;
      un = -outside.inflow_m2ps / h;
      break;
    }
  }
  FaceFlux flux;
  flux.mass = h * un;
  flux.momentum_a = flux.mass * un + 0.5F * g * ((h - inside.h) * (h + inside.h));
  flux.momentum_b = flux.momentum_a;
  flux.tangential = flux.mass > 0.0F ? flux.mass * inside.ut : 0.0F;
  return flux;
}

}  // namespace twin::surface
