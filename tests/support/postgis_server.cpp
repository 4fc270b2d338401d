#include "tests/support/postgis_server.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <optional>
#include <thread>
#include <vector>

namespace twin {
namespace {

namespace fs = std::filesystem;

/// Where Debian keeps the programs of the newest PostgreSQL that has PostGIS.
std::optional<fs::path> programs() {
  std::optional<fs::path> newest;
  std::error_code none;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none)) {
    const fs::path extension = fs::path("/usr/share/postgresql") / version.path().filename() /
                               "extension" / "postgis.control";
    const fs::path bin = version.path() / "bin";
    if (!fs::exists(extension) || !fs::exists(bin / "initdb")) continue;
    if (!newest || bin > *newest) newest = bin;
  }
  return newest;
}

/// Who runs the server: PostgreSQL refuses to run as root. Nothing where we are somebody else.
const passwd* server_user() {
  if (geteuid() != 0) return nullptr;
  if (const passwd* user = getpwnam("postgres")) return user;
  return getpwnam("nobody");
}

/// Starts a program as the server's user; it is interrupted when this process dies.
pid_t started(const std::vector<std::string>& words, const fs::path& log) {
  const passwd* user = server_user();
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child != 0) return child;
  if (user != nullptr && (setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(127);
  prctl(PR_SET_PDEATHSIG, SIGINT);
  if (getppid() != parent) _exit(127);
  const int file = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

int waited_for(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace

std::string PostgisServer::missing() {
  return programs() ? "" : "no PostgreSQL with PostGIS here: tools/setup installs them";
}

PostgisServer::PostgisServer() {
  const fs::path bin = programs().value();
  if (const passwd* user = server_user()) {
    EXPECT_EQ(chown(scratch_.path().c_str(), user->pw_uid, user->pw_gid), 0);
  }
  const fs::path log = scratch_ / "log";
  const std::string data = (scratch_ / "data").string();
  EXPECT_EQ(waited_for(started({bin / "initdb", "-D", data, "-U", "wardtwin", "-A", "trust", "-E",
                                "UTF8", "--locale=C", "--no-sync"},
                               log)),
            0)
      << bytes_of(log);
  std::ofstream(data + "/pg_hba.conf") << "local all guest scram-sha-256\nlocal all all trust\n";
  server_ = started(
      {bin / "postgres", "-D", data, "-k", folder(), "-c", "listen_addresses=", "-c", "fsync=off"},
      log);
  const std::string ask = (bin / "pg_isready").string() + " -q -h " + folder();
  for (int tries = 0; tries < 600 && std::system(ask.c_str()) != 0; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  sql("CREATE USER guest PASSWORD 'bí mật'", "postgres");
  sql("CREATE DATABASE plain", "postgres");
  sql("CREATE DATABASE ward", "postgres");
  sql("CREATE EXTENSION postgis");
}

PostgisServer::~PostgisServer() {
  if (server_ <= 0) return;
  kill(server_, SIGINT);  // "fast": whoever is connected is sent away
  waited_for(server_);
}

std::string PostgisServer::name(const std::string& more, const std::string& database) const {
  return "PG:host=" + folder() + " user=wardtwin dbname=" + database + (more.empty() ? "" : " ") +
         more;
}

std::string PostgisServer::sql(const std::string& statements, const std::string& database) const {
  const Scratch here;
  const fs::path file = here.write("statements.sql", statements);
  const std::string call = (programs().value() / "psql").string() +
                           " -q -A -t -X -v ON_ERROR_STOP=1 -h " + folder() + " -U wardtwin -d " +
                           database + " -f " + file.string() + " 2>&1";
  FILE* pipe = popen(call.c_str(), "r");
  std::string printed;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) printed += static_cast<char>(c);
  EXPECT_EQ(pclose(pipe), 0) << statements << "\n" << printed;
  return printed;
}

}  // namespace twin
