#pragma once

#include <string>
#include <string_view>

#include "engine/base/text.h"

namespace twin {

/// The page's program and style as viewer/web/build.mjs bundles them, part of this program so that
/// no file can go missing beside it.
extern const std::string_view kPageScript;
extern const std::string_view kPageStyle;

/// A page that reads its data beside it: `index.html` of a site.
std::string index_page(const std::string& title, Language first);

/// A page of one file: style, program and `embedded` (script elements with data) in it.
std::string whole_page(const std::string& title, Language first, std::string_view embedded);

}  // namespace twin
