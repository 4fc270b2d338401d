#pragma once

#include <string>
#include <utility>

namespace twin {

enum class Language { english, vietnamese };

/// A text for people in both languages. What is the same in both (a file name, a number, a name
/// from the data) converts from one string:
///
///     Text found = tr("the columns ", "các cột ") + "lane_id, be_rong";
struct Text {
  std::string en;
  std::string vi;

  Text() = default;
  Text(std::string both) : en(both), vi(std::move(both)) {}  // NOLINT(*-explicit-*)
  Text(const char* both) : en(both), vi(both) {}             // NOLINT(*-explicit-*)
  Text(std::string english, std::string vietnamese)
      : en(std::move(english)), vi(std::move(vietnamese)) {}

  const std::string& in(Language language) const {
    return language == Language::vietnamese ? vi : en;
  }
  bool empty() const { return en.empty() && vi.empty(); }

  Text& operator+=(const Text& more) {
    en += more.en;
    vi += more.vi;
    return *this;
  }
  friend Text operator+(Text a, const Text& b) { return a += b; }

  bool operator==(const Text&) const = default;
};

/// The English and the Vietnamese wording of one text.
inline Text tr(std::string english, std::string vietnamese) {
  return {std::move(english), std::move(vietnamese)};
}

}  // namespace twin
