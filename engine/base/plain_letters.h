#pragma once

#include <string>
#include <string_view>

namespace twin {

/// Lower case without accents, for finding what people typed on any keyboard: "Ngõ 34,  ĐƯỜNG" →
/// "ngo 34 duong". Blanks, tabs and commas become single blanks, none at the ends; accents that
/// stand as marks of their own (Unicode NFD) are dropped too. What is no Vietnamese letter stays.
std::string plain_letters(std::string_view text);

/// Lower case, accents and all else as they are: "ĐƯỜNG" → "đường".
std::string small_letters(std::string_view text);

}  // namespace twin
