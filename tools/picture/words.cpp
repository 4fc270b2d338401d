#include "tools/picture/words.h"

#include <glib.h>

namespace twin {

std::string capitalised(const std::string& words) {
  if (words.empty() || g_utf8_validate(words.c_str(), -1, nullptr) == FALSE) return words;
  char first[7] = {};
  g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(words.c_str())), first);
  return first + std::string(g_utf8_next_char(words.c_str()));
}

}  // namespace twin
