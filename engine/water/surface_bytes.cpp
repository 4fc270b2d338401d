#include <cstring>

#include "engine/base/findings.h"
#include "engine/water/surface_state.h"

namespace twin {

using namespace surface;

namespace {

constexpr std::string_view kMark = "wardtwin surface 2\n";

/// Appends values as they lie in memory. The bytes go on on the same kind of machine only.
class Writer {
 public:
  template <typename Value>
  void value(Value& value) {
    array(&value, 1);
  }
  template <typename Value>
  void array(Value* values, std::size_t count) {
    bytes_.append(reinterpret_cast<const char*>(values), count * sizeof(Value));
  }
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  template <typename Value>
  void value(Value& value) {
    array(&value, 1);
  }
  template <typename Value>
  void array(Value* values, std::size_t count) {
    const std::size_t size = count * sizeof(Value);
    if (size > bytes_.size()) refuse();
    if (size > 0) std::memcpy(values, bytes_.data(), size);  // an empty array has no address
    bytes_.remove_prefix(size);
  }
  bool at_end() const { return bytes_.empty(); }
  [[noreturn]] static void refuse() {
    throw InputError({.where = tr("saved surface water", "nước mặt đã lưu"),
                      .found = tr("bytes of another case, or cut off",
                                  "dữ liệu của trường hợp khác hoặc bị cụt"),
                      .expected = tr("the state of this case", "trạng thái của trường hợp này"),
                      .outcome = tr("start the run afresh", "hãy chạy lại từ đầu")});
  }

 private:
  std::string_view bytes_;
};

}  // namespace

/// Names each part of the state once, for writing and for reading.
template <typename Archive>
void Surface::State::visit(Archive& archive) {
  archive.value(time_s);
  archive.value(last_round_s);
  archive.value(soaked_until_s);
  archive.value(ledger);
  archive.value(work);
  archive.value(records.last_s);
  archive.value(records.next_s);
  const auto cols = static_cast<std::size_t>(frame.cols);
  for (int row = 0; row < frame.rows; ++row) {
    archive.array(depth.row(row), cols);
    archive.array(u.row(row), cols);
    archive.array(v.row(row), cols);
    archive.array(max_depth.row(row), cols);
  }
  archive.array(signal_mps.data(), signal_mps.size());
  for (auto* kept : {&records.speed_mps, &records.hazard_m2ps, &records.arrival_s,
                     &records.duration_s, &soaked_m}) {
    archive.array(kept->data(), kept->size());
  }
  for (Inlet& inlet : inlets) {
    archive.value(inlet.capacity_m3ps);
    archive.value(inlet.carried);
    archive.value(inlet.taken);
  }
  for (auto& side : edge_faces) {
    for (EdgeFace& face : side) archive.value(face.leaving);
  }
}

std::string Surface::save_state() const {
  Writer writer;
  writer.bytes_ = kMark;
  writer.value(state_->frame.rows);
  writer.value(state_->frame.cols);
  writer.value(state_->open_cells);
  state_->visit(writer);
  return std::move(writer.bytes_);
}

void Surface::load_state(std::string_view bytes) {
  if (!bytes.starts_with(kMark)) Reader::refuse();
  Reader reader(bytes.substr(kMark.size()));
  int rows = 0;
  int cols = 0;
  std::int64_t open_cells = 0;
  reader.value(rows);
  reader.value(cols);
  reader.value(open_cells);
  State& s = *state_;
  if (rows != s.frame.rows || cols != s.frame.cols || open_cells != s.open_cells) Reader::refuse();
  s.visit(reader);
  if (!reader.at_end()) Reader::refuse();
}

}  // namespace twin
