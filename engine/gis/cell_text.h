#pragma once

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>
#include <string>
#include <string_view>

namespace twin {

/// A text in a cell of a table, UTF-8 in NFC. It never changes, so that equal cells can hold one
/// text between them: a layer says "assumed" some hundred thousand times.
class CellText {
 public:
  CellText(std::string text) : held_(text.empty() ? nullptr : new Held(std::move(text))) {}
  CellText(std::string_view text) : CellText(std::string(text)) {}
  CellText(const char* text) : CellText(std::string(text)) {}

  const std::string& str() const {
    static const std::string none;
    return held_ ? held_->text : none;
  }

  bool operator==(const CellText& other) const {
    return held_ == other.held_ || str() == other.str();
  }

 private:
  struct Held : boost::intrusive_ref_counter<Held> {
    explicit Held(std::string of) : text(std::move(of)) {}
    std::string text;
  };
  boost::intrusive_ptr<const Held> held_;
};

}  // namespace twin
