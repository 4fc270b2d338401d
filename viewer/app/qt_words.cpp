#include "viewer/app/qt_words.h"

#include <QCoreApplication>
#include <QHash>
#include <QTranslator>

namespace twin {
namespace {

const char* const kName = "vietnamese";

/// Qt's English, as it stands in its sources, in Vietnamese.
const QHash<QByteArray, QString>& vietnamese_words() {
  static const QHash<QByteArray, QString> words = {
      // buttons
      {"OK", "Đồng ý"},
      {"&OK", "Đồng ý"},
      {"Cancel", "Hủy"},
      {"&Cancel", "Hủy"},
      {"Close", "Đóng"},
      {"&Close", "Đóng"},
      {"Close without Saving", "Đóng, không lưu"},
      {"Save", "Lưu"},
      {"&Save", "&Lưu"},
      {"Save All", "Lưu tất cả"},
      {"Open", "Mở"},
      {"&Open", "&Mở"},
      {"&Yes", "&Có"},
      {"Yes to &All", "Có cho &tất cả"},
      {"&No", "&Không"},
      {"N&o to All", "Không ch&o tất cả"},
      {"Abort", "Dừng"},
      {"Retry", "Thử lại"},
      {"Ignore", "Bỏ qua"},
      {"Discard", "Không lưu"},
      {"Help", "Trợ giúp"},
      {"Apply", "Áp dụng"},
      {"Reset", "Đặt lại"},
      {"Restore Defaults", "Về mặc định"},
      // files and folders
      {"Find Directory", "Chọn thư mục"},
      {"Save As", "Lưu thành"},
      {"Look in:", "Trong thư mục:"},
      {"Directory:", "Thư mục:"},
      {"File &name:", "&Tên tệp:"},
      {"Files of type:", "Loại tệp:"},
      {"All Files (*)", "Mọi tệp (*)"},
      {"Directories", "Thư mục"},
      {"&Choose", "&Chọn"},
      {"&Rename", "Đổ&i tên"},
      {"&Delete", "&Xóa"},
      {"Delete", "Xóa"},
      {"Remove", "Bỏ"},
      {"&New Folder", "Thư mục &mới"},
      {"New Folder", "Thư mục mới"},
      {"Create New Folder", "Tạo thư mục mới"},
      {"Create a New Folder", "Tạo thư mục mới"},
      {"Show &hidden files", "Hiện tệp ẩ&n"},
      {"Back", "Quay lại"},
      {"Go back", "Quay lại"},
      {"Forward", "Đi tiếp"},
      {"Go forward", "Đi tiếp"},
      {"Parent Directory", "Thư mục cha"},
      {"Go to the parent directory", "Lên thư mục cha"},
      {"List View", "Dạng danh sách"},
      {"Change to list view mode", "Xem dạng danh sách"},
      {"Detail View", "Dạng chi tiết"},
      {"Change to detail view mode", "Xem dạng chi tiết"},
      {"Sidebar", "Thanh bên"},
      {"List of places and bookmarks", "Các nơi hay dùng"},
      {"Recent Places", "Nơi mở gần đây"},
      {"Computer", "Máy tính"},
      {"My Computer", "Máy tính"},
      {"Drive", "Ổ đĩa"},
      {"File", "Tệp"},
      {"%1 File", "Tệp %1"},
      {"Folder", "Thư mục"},
      {"File Folder", "Thư mục"},
      {"Name", "Tên"},
      {"Size", "Kích thước"},
      {"Type", "Loại"},
      {"Date Modified", "Ngày sửa"},
      {"%1 already exists.\nDo you want to replace it?", "Đã có %1.\nThay thế tệp đó?"},
      {"%1\nFile not found.\nPlease verify the correct file name was given.",
       "%1\nKhông có tệp này. Hãy kiểm tra lại tên tệp."},
      {"%1\nDirectory not found.\nPlease verify the correct directory name was given.",
       "%1\nKhông có thư mục này. Hãy kiểm tra lại tên thư mục."},
      {"'%1' is write protected.\nDo you want to delete it anyway?",
       "'%1' không cho ghi.\nVẫn xóa?"},
      {"Are you sure you want to delete '%1'?", "Xóa '%1'?"},
      {"Could not delete directory.", "Không xóa được thư mục."},
      // text fields, number fields, panels
      {"&Undo", "&Hoàn tác"},
      {"&Redo", "&Làm lại"},
      {"Cu&t", "&Cắt"},
      {"&Copy", "&Sao chép"},
      {"&Paste", "&Dán"},
      {"Select All", "Chọn tất cả"},
      {"&Select All", "Chọn &tất cả"},
      {"&Step up", "&Tăng"},
      {"Step &down", "&Giảm"},
      {"Clear", "Xóa"},
      {"Float", "Tách rời"},
      {"Closes the dock widget", "Đóng bảng này"},
      {"Undocks and re-attaches the dock widget", "Tách bảng này ra hoặc gắn lại"},
  };
  return words;
}

class Vietnamese : public QTranslator {
 public:
  using QTranslator::QTranslator;
  bool isEmpty() const override { return false; }
  QString translate(const char* /*context*/, const char* source, const char* /*disambiguation*/,
                    int /*n*/) const override {
    return vietnamese_words().value(source);
  }
};

}  // namespace

void let_qt_speak(Language language) {
  QCoreApplication* application = QCoreApplication::instance();
  auto* vietnamese = application->findChild<QTranslator*>(kName);
  if (vietnamese == nullptr) {
    vietnamese = new Vietnamese(application);
    vietnamese->setObjectName(kName);
  }
  QCoreApplication::removeTranslator(vietnamese);
  if (language == Language::vietnamese) QCoreApplication::installTranslator(vietnamese);
}

}  // namespace twin
