#include "viewer/scene/to_osg.h"

#include <cstring>
#include <osg/Image>

#include "viewer/scene/shaders.h"

namespace twin {
namespace {

struct FixedBounds : osg::Drawable::ComputeBoundingBoxCallback {
  explicit FixedBounds(const osg::BoundingBox& bounds) : box(bounds) {}
  osg::BoundingBox computeBound(const osg::Drawable& /*drawable*/) const override { return box; }
  osg::BoundingBox box;
};

osg::ref_ptr<osg::Texture2D> texture_of(osg::Image* image, GLint internal, bool linear) {
  image->setInternalTextureFormat(internal);
  osg::ref_ptr<osg::Texture2D> texture = new osg::Texture2D(image);
  texture->setInternalFormat(internal);
  texture->setSourceFormat(image->getPixelFormat());
  texture->setSourceType(image->getDataType());
  texture->setResizeNonPowerOfTwoHint(false);  // the lattice must keep its size
  texture->setUseHardwareMipMapGeneration(false);
  const auto filter = linear ? osg::Texture::LINEAR : osg::Texture::NEAREST;
  texture->setFilter(osg::Texture::MIN_FILTER, filter);
  texture->setFilter(osg::Texture::MAG_FILTER, filter);
  texture->setWrap(osg::Texture::WRAP_S, osg::Texture::CLAMP_TO_EDGE);
  texture->setWrap(osg::Texture::WRAP_T, osg::Texture::CLAMP_TO_EDGE);
  texture->setUnRefImageDataAfterApply(true);
  return texture;
}

}  // namespace

osg::ref_ptr<osg::Geometry> to_osg(const Mesh& mesh) {
  osg::ref_ptr<osg::Geometry> geometry = new osg::Geometry;
  geometry->setUseDisplayList(false);
  geometry->setUseVertexBufferObjects(true);
  osg::ref_ptr<osg::Vec3Array> places =
      new osg::Vec3Array(static_cast<unsigned>(mesh.places.size()));
  osg::ref_ptr<osg::Vec3Array> normals =
      new osg::Vec3Array(static_cast<unsigned>(mesh.normals.size()));
  osg::ref_ptr<osg::Vec4Array> tags = new osg::Vec4Array(static_cast<unsigned>(mesh.tags.size()));
  for (std::size_t i = 0; i < mesh.places.size(); ++i) {
    const Eigen::Vector3f& p = mesh.places[i];
    const Eigen::Vector3f& n = mesh.normals[i];
    const std::array<float, 4>& t = mesh.tags[i];
    (*places)[i].set(p.x(), p.y(), p.z());
    (*normals)[i].set(n.x(), n.y(), n.z());
    (*tags)[i].set(t[0], t[1], t[2], t[3]);
  }
  geometry->setVertexArray(places);
  geometry->setNormalArray(normals, osg::Array::BIND_PER_VERTEX);
  geometry->setVertexAttribArray(kTagAttribute, tags, osg::Array::BIND_PER_VERTEX);
  geometry->addPrimitiveSet(new osg::DrawElementsUInt(
      GL_TRIANGLES, static_cast<unsigned>(mesh.corners.size()), mesh.corners.data()));
  return geometry;
}

osg::ref_ptr<osg::Group> to_osg(const TiledMesh& tiles) {
  osg::ref_ptr<osg::Group> group = new osg::Group;
  for (const auto& [tile, mesh] : tiles) {
    if (!mesh.empty()) group->addChild(to_osg(mesh));
  }
  return group;
}

osg::ref_ptr<osg::Texture2D> float_texture(int columns, int rows, int channels,
                                           std::span<const float> values, bool linear) {
  osg::ref_ptr<osg::Image> image = new osg::Image;
  image->allocateImage(columns, rows, 1, channels == 1 ? GL_RED : GL_RG, GL_FLOAT);
  std::memcpy(image->data(), values.data(), values.size_bytes());
  return texture_of(image, channels == 1 ? GL_R32F : GL_RG32F, linear);
}

osg::ref_ptr<osg::Texture2D> byte_texture(int columns, int rows,
                                          std::span<const std::array<std::uint8_t, 4>> colours,
                                          bool linear) {
  osg::ref_ptr<osg::Image> image = new osg::Image;
  image->allocateImage(columns, rows, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  std::memcpy(image->data(), colours.data(), colours.size_bytes());
  return texture_of(image, GL_RGBA8, linear);
}

int rows_a_time(std::size_t features) {
  return static_cast<int>((features + kTextureColumns - 1) / kTextureColumns);
}

osg::ref_ptr<osg::Texture2D> value_texture(const FeatureValues& values) {
  const int rows = std::max(1, rows_a_time(values.rows));
  const std::size_t times = std::max<std::size_t>(1, values.times_s.size());
  const auto an_instant = static_cast<std::size_t>(rows) * kTextureColumns;
  std::vector<float> texels(an_instant * times, std::numeric_limits<float>::quiet_NaN());
  for (std::size_t t = 0; t < times && values.rows > 0; ++t) {
    std::memcpy(texels.data() + t * an_instant, values.values.data() + t * values.rows,
                values.rows * sizeof(float));
  }
  return float_texture(kTextureColumns, rows * static_cast<int>(times), 1, texels, false);
}

void set_bounds(osg::Geometry& geometry, const osg::BoundingBox& box) {
  geometry.setComputeBoundingBoxCallback(new FixedBounds(box));
}

}  // namespace twin
