#pragma once

#include <string>
#include <string_view>

namespace twin {

/// UTF-8 text in Unicode's composed form (NFC) for the letters of Vietnamese: "e" with a dot below
/// and a circumflex, in whichever order and however far already composed, becomes "ệ". Other
/// letters with marks stay as they are. "Yên Hòa" written in either form is then one text.
std::string composed(std::string_view utf8);

/// Whether bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);

}  // namespace twin
