"""The cases of docs/validation/flood.md. Each solves itself and yields rows: case, quantity, found, gate (found is at
most that). Exact formulae need no file; the Environment Agency's tests (Néelz and Pender, SC120002, 2013) read theirs in the shared
folder of validation data and are left out where it is missing."""
import csv
import heapq

import numpy as np

from osgeo import gdal, ogr

import exact
from solver import Case, columns, raster

STRIP_ROWS = 2


def l1(found, expected):
    return np.abs(found - expected).sum() / np.abs(expected).sum()


def strip(values):
    return np.tile(np.asarray(values, float), (STRIP_ROWS, 1))


def strip_case(name, x, bed_m, end_s, **more):
    cell_m = float(x[1] - x[0])
    gauges = {f"g{i}": (at, 0.5 * cell_m) for i, at in enumerate(x)}
    return Case(name, strip(bed_m), cell_m, end_s, gauges=gauges, **more)


def along(answer, case, quantity):
    return answer.last(case.gauges, quantity)


def discharge(answer, case):
    return along(answer, case, "depth_m") * along(answer, case, "u_mps")


def steady(value, end_s):
    return [(0.0, value), (end_s, value)]


def lakes(solver, _):
    x = exact.cell_middles(25.0, 250)
    for name, level_m in (("lake over a bump", 0.5), ("lake with an island", 0.1)):
        case = strip_case(name, x, exact.bump_bed_m(x), 100.0, output_s=10.0, keys={"initial_level_m": level_m})
        answer = solver.solve(case)
        speed = max(np.abs(answer.gauge(g, q)).max() for g in case.gauges for q in ("u_mps", "v_mps"))
        yield name, "greatest speed in 100 s, m/s", speed, 1e-6


def bumps(solver, _):
    x = exact.cell_middles(exact.BUMP_LENGTH_M, 250)
    rows = (("bump, subcritical", 4.42, 2.0, "level", 600.0, exact.bump_subcritical_m(x), 8e-4),
            ("bump, transcritical", 1.53, None, "free", 300.0, exact.bump_transcritical_m(x), 4e-3),
            ("bump with a jump", 0.18, 0.33, "level", 600.0, exact.bump_shock_m(x), 5.2e-3))
    for name, q, level_m, kind, end_s, depth_m, gate in rows:
        outlet = {"side": "east", "kind": kind} | ({"series": steady(level_m, end_s)} if level_m else {})
        inlet = {"side": "west", "kind": "discharge", "series": steady(q * STRIP_ROWS * 0.1, end_s)}
        start = {"initial_level_m": level_m} if level_m else {}
        case = strip_case(name, x, exact.bump_bed_m(x), end_s, keys=start, edges=[inlet, outlet])
        answer = solver.solve(case)
        yield name, "depth, L1", l1(along(answer, case, "depth_m"), depth_m), gate
        yield name, "discharge, L1", l1(discharge(answer, case), np.full(len(x), q)), 6e-3


def dams(solver, _):
    x = exact.cell_middles(10.0, 1000)
    for name, right_m, (h, u) in (("dam break, wet", 0.001, exact.dam_on_wet(x, 6.0)), ("dam break, dry", 0.0, exact.dam_on_dry(x, 6.0))):
        case = strip_case(name, x, 0.0 * x, 6.0, start={"initial_depth": strip(np.where(x < 5.0, 0.005, right_m))})
        answer = solver.solve(case)
        yield name, "depth, L1", l1(along(answer, case, "depth_m"), h), 3.8e-3 if right_m else 5.4e-3
        yield name, "discharge, L1", l1(discharge(answer, case), h * u), 0.02


def parabola(solver, _):
    x = exact.cell_middles(4.0, 400)
    for periods, gate in ((0.25, 0.014), (1.0, 0.034), (5.0, 0.1)):
        name, end_s = f"parabola, {periods:g} swings", periods * exact.PARABOLA_PERIOD_S
        case = strip_case(name, x, exact.parabola_bed_m(x), end_s, start={"initial_depth": strip(exact.parabola_m(x, 0.0))})
        yield name, "depth, L1", l1(along(solver.solve(case), case, "depth_m"), exact.parabola_m(x, end_s)), gate


def bowls(solver, _):
    x, y = np.meshgrid(exact.cell_middles(4.0, 100), exact.cell_middles(4.0, 100))
    for kind, solution, period_s, gates in (("planar", exact.planar_bowl, exact.PLANAR_PERIOD_S, (0.088, 0.1)),
                                            ("radial", exact.radial_bowl, exact.RADIAL_PERIOD_S, (0.032, 0.1))):
        h, u, v = solution(x, y, 0.0)
        for periods, gate in zip((0.25, 3.0), gates):
            name, end_s = f"bowl, {kind}, {periods:g} turns", periods * period_s
            case = Case(name, exact.bowl_bed_m(x, y), 0.04, end_s, start={"initial_depth": h, "initial_u": u, "initial_v": v})
            yield name, "depth, L1", l1(solver.solve(case).depth_m, solution(x, y, end_s)[0]), gate


def channels(solver, _):
    x = exact.cell_middles(1000.0, 1000)
    rows = (("channel, subcritical", 2.0, 0.033, 0.5, 16.0, "level", 0.0, 0, 1.3e-3),
            ("channel, supercritical", 2.5, 0.04, -0.2, 36.0, "free", 0.0, 100, 0.01),
            ("channel, rain", 1.0, 0.033, 0.5, 16.0, "level", 0.001, 0, 1.6e-3))
    for name, q, manning, height, sharpness, kind, rain_mps, skip, gate in rows:
        end_s = 3000.0 if kind == "level" else 1500.0
        outlet = {"side": "east", "kind": kind}
        if kind == "level":
            outlet["series"] = steady(float(exact.channel_depth_m(1000.0, height, sharpness)), end_s)
        inlet = {"side": "west", "kind": "discharge", "series": steady(q * STRIP_ROWS, end_s)}
        case = strip_case(name, x, exact.channel_bed_m(x, q, manning, height, sharpness, rain_mps), end_s, manning=manning,
                          rain=[(0.0, 3.6e6 * rain_mps)] if rain_mps else None, edges=[inlet, outlet])
        answer = solver.solve(case)
        depth_m = exact.channel_depth_m(x, height, sharpness)
        yield name, "depth, L1", l1(along(answer, case, "depth_m")[skip:], depth_m[skip:]), gate
        yield name, "discharge, L1", l1(discharge(answer, case)[skip:], (q + rain_mps * x)[skip:]), 1.6e-3


def planes(solver, _):
    rows = (("rain on a plane, a", 100.0, 0.01, 0.03, 60.0, 3600.0, 400), ("rain on a plane, b", 182.88, 0.0016, 0.025, 50.8, 1800.0, 320))
    for name, length_m, slope, manning, mm_per_h, rain_s, cells in rows:
        x = exact.cell_middles(length_m, cells)
        width_m = STRIP_ROWS * length_m / cells
        case = strip_case(name, x, slope * (length_m - x), 7200.0, manning=manning, output_s=10.0, rain=[(0.0, mm_per_h), (rain_s, 0.0)],
                          edges=[{"side": "east", "kind": "free"}])
        case.gauges = {}
        answer = solver.solve(case)
        t, found = answer.outflow["time_s"], answer.outflow["east_m3ps"] / width_m
        wanted = exact.plane_outflow_m2ps(t, length_m, slope, manning, mm_per_h / 3.6e6, rain_s)
        yield name, "peak, relative", abs(found.max() / wanted.max() - 1), 0.01
        yield name, "volume until 2 h, relative", abs(np.trapz(found, t) / np.trapz(wanted, t) - 1), 0.001
        yield name, "hydrograph, L1", l1(found, wanted), 0.02


def v_catchment(solver, _):
    x, y = np.meshgrid(exact.cell_middles(1620.0, 162), exact.cell_middles(1000.0, 100))
    aside = np.maximum(np.abs(x - 810.0) - 10.0, 0.0)
    case = Case("V catchment", 0.05 * aside + 0.02 * y, 10.0, 5400.0, output_s=600.0, manning=np.where(aside > 0, 0.015, 0.15),
                rain=[(0.0, 10.8)], edges=[{"side": "south", "kind": "free", "range": [800.0, 820.0]}])
    yield case.name, "outflow at 90 min less 4.86 m³/s", abs(solver.solve(case).outflow["south_m3ps"][-1] - 4.86), 0.0486


def pond_behind_a_crest(solver, _):
    x = exact.cell_middles(700.0, 70)
    bed_m = np.interp(x, [0, 150, 250, 290, 400, 600, 700], [9.4, 9.4, 10.25, 10.25, 9.5, 9.5, 10.6])
    level = [(0.0, 9.7), (3600.0, 10.35), (39600.0, 10.35), (43200.0, 9.7), (72000.0, 9.7)]
    case = Case("EA test 1", np.tile(bed_m, (10, 1)), 10.0, 72000.0, output_s=600.0, manning=0.03, keys={"initial_level_m": 9.7},
                edges=[{"side": "west", "kind": "level", "series": level}], gauges={"p1": (405.0, 55.0), "p2": (605.0, 55.0)})
    answer = solver.solve(case)
    levels = [answer.gauge(p, "level_m") for p in case.gauges]
    yield case.name, "greatest level less 10.35 m, worst", max(abs(z.max() - 10.35) for z in levels), 0.01
    yield case.name, "final level less 10.25 m, worst", max(abs(z[-1] - 10.25) for z in levels), 0.01


def points_of(path):
    with open(path, newline="", encoding="utf-8") as text:
        return {"p" + row["id"]: (float(row["x"]), float(row["y"])) for row in csv.DictReader(text)}


def sill_m(bed_m, cell):
    """The level from which the pond around a cell runs over: down to its bottom, then up over the lowest cells beside it."""
    def beside(at):
        places = ((at[0] + dj, at[1] + di) for dj, di in ((0, 1), (1, 0), (0, -1), (-1, 0)))
        return [p for p in places if 0 <= p[0] < bed_m.shape[0] and 0 <= p[1] < bed_m.shape[1]]

    while (lower := min(beside(cell), key=lambda at: bed_m[at])) and bed_m[lower] < bed_m[cell]:
        cell = lower
    level_m, heap, seen = bed_m[cell], [(bed_m[cell], cell)], {cell}
    while heap:
        height_m, at = heapq.heappop(heap)
        if height_m < level_m:
            return level_m
        level_m = height_m
        for place in set(beside(at)) - seen:
            seen.add(place)
            heapq.heappush(heap, (bed_m[place], place))
    return level_m


def hollows(solver, shared):
    folder = shared / "ea"
    inflow = columns(folder / "test2_inflow.csv")
    bed_m = raster(folder / "test2_dem_20m.asc")
    case = Case("EA test 2", bed_m, 20.0, 172800.0, output_s=3600.0, manning=0.03, gauges=points_of(folder / "test2_points.csv"),
                inflows=[{"line": [[0.0, 1900.0], [0.0, 2000.0]], "series": list(zip(60 * inflow["time_min"], inflow["Q_m3s"]))}])
    answer = solver.solve(case)
    above_m = {p: answer.gauge(p, "level_m")[-1] - sill_m(bed_m, (int(y / 20), int(x / 20))) for p, (x, y) in case.gauges.items()}
    full = [p for p in case.gauges if answer.gauge(p, "depth_m")[-1] > 0.001]
    yield case.name, "pond above its sill, worst, m", max(above_m[p] for p in full), 0.03
    yield case.name, "points 15 and 16, greatest depth, m", max(answer.gauge(p, "depth_m").max() for p in ("p15", "p16")), 0.001


def plain(solver, shared):
    folder = shared / "ea"
    inflow = columns(folder / "test4_inflow.csv")
    reference = columns(folder / "test4_reference_lisflood8_dg2_5m.csv")
    corners = {f"{p}_{k}": (x + dx, y + dy) for p, (x, y) in points_of(folder / "test4_points.csv").items()
               for k, (dx, dy) in enumerate(((-2.5, -2.5), (2.5, -2.5), (-2.5, 2.5), (2.5, 2.5)))}
    case = Case("EA test 4", np.zeros((400, 200)), 5.0, 18000.0, output_s=30.0, manning=0.05, gauges=corners,
                inflows=[{"line": [[0.0, 990.0], [0.0, 1010.0]], "series": list(zip(inflow["time_s"], inflow["Q_m3s"]))}],
                edges=[{"side": side, "kind": "free"} for side in ("east", "south", "north")])
    answer = solver.solve(case)
    t, wanted_t = answer.gauges["time_s"], reference["time_s"]
    worst_m = worst_s = 0.0
    for p in ("p1", "p2", "p3", "p4", "p5", "p6"):
        depth_m = sum(answer.gauge(f"{p}_{k}", "depth_m") for k in range(4)) / 4
        worst_m = max(worst_m, np.sqrt(((np.interp(wanted_t, t, depth_m) - reference[p]) ** 2).mean()))
        first = int(np.argmax(reference[p] > 0.02))
        rising = slice(0, int(np.argmax(depth_m)) + 1)
        worst_s = max(worst_s, abs(np.interp(reference[p][first], depth_m[rising], t[rising]) - wanted_t[first]))
    yield case.name, "RMSE against DG2, worst of 6 points, m", worst_m, 0.005
    yield case.name, "arrival off by, worst of 6 points, s", worst_s, 60.0


def inside(path, like):
    """Which cells of a raster lie in the polygons of a file; row 0 in the south."""
    grid = gdal.GetDriverByName("MEM").Create("", like.RasterXSize, like.RasterYSize, 1, gdal.GDT_Byte)
    grid.SetGeoTransform(like.GetGeoTransform())
    grid.SetProjection(like.GetProjection())
    file = ogr.Open(str(path))
    gdal.RasterizeLayer(grid, [1], file.GetLayer(), burn_values=[1])
    return grid.ReadAsArray()[::-1] == 1


def merewether(solver, shared):
    """A steady inflow into the streets of a real quarter (validation tests of ANUGA): nothing is known but that it must leave."""
    folder, inflow_m3ps = shared.parents[1] / "data" / "merewether", 19.7
    terrain = gdal.Open(str(folder / "merewether_dem_1m.tif"))
    west_m, cell_m, _, north_m, _, _ = terrain.GetGeoTransform()
    south_m = north_m - cell_m * terrain.RasterYSize
    bed_m = np.where(inside(folder / "merewether_houses.geojson", terrain), np.nan, terrain.ReadAsArray()[::-1].astype(float))
    manning = np.where(inside(folder / "merewether_road.geojson", terrain), 0.02, 0.04)
    case = Case("Merewether", bed_m, cell_m, 1000.0, output_s=100.0, manning=manning,
                inflows=[{"disc": [382265.0 - west_m, 6354280.0 - south_m, 10.0], "constant_m3ps": inflow_m3ps}],
                edges=[{"side": side, "kind": "free"} for side in ("east", "north")])
    answer = solver.solve(case)
    leaves_m3ps = answer.outflow["east_m3ps"][-1] + answer.outflow["north_m3ps"][-1]
    yield case.name, "outflow after 1000 s against the inflow, relative", abs(leaves_m3ps / inflow_m3ps - 1), 0.01


EXACT = (lakes, bumps, dams, parabola, bowls, channels, planes, v_catchment, pond_behind_a_crest)
PUBLISHED = (hollows, plain)
REAL = (merewether,)  # large: for the default scheme alone
