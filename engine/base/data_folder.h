#pragma once

#include <filesystem>

namespace twin {

/// The folder of the tables that come with the program (vehicles, land cover, rains, prices…):
/// `WARDTWIN_DATA` of the environment, else `data` of the source tree the program was built from.
std::filesystem::path data_folder();

}  // namespace twin
