"""Exact solutions of the shallow-water equations that the surface solver is held against.

Each tells its source. SWASHES: Delestre et al., Int. J. Numer. Meth. Fluids 72 (2013); numbers of sections are those there.
"""
import numpy as np

G = 9.81


def cell_middles(length_m, cells):
    return (np.arange(cells) + 0.5) * (length_m / cells)


# ---- steady flow over a bump (SWASHES 3.1) ---------------------------------------------------------------------------

BUMP_LENGTH_M = 25.0


def bump_bed_m(x):
    return np.where(np.abs(x - 10.0) < 2.0, 0.2 - 0.05 * (x - 10.0) ** 2, 0.0)


def depths_of_head(q_m2ps, head_m):
    """The subcritical and the supercritical depth whose energy head is `head_m`: h^3 - head h^2 + q^2 / 2g = 0."""
    roots = np.roots([1.0, -head_m, 0.0, q_m2ps**2 / (2 * G)])
    real = np.sort(roots.real[np.abs(roots.imag) < 1e-6 * head_m])
    return real[-1], real[-2]


def critical_depth_m(q_m2ps):
    return (q_m2ps**2 / G) ** (1.0 / 3.0)


def bump_subcritical_m(x, q_m2ps=4.42, outlet_m=2.0):
    head_m = outlet_m + q_m2ps**2 / (2 * G * outlet_m**2)
    return np.array([depths_of_head(q_m2ps, head_m - z)[0] for z in bump_bed_m(x)])


def bump_transcritical_m(x, q_m2ps=1.53):
    """Critical over the crest, supercritical after it."""
    head_m = 0.2 + 1.5 * critical_depth_m(q_m2ps)
    return np.array([depths_of_head(q_m2ps, head_m - z)[0 if at < 10.0 else 1] for at, z in zip(x, bump_bed_m(x))])


def bump_shock_m(x, q_m2ps=0.18, outlet_m=0.33):
    """Supercritical after the crest up to a jump that keeps q^2 / h + g h^2 / 2, subcritical from there."""
    outlet_head_m = outlet_m + q_m2ps**2 / (2 * G * outlet_m**2)
    before = bump_transcritical_m(x, q_m2ps)
    after = np.array([depths_of_head(q_m2ps, outlet_head_m - z)[0] if outlet_head_m - z > 1.5 * critical_depth_m(q_m2ps) else np.nan
                      for z in bump_bed_m(x)])

    def force(h):
        return q_m2ps**2 / h + 0.5 * G * h**2

    beyond = (x > 10.0) & np.isfinite(after) & (force(np.nan_to_num(after, nan=critical_depth_m(q_m2ps))) >= force(before))
    return np.where(np.arange(len(x)) < int(np.argmax(beyond)), before, after)


# ---- dam breaks (SWASHES 4.1) ----------------------------------------------------------------------------------------

def dam_on_dry(x, t_s, depth_m=0.005, dam_m=5.0):
    """Ritter 1892: depth and velocity."""
    c = np.sqrt(G * depth_m)
    s = (x - dam_m) / t_s
    fan_h, fan_u = (2 * c - s) ** 2 / (9 * G), 2.0 / 3.0 * (s + c)
    h = np.where(s < -c, depth_m, np.where(s < 2 * c, fan_h, 0.0))
    return h, np.where((s >= -c) & (s < 2 * c), fan_u, 0.0)


def dam_on_wet(x, t_s, left_m=0.005, right_m=0.001, dam_m=5.0):
    """Stoker 1957: a fan, a plateau and a shock."""
    c_left = np.sqrt(G * left_m)

    def gap(h):
        return 2 * (c_left - np.sqrt(G * h)) - (h - right_m) * np.sqrt(0.5 * G * (1 / h + 1 / right_m))

    low, high = right_m, left_m
    for _ in range(200):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if gap(middle) > 0 else (low, middle)
    plateau_m = 0.5 * (low + high)
    u = 2 * (c_left - np.sqrt(G * plateau_m))
    shock = u * plateau_m / (plateau_m - right_m)
    s = (x - dam_m) / t_s
    fan_end = u - np.sqrt(G * plateau_m)
    fan_h, fan_u = (2 * c_left - s) ** 2 / (9 * G), 2.0 / 3.0 * (s + c_left)
    h = np.where(s < -c_left, left_m, np.where(s < fan_end, fan_h, np.where(s < shock, plateau_m, right_m)))
    return h, np.where(s < -c_left, 0.0, np.where(s < fan_end, fan_u, np.where(s < shock, u, 0.0)))


# ---- swinging water (Thacker 1981; SWASHES 4.2) ----------------------------------------------------------------------

PARABOLA_PERIOD_S = 2 * np.pi / np.sqrt(2 * G * 0.5)
PLANAR_PERIOD_S = 2 * np.pi / np.sqrt(2 * G * 0.1)
RADIAL_PERIOD_S = 2 * np.pi / np.sqrt(8 * G * 0.1)


def parabola_bed_m(x):
    return 0.5 * ((x - 2.0) ** 2 - 1.0)


def parabola_m(x, t_s):
    """A plane surface in a parabola of half-width 1 m and depth 0.5 m."""
    w = 2 * np.pi / PARABOLA_PERIOD_S
    return np.maximum(-0.5 * (((x - 2.0) + np.cos(w * t_s) / 2) ** 2 - 1.0), 0.0)


def bowl_bed_m(x, y):
    return -0.1 * (1.0 - (x - 2.0) ** 2 - (y - 2.0) ** 2)


def planar_bowl(x, y, t_s):
    """A plane surface that turns in a bowl: depth, u, v."""
    w = 2 * np.pi / PLANAR_PERIOD_S
    level = 0.5 * 0.1 * (2 * (x - 2.0) * np.cos(w * t_s) + 2 * (y - 2.0) * np.sin(w * t_s) - 0.5)
    h = np.maximum(level - bowl_bed_m(x, y), 0.0)
    return h, np.where(h > 0, -0.5 * w * np.sin(w * t_s), 0.0), np.where(h > 0, 0.5 * w * np.cos(w * t_s), 0.0)


def radial_bowl(x, y, t_s):
    """A surface that breathes in the same bowl."""
    w = 2 * np.pi / RADIAL_PERIOD_S
    a = (1.0 - 0.8**2) / (1.0 + 0.8**2)
    r2 = (x - 2.0) ** 2 + (y - 2.0) ** 2
    swing = 1.0 - a * np.cos(w * t_s)
    level = 0.1 * (np.sqrt(1.0 - a**2) / swing - 1.0 - r2 * ((1.0 - a**2) / swing**2 - 1.0))
    h = np.maximum(level - bowl_bed_m(x, y), 0.0)
    rate = 0.5 * w * a * np.sin(w * t_s) / swing
    return h, np.where(h > 0, rate * (x - 2.0), 0.0), np.where(h > 0, rate * (y - 2.0), 0.0)


# ---- MacDonald's channels (MacDonald et al. 1997; SWASHES 3.2) -------------------------------------------------------

def channel_depth_m(x, height=0.5, sharpness=16.0):
    return (4.0 / G) ** (1.0 / 3.0) * (1.0 + height * np.exp(-sharpness * (x / 1000.0 - 0.5) ** 2))


def channel_bed_m(x, q_m2ps, manning, height, sharpness, rain_mps=0.0):
    """The bed on which that depth is steady: its slope integrated from 0 at the outlet (1000 m) upwards."""
    fine = np.linspace(0.0, 1000.0, 200001)
    h = channel_depth_m(fine, height, sharpness)
    q = q_m2ps + rain_mps * fine
    slope = (q**2 / (G * h**3) - 1.0) * np.gradient(h, fine) - manning**2 * q * np.abs(q) / h ** (10.0 / 3.0) - 2 * q * rain_mps / (G * h**2)
    steps = 0.5 * (slope[1:] + slope[:-1]) * np.diff(fine)
    z = np.concatenate([[0.0], np.cumsum(steps)])
    return np.interp(x, fine, z - z[-1])


# ---- rain on a plane: kinematic wave (Henderson and Wooding 1964) ----------------------------------------------------

def plane_outflow_m2ps(t_s, length_m, slope, manning, rain_mps, rain_s):
    alpha, m = np.sqrt(slope) / manning, 5.0 / 3.0
    equilibrium_s = (length_m / (alpha * rain_mps ** (m - 1))) ** (1 / m)
    assert equilibrium_s < rain_s, "the falling limb below starts from equilibrium"
    q = np.where(t_s < equilibrium_s, alpha * (rain_mps * np.minimum(t_s, equilibrium_s)) ** m, rain_mps * length_m)
    falling = t_s > rain_s
    low, high = np.zeros(falling.sum()), np.full(falling.sum(), rain_mps * length_m)
    for _ in range(200):  # length = q / r + alpha m (q / alpha)^((m-1)/m) (t - t_rain)
        middle = 0.5 * (low + high)
        reach = middle / rain_mps + alpha * m * (middle / alpha) ** ((m - 1) / m) * (t_s[falling] - rain_s)
        low, high = np.where(reach < length_m, middle, low), np.where(reach < length_m, high, middle)
    q[falling] = 0.5 * (low + high)
    return q
