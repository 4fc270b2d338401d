#include "engine/traffic/tntp.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/numbers.h"

namespace twin {
namespace {

struct Word {
  std::string_view text;
  std::size_t line = 0;
};

Text where_line(const std::string& name, std::size_t line) {
  return name + ":" + std::to_string(line);
}

[[noreturn]] void refuse(const std::string& name, std::size_t line, Text found, Text expected) {
  throw InputError({.where = where_line(name, line),
                    .found = std::move(found),
                    .expected = std::move(expected),
                    .outcome = tr("the file is not used", "không dùng tệp này")});
}

Text quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// The lines of a TNTP file: header values by tag, and the rest cut into words.
class TntpText {
 public:
  TntpText(std::string_view text, std::string name, std::string_view separators)
      : name_(std::move(name)), separators_(separators) {
    std::size_t line = 1;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      read_line(trimmed(text.substr(0, end)), line++);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  /// Each line's words, lines without any left out.
  const std::vector<std::vector<Word>>& rows() const { return rows_; }
  std::optional<std::uint32_t> header(const std::string& tag) const;
  std::uint32_t need_header(const std::string& tag) const;
  const std::string& name() const { return name_; }

 private:
  void read_line(std::string_view line, std::size_t number);

  std::string name_;
  std::string_view separators_;
  std::map<std::string, Word> header_;
  std::vector<std::vector<Word>> rows_;
};

void TntpText::read_line(std::string_view line, std::size_t number) {
  if (line.empty() || line.front() == '~') return;
  if (line.front() == '<') {
    const std::size_t end = line.find('>');
    if (end == std::string_view::npos) {
      refuse(name_, number, quoted(line), tr("a header <TAG> value", "tiêu đề dạng <TAG> giá trị"));
    }
    const std::string_view value = trimmed(line.substr(end + 1));
    header_[std::string(trimmed(line.substr(1, end - 1)))] = {
        value.substr(0, value.find_first_of(" \t")), number};
    return;
  }
  std::vector<Word> words;
  while (true) {
    const std::size_t first = line.find_first_not_of(separators_);
    if (first == std::string_view::npos) break;
    line.remove_prefix(first);
    const std::size_t end = std::min(line.find_first_of(separators_), line.size());
    words.push_back({line.substr(0, end), number});
    line.remove_prefix(end);
  }
  if (!words.empty()) rows_.push_back(std::move(words));
}

/// A whole number from 1 to `most`, such as a node's.
std::uint32_t whole(const Word& word, const std::string& name, std::uint32_t most,
                    const Text& what) {
  const auto number = parsed_number(word.text);
  if (!number || *number != std::floor(*number) || *number < 1.0 || *number > most) {
    refuse(name, word.line, quoted(word.text),
           what + tr(" from 1 to ", " từ 1 đến ") + std::to_string(most));
  }
  return static_cast<std::uint32_t>(*number);
}

double not_negative(const Word& word, const std::string& name, const Text& what) {
  const auto number = parsed_number(word.text);
  if (!number || !std::isfinite(*number) || *number < 0.0) {
    refuse(name, word.line, quoted(word.text),
           what + tr(", a number of 0 or more", ", một số không âm"));
  }
  return *number;
}

std::optional<std::uint32_t> TntpText::header(const std::string& tag) const {
  const auto it = header_.find(tag);
  if (it == header_.end()) return std::nullopt;
  constexpr std::uint32_t kMost = 100'000'000;
  return whole(it->second, name_, kMost, tag);
}

std::uint32_t TntpText::need_header(const std::string& tag) const {
  if (const auto value = header(tag)) return *value;
  refuse(name_, 1, tr("no <" + tag + "> in the header", "không có <" + tag + "> trong phần đầu"),
         tr("the header of a TNTP file", "phần đầu của tệp TNTP"));
}

TntpNetwork::Link link_of(const std::vector<Word>& row, const TntpNetwork& network) {
  constexpr std::size_t kColumns = 10;
  const std::string& name = network.name;
  if (row.size() < kColumns) {
    refuse(name, row.front().line, std::to_string(row.size()) + tr(" columns", " cột"),
           tr("10: from, to, capacity, length, free-flow time, b, power, speed, toll, type",
              "10 cột: nút đầu, nút cuối, năng lực, chiều dài, thời gian tự do, b, số mũ, tốc độ, "
              "phí, loại"));
  }
  const Text node = tr("a node", "một nút");
  const TntpNetwork::Link link{
      .from = whole(row[0], name, network.nodes, node),
      .to = whole(row[1], name, network.nodes, node),
      .capacity = not_negative(row[2], name, tr("a capacity", "năng lực thông hành")),
      .length = not_negative(row[3], name, tr("a length", "chiều dài")),
      .free_flow_time = not_negative(row[4], name, tr("a free-flow time", "thời gian tự do")),
      .b = not_negative(row[5], name, tr("b of BPR", "hệ số b của BPR")),
      .power = not_negative(row[6], name, tr("a power", "số mũ")),
      .toll = not_negative(row[8], name, tr("a toll", "mức phí"))};
  if (link.capacity == 0.0 && link.b > 0.0 && link.power > 0.0) {
    refuse(name, row[2].line, tr("a capacity of 0", "năng lực thông hành bằng 0"),
           tr("more than 0 where the time grows with flow",
              "lớn hơn 0 khi thời gian tăng theo lưu lượng"));
  }
  return link;
}

}  // namespace

TntpNetwork parse_tntp_network(std::string_view text, const std::string& name) {
  const TntpText file(text, name, " \t;");
  TntpNetwork network{.name = name,
                      .zones = file.need_header("NUMBER OF ZONES"),
                      .nodes = file.need_header("NUMBER OF NODES"),
                      .first_through_node = file.header("FIRST THRU NODE").value_or(1),
                      .links = {}};
  if (network.zones > network.nodes) {
    refuse(name, 1,
           std::to_string(network.zones) + tr(" zones and ", " vùng và ") +
               std::to_string(network.nodes) + tr(" nodes", " nút"),
           tr("zones among the nodes", "các vùng nằm trong số các nút"));
  }
  for (const auto& row : file.rows()) network.links.push_back(link_of(row, network));
  const auto told = file.header("NUMBER OF LINKS");
  if (told && *told != network.links.size()) {
    refuse(name, 1, std::to_string(network.links.size()) + tr(" links", " đoạn đường"),
           std::to_string(*told) + tr(", as the header says", ", như phần đầu tệp ghi"));
  }
  return network;
}

std::vector<TripsFrom> parse_tntp_trips(std::string_view text, const std::string& name,
                                        std::uint32_t zones) {
  const TntpText file(text, name, " \t;:");
  std::map<std::uint32_t, std::map<std::uint32_t, double>> vehicles;
  std::optional<std::uint32_t> origin;
  const Text zone = tr("a zone", "một vùng");
  for (const auto& row : file.rows()) {
    std::size_t at = 0;
    if (row[0].text == "Origin" && row.size() > 1) {
      origin = whole(row[1], name, zones, zone) - 1;
      at = 2;
    }
    if (!origin || (row.size() - at) % 2 != 0) {
      refuse(name, row[0].line,
             quoted(row[0].text) + tr(" and ", " và ") + std::to_string(row.size() - 1) +
                 tr(" more words", " từ nữa"),
             tr("'Origin ZONE', then pairs 'ZONE : TRIPS;'",
                "'Origin VÙNG', rồi các cặp 'VÙNG : SỐ CHUYẾN;'"));
    }
    for (; at < row.size(); at += 2) {
      const std::uint32_t to = whole(row[at], name, zones, zone) - 1;
      vehicles[*origin][to] += not_negative(row[at + 1], name, tr("trips", "số chuyến"));
    }
  }
  std::vector<TripsFrom> trips;
  for (const auto& [from, all_to] : vehicles) {
    TripsFrom one{.origin = from, .to = {}};
    for (const auto& [to, number] : all_to) {
      if (to != from && number > 0.0) one.to.push_back({to, number});
    }
    if (!one.to.empty()) trips.push_back(std::move(one));
  }
  return trips;
}

AssignmentProblem tntp_problem(const TntpNetwork& network, std::vector<TripsFrom> trips,
                               double toll_factor, double distance_factor) {
  std::vector<TrafficLink> links;
  std::vector<LinkDelay> delays;
  VehicleClass vehicles{.pcu = 1.0, .fixed_cost = {}, .trips = std::move(trips)};
  for (const TntpNetwork::Link& link : network.links) {
    links.push_back({link.from - 1, link.to - 1});
    delays.push_back(
        {.free = link.free_flow_time, .b = link.b, .capacity = link.capacity, .power = link.power});
    vehicles.fixed_cost.push_back(toll_factor * link.toll + distance_factor * link.length);
  }
  return {.graph = LinkGraph(network.nodes, network.first_through_node - 1, std::move(links)),
          .delays = std::move(delays),
          .classes = {std::move(vehicles)}};
}

}  // namespace twin
