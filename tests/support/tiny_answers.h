#pragma once

#include <filesystem>

namespace twin {

/// Writes a run over the tiny ward as later scenarios will leave them: the way of an engine to the
/// house B1 (76 m), where it stops, the hose from there (9 m), each shown only for that house, and
/// a grid of chances. Nothing in it was computed.
void write_tiny_answers(const std::filesystem::path& folder,
                        const std::filesystem::path& ward_folder);

}  // namespace twin
