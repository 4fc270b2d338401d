#include "viewer/overlay/letters.h"

#include <QFont>
#include <QFontInfo>
#include <QRawFont>
#include <algorithm>

namespace twin {

std::optional<Finding> missing_letters() {
  const QFont font(QStringLiteral("Noto Sans"));
  const QRawFont taken = QRawFont::fromFont(font);  // another one where that is not installed
  // Where there is no font at all Qt draws boxes, and takes them for every letter.
  const bool none = taken.fontTable("cmap").isEmpty();
  const QString letters = QStringLiteral("ăâđêôơưẢễộỷỵ");
  const bool there = !none && std::ranges::all_of(letters, [&](QChar letter) {
    return taken.supportsCharacter(letter);
  });
  if (there) return std::nullopt;
  const std::string family = QFontInfo(font).family().toStdString();
  return Finding{
      .where = tr("fonts", "phông chữ"),
      .found =
          none ? tr("none on this machine", "máy không có phông chữ nào")
               : Text(family) + tr(" without the letters of Vietnamese", " thiếu chữ tiếng Việt"),
      .expected = tr("a font with them", "phông có đủ chữ tiếng Việt") + Text(": Noto Sans"),
      .outcome = tr("names on the picture can't be read", "tên trên ảnh không đọc được"),
      .hint = tr("install the package fonts-noto-core", "hãy cài gói fonts-noto-core")};
}

}  // namespace twin
