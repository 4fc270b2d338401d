#pragma once

namespace twin {

/// Head of flowing water, depth + v²/2g, m: what lifts and pushes a vehicle.
double head_m(double depth_m, double speed_mps);

/// Class 1 to 6 of Australian Rainfall and Runoff 2019 (book 6, table 6.7.3: H1…H6), by the limits
/// on depth · speed (m²/s), depth (m) and speed (m/s): 0.3, 0.3, 2.0 | 0.6, 0.5, 2.0 |
/// 0.6, 1.2, 2.0 | 1.0, 2.0, 2.0 | 4.0, 4.0, 4.0 | beyond. 0 where dry.
int arr_class(double depth_m, double speed_mps);

/// Rating of DEFRA/EA FD2321 (2006): d (v + 0.5) + DF with the urban debris factor DF of 0 up to
/// 0.25 m and 1 above. Classes begin at 0.75, 1.25 and 2.0. 0 where dry.
double defra_rating(double depth_m, double speed_mps);

}  // namespace twin
