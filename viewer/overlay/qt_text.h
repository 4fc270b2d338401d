#pragma once

#include <QString>

#include "engine/base/text.h"

namespace twin {

/// A text of ours as Qt wants it.
QString qt(const Text& text, Language language);
/// The same with a capital first letter, as headings and list entries have.
QString capital(QString text);

}  // namespace twin
