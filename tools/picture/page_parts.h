#pragma once

#include <string>
#include <string_view>

#include "tools/picture/report_content.h"

namespace twin {

// What the pages of runs and of batches are made of.

/// A text with what HTML would take for its own written out.
std::string escaped(std::string_view text);

/// A table, scrolled sideways where it is wider than the page.
std::string html_of(const ReportTable& table, const char* css_class = "");
/// The same under a heading ("h2"); nothing for a table without rows.
std::string section(const char* level, const ReportTable& table, const char* css_class = "");
/// The same folded behind its title.
std::string folded(const ReportTable& table, const char* css_class = "");

/// The red band of a page whose data was made up; empty where none was.
std::string alarm_of(const Manifest& manifest, Language language);

/// A whole page that needs no other file but those `body` names.
std::string page_of(const std::string& title, const std::string& stamp, const std::string& body,
                    Language language, const char* more_style = "");

}  // namespace twin
