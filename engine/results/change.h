#pragma once

#include "engine/results/manifest.h"

namespace twin {

/// How a difference (second − first) of a field is coloured, given its least and greatest value:
/// what is better in blue, what is worse in red, what nobody could act on in white. Depths always
/// have the same classes, so that pictures of several comparisons can be laid side by side; others
/// have five classes about no change, scaled to the greatest.
Ramp change_ramp(const ManifestField& of, double least, double most);

/// The difference of a field as a manifest declares it: NAME_change, with unit, kind and table of
/// the field; a measure has no ramp.
ManifestField change_of(const ManifestField& of, double least, double most);

}  // namespace twin
