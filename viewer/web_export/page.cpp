#include "viewer/web_export/page.h"

#include <fmt/format.h>

namespace twin {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

/// `policy`: what the page may load; a browser then refuses any request that leaves the site.
std::string page(const std::string& title, Language first, std::string_view policy,
                 std::string_view head, std::string_view body) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n{}</head>\n<body>\n{}</body>\n"
      "</html>\n",
      first == Language::vietnamese ? "vi" : "en", policy, escaped(title), head, body);
}

}  // namespace

std::string index_page(const std::string& title, Language first) {
  return page(title, first,
              "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
              "connect-src 'self'",
              "<link rel=\"preload\" href=\"site.json\" as=\"fetch\" crossorigin>\n"
              "<link rel=\"stylesheet\" href=\"assets/wardtwin.css\">\n",
              "<script src=\"assets/wardtwin.js\"></script>\n");
}

std::string whole_page(const std::string& title, Language first, std::string_view embedded) {
  const std::string head = fmt::format("<style>\n{}</style>\n", kPageStyle);
  const std::string body = fmt::format("{}<script>\n{}</script>\n", embedded, kPageScript);
  return page(title, first, "default-src 'unsafe-inline' data: blob:", head, body);
}

}  // namespace twin
