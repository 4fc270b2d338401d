#pragma once

#include <osg/Geometry>
#include <osg/Group>
#include <osg/Vec3>
#include <osg/Vec4>

#include "viewer/scene/shaders.h"
#include "viewer/shapes/mesh.h"

namespace twin {

/// Order of drawing: near things first (they hide pixels from costlier ones), then what lies on
/// the ground from below upwards, then what is seen through.
enum Order : int { kSkyFirst = -10, kSolid = 0, kGroundOrder = 1, kOnGround = 2, kThrough = 10 };

void set_order(osg::Node& node, int order);
/// Colours mix with what lies behind, as far as their alpha leaves it to be seen.
void set_blended(osg::StateSet& state, bool blended = true);

osg::ref_ptr<osg::Group> shaded(const osg::ref_ptr<osg::Group>& group, Shading shading, int order);
/// A band that lies flat.
osg::ref_ptr<osg::Group> group_of(const Mesh& mesh);

/// The surface of streets; `marked`: with a dashed line in the middle where they are wide.
osg::ref_ptr<osg::Group> street_group(const osg::ref_ptr<osg::Group>& group, const osg::Vec3& tone,
                                      float lift, bool marked, int order);
/// Lines of one paint, dashed where `dash_m` is not 0.
osg::ref_ptr<osg::Group> mark_group(const osg::ref_ptr<osg::Group>& group, const osg::Vec4& paint,
                                    float dash_m, float lift, int order);
/// A level square about the origin.
osg::ref_ptr<osg::Geometry> square(float half_m, float z_m);
osg::ref_ptr<osg::Group> sky_group();

}  // namespace twin
