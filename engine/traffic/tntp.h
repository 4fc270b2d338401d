#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/findings.h"
#include "engine/traffic/assignment.h"

namespace twin {

/// A network as the TNTP format has it (Transportation Networks for Research): nodes from 1, times
/// and lengths in whatever unit the file is in.
struct TntpNetwork {
  struct Link {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    double capacity = 0.0;
    double length = 0.0;
    double free_flow_time = 0.0;
    double b = 0.0;
    double power = 0.0;
    double toll = 0.0;
  };
  std::string name;  ///< of the file, for messages
  std::uint32_t zones = 0;
  std::uint32_t nodes = 0;
  std::uint32_t first_through_node = 1;
  std::vector<Link> links;
};

/// Reads the text of a network file; `name` stands for the file in messages. The factors in its
/// header are not read. @throws InputError with the line: a missing header, nodes that do not
/// exist, rows that are too short, no numbers, or numbers without a meaning.
TntpNetwork parse_tntp_network(std::string_view text, const std::string& name);

/// Reads the text of a trips file for `zones` zones. Pairs that come twice add up.
/// @throws InputError with the line.
std::vector<TripsFrom> parse_tntp_trips(std::string_view text, const std::string& name,
                                        std::uint32_t zones);

/// The assignment of these trips; a link costs time + toll_factor·toll + distance_factor·length.
AssignmentProblem tntp_problem(const TntpNetwork& network, std::vector<TripsFrom> trips,
                               double toll_factor, double distance_factor);

}  // namespace twin
