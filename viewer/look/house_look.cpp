#include "viewer/look/house_look.h"

#include <algorithm>
#include <string_view>

namespace twin {
namespace {

struct UseTint {
  std::string_view use;
  std::array<std::uint8_t, 4> paint;
};
constexpr std::array<std::uint8_t, 4> kClay = {221, 214, 204, 0};
constexpr std::array<UseTint, 7> kTints = {{{"apartment", {206, 210, 219, 0}},
                                            {"shop", {229, 210, 186, 0}},
                                            {"office", {196, 207, 214, 0}},
                                            {"school", {230, 217, 172, 0}},
                                            {"clinic", {229, 204, 207, 0}},
                                            {"public", {214, 202, 219, 0}},
                                            {"industrial", {192, 190, 185, 0}}}};

}  // namespace

std::array<std::uint8_t, 4> paint_of(const Feature& building) {
  const std::string use = building.text("use").value_or("");
  const auto* const it = std::ranges::find(kTints, std::string_view(use), &UseTint::use);
  return it == kTints.end() ? kClay : it->paint;
}

}  // namespace twin
