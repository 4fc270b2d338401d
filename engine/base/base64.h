#pragma once

#include <string>
#include <string_view>

namespace twin {

/// Bytes as text of 64 digits (RFC 4648, padded): what a page embeds them as.
std::string base64(std::string_view bytes);

}  // namespace twin
