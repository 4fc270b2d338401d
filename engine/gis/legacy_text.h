#pragma once

#include <span>
#include <string>
#include <string_view>

namespace twin {

/// How Vietnamese offices wrote their letters before Unicode, and since.
enum class TextEncoding {
  utf8,
  tcvn3,         ///< TCVN 5712:1993, fonts .VnTime, .VnArial
  vni,           ///< VNI-Windows, fonts VNI-Times: a letter, then a mark
  windows_1258,  ///< Microsoft's: tones as marks behind the letter
  windows_1252,  ///< western Europe
};

/// "TCVN3", "UTF-8"…
std::string_view name_of(TextEncoding encoding);

/// Bytes as UTF-8 text in composed form. Bytes an encoding does not use become U+FFFD.
std::string decoded(std::string_view bytes, TextEncoding encoding);

/// What `detected_encoding` found.
struct DetectedEncoding {
  TextEncoding encoding = TextEncoding::utf8;
  /// The text had been taken for western European and converted to UTF-8 before: that is undone
  /// first ("Phè" is TCVN3's "Phố").
  bool undo_latin = false;
  double syllables_share = 1.0;  ///< of the words with letters beyond ASCII that are Vietnamese
};

/// Finds the encoding of texts that carry no mark of it: the one in which most words are Vietnamese
/// syllables; UTF-8 wherever that is well-formed and as Vietnamese as any other.
DetectedEncoding detected_encoding(std::span<const std::string> texts);

/// Text as `found` says; what is plain ASCII stays as it is.
std::string decoded(std::string_view bytes, const DetectedEncoding& found);

/// The share of the words holding a letter beyond ASCII that could be Vietnamese syllables: an
/// onset, one vowel group with at most one tone, a final. 1 where there is no such word.
double vietnamese_share(std::string_view utf8);

}  // namespace twin
