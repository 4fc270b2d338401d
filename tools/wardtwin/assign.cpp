#include <cstdio>
#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "engine/base/numbers.h"
#include "engine/base/partial_folder.h"
#include "engine/base/read_file.h"
#include "engine/traffic/tntp.h"
#include "tools/wardtwin/command.h"

namespace twin {
namespace {

struct AssignArguments {
  std::string network;
  std::string trips;
  double gap = 1e-6;
  double toll = 0.0;
  double distance = 0.0;
  std::optional<std::string> output;
};

/// Trips without a way cannot be in any flow, so the flows would not be those of the trips file.
void refuse_unserved(const AssignArguments& arguments, const Assignment& assignment) {
  if (assignment.unserved.empty()) return;
  const Unserved& first = assignment.unserved.front();
  throw InputError({.where = arguments.network,
                    .found = std::to_string(assignment.unserved.size()) +
                             tr(" pairs of zones without a way, the first from zone ",
                                " cặp vùng không có đường đi, cặp đầu tiên từ vùng ") +
                             std::to_string(first.origin + 1) + tr(" to zone ", " đến vùng ") +
                             std::to_string(first.destination + 1),
                    .expected = tr("a way for all trips", "có đường đi cho mọi chuyến"),
                    .outcome = tr("nothing was written", "chưa ghi gì")});
}

void refuse_wide_gap(const AssignArguments& arguments, const Assignment& assignment) {
  if (assignment.reached_gap) return;
  throw NumericalError({.where = arguments.network,
                        .found = tr("a relative gap of ", "khoảng cách tương đối ") +
                                 shortest(assignment.gap) + tr(" after ", " sau ") +
                                 std::to_string(assignment.iterations) +
                                 tr(" iterations", " bước lặp"),
                        .expected = shortest(arguments.gap) + tr(" or less", " trở xuống"),
                        .outcome = tr("nothing was written; ask for a wider --gap",
                                      "chưa ghi gì; hãy chọn --gap lớn hơn")});
}

std::string flow_table(const AssignmentProblem& problem, const Assignment& assignment) {
  const VehicleClass& vehicles = problem.classes.front();
  std::string text = "from to volume cost\n";
  for (std::size_t i = 0; i < problem.graph.links().size(); ++i) {
    const TrafficLink& link = problem.graph.links()[i];
    text += std::to_string(link.from + 1) + ' ' + std::to_string(link.to + 1) + ' ' +
            shortest(assignment.flows.front()[i]) + ' ' +
            shortest(assignment.delay[i] + vehicles.fixed_cost[i]) + '\n';
  }
  return text;
}

double process_cpu_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

int run_assign(const AssignArguments& arguments, const Terminal& terminal) {
  const TntpNetwork network = parse_tntp_network(
      read_file(arguments.network, tr("a network in TNTP format", "mạng lưới dạng TNTP")),
      arguments.network);
  auto trips = parse_tntp_trips(
      read_file(arguments.trips, tr("trips in TNTP format", "số chuyến dạng TNTP")),
      arguments.trips, network.zones);
  const AssignmentProblem problem =
      tntp_problem(network, std::move(trips), arguments.toll, arguments.distance);
  const Assignment assignment = assign_biconjugate(
      problem, {.gap = arguments.gap, .threads = terminal.threads()}, terminal.progress());
  refuse_unserved(arguments, assignment);
  refuse_wide_gap(arguments, assignment);
  if (arguments.output) write_file(*arguments.output, flow_table(problem, assignment));
  const nlohmann::ordered_json line = {{"gap", assignment.gap},
                                       {"beckmann", assignment.beckmann},
                                       {"tstt", assignment.total_cost},
                                       {"iterations", assignment.iterations},
                                       {"cpu_s", process_cpu_s()}};
  std::printf("%s\n", line.dump().c_str());
  return 0;
}

}  // namespace

Run add_assign(CLI::App& app) {
  auto arguments = std::make_shared<AssignArguments>();
  app.add_option("NET", arguments->network, "network in TNTP format")->required();
  app.add_option("TRIPS", arguments->trips, "trips in TNTP format")->required();
  app.add_option("--gap", arguments->gap, "relative gap to stop at (default 1e-6)")
      ->check(CLI::Range(1e-15, 1.0));
  app.add_option("--toll", arguments->toll, "cost of one unit of toll (default 0)")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--distance", arguments->distance, "cost of one unit of length (default 0)")
      ->check(CLI::NonNegativeNumber);
  app.add_option("-o,--output", arguments->output, "write the flows here: from to volume cost");
  return [arguments](const Terminal& terminal) { return run_assign(*arguments, terminal); };
}

}  // namespace twin
