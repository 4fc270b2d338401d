#!/usr/bin/env python3
"""Fails where the guide (docs/huong-dan) and the program have grown apart.

usage: guide_test.py PROJECT BIN_DIR [--run all|quick]

Every command that stands in the guide must name a command, options, settings, layers, scenarios, bookmarks and files of
the project that exist, and read only what an earlier command wrote; every picture and page that the guide points to must
be there, and every picture that is there must be shown. With --run the commands are also run, in the guide's order, in a
folder that is removed afterwards: all of them (minutes), or those that take seconds. Every line of a ```text block must
then stand in what the commands of the block before it printed, or in the file that the sentence above it names; `…` stands
for anything.
"""
import argparse
import functools
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib

FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
OPTION = re.compile(r"(?<![\w-])--?[a-zA-Z][\w-]*")
PROGRAMS = {"wardtwin", "wardtwin-viewer"}
QUICK = {"list", "describe", "import", "check"}
WORK = "bai_lam/"  # where a reader's own wards and runs go
PLACEHOLDER = re.compile(r"[A-ZĐ][A-ZĐÀ-Ỹ_0-9]{2,}|…|\.\.\.")  # THƯ_MỤC_1: for the reader to fill in
# what the guide may write as `key = …` besides settings and columns: keys of maps and of scenario files
KEYS = {"where", "encoding", "crs", "source", "assumed", "base", "changes"}
POINTS_OUT = ("-o", "--output", "--shot")


class Command:
    """One command line of the guide and where it stands."""

    def __init__(self, page: pathlib.Path, text: str, to_run: bool, block: int = -1):
        self.page, self.text, self.to_run = page, text, to_run
        self.block = block  # where its block of commands begins on the page
        self.words = shlex.split(text)
        self.program = self.words[0]
        self.name = self.words[1] if self.program == "wardtwin" and len(self.words) > 1 else ""

    def values_of(self, *options: str) -> list[str]:
        return [after for word, after in zip(self.words, self.words[1:]) if word in options]

    def options(self) -> list[str]:
        return [word for word in self.words[1:] if word.startswith("-")]

    def paths(self) -> list[str]:
        """What is a path in it, without the layer's name before it and after it."""
        words = [word.split("=", 1)[1] if re.match(r"\w+=\D", word) else word for word in self.words[1:]]
        return [word.rsplit(":", 1)[0] for word in words if re.match(r"(data|docs|tools|bai_lam)/", word)]

    def written(self) -> list[str]:
        return self.values_of(*POINTS_OUT)

    def asks_a_server(self) -> bool:
        return any(word.startswith("PG:") for word in self.words)


def commands_of(page: pathlib.Path) -> list[Command]:
    text = page.read_text()
    found = []
    for fence in FENCE.finditer(text):
        if fence[1] != "sh":
            continue
        for line in fence[2].replace("\\\n", " ").splitlines():
            if line.split() and line.split()[0] in PROGRAMS:
                found.append((fence.start(), Command(page, line, to_run=True, block=fence.start())))
    prose = FENCE.sub(lambda fence: " " * len(fence[0]), text)
    for span in INLINE.finditer(prose):
        line = " ".join(span[1].split())
        if line.split()[:1] and line.split()[0] in PROGRAMS and " " in line:
            found.append((span.start(), Command(page, line, to_run=False)))
    return [command for _, command in sorted(found, key=lambda pair: pair[0])]


class Quote:
    """What the guide shows of a command's output, or of a file that it wrote."""

    def __init__(self, page: pathlib.Path, lines: list[str], block: int, file: str):
        self.page, self.lines, self.block, self.file = page, lines, block, file

    def absent_from(self, told: str) -> list[str]:
        there = [line.replace("\u00a0", " ").strip() for line in told.splitlines()]
        return [line for line in self.lines if not any(self.pattern(line).fullmatch(other) for other in there)]

    @staticmethod
    def pattern(line: str) -> re.Pattern:
        return re.compile(".*".join(re.escape(part) for part in line.strip().split("…")))


def quotes_of(page: pathlib.Path) -> list[Quote]:
    text = page.read_text()
    quotes, block = [], -1
    for fence in FENCE.finditer(text):
        if fence[1] == "sh":
            block = fence.start()
        elif fence[1] == "text" and block >= 0:
            above = text[: fence.start()].strip().splitlines()[-1]
            files = [span for span in INLINE.findall(above) if span.startswith(WORK)]
            quotes.append(Quote(page, fence[2].splitlines(), block, files[0] if files else ""))
    return quotes


class Program:
    """What the built programs say of themselves."""

    def __init__(self, programs: pathlib.Path):
        self.programs = programs
        help_text = self.told("wardtwin", "--help")
        self.names = re.findall(r"^  ([a-z][\w-]*) +\S", help_text.split("Subcommands:")[1], re.MULTILINE)
        self.scenarios = [line.split()[0] for line in self.told("wardtwin", "list").splitlines() if line]
        self.layers = [line.split()[0] for line in self.told("wardtwin", "list", "--layers").splitlines() if line]
        self.has_viewer = (programs / "wardtwin-viewer").exists()
        self.options = {name: self.options_told("wardtwin", name) for name in self.names}
        self.options["wardtwin"] = set(OPTION.findall(help_text))

    def told(self, *words: str) -> str:
        command = [str(self.programs / words[0]), *words[1:]]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def options_told(self, *words: str) -> set[str]:
        return set(OPTION.findall(self.told(*words, "--help")))

    @functools.cache
    def described(self, name: str) -> dict:
        return json.loads(self.told("wardtwin", "describe", name, "--json"))

    def settings_of(self, scenario: str) -> list[str]:
        return [setting["name"] for setting in self.described(scenario)["settings"]]

    def columns_of(self, layer: str) -> list[str]:
        return [column["name"] for column in self.described(layer)["columns"]]


class Guide:
    def __init__(self, root: pathlib.Path, program: Program):
        self.root, self.program = root, program
        self.folder = root / "docs/huong-dan"
        self.pages = sorted(self.folder.glob("*.md"), key=lambda page: (page.name != "README.md", page.name))
        self.commands = [command for page in self.pages for command in commands_of(page)]
        self.wrong = []

    def blame(self, page: pathlib.Path, what: str) -> None:
        self.wrong.append(f"{page.relative_to(self.root)}: {what}")

    def check(self) -> list[str]:
        written = set()
        for command in self.commands:
            self.check_words(command)
            self.check_paths(command, written)
            if command.to_run:
                written.update(command.written())
        for page in self.pages:
            self.check_links(page)
            self.check_toml_shown(page)
        self.check_pictures()
        return self.wrong

    def check_words(self, command: Command) -> None:
        if command.program == "wardtwin-viewer":
            self.check_viewer(command)
            return
        if command.name.startswith("-"):
            known = self.program.options["wardtwin"]
        elif command.name in self.program.names:
            known = self.program.options[command.name]
        else:
            self.blame(command.page, f"`{command.text}`: no command {command.name!r}")
            return
        for option in command.options():
            if option.split("=")[0] not in known:
                self.blame(command.page, f"`{command.text}`: no option {option}")
        if command.name == "describe" and len(command.words) > 2:
            self.check_name(command, command.words[2], self.program.scenarios + self.program.layers)
        for layer in command.values_of("--layer"):
            self.check_name(command, layer.split("=")[0], self.program.layers)
        self.check_set(command)

    def check_viewer(self, command: Command) -> None:
        if not self.program.has_viewer:
            return
        known = self.program.options_told("wardtwin-viewer")
        for option in command.options():
            if option not in known:
                self.blame(command.page, f"`{command.text}`: no option {option}")
        bookmarks = self.program.told("wardtwin-viewer", "--help").split("--bookmark")[1].split("--field")[0]
        for bookmark in command.values_of("--bookmark"):
            self.check_name(command, bookmark, re.findall(r"\w+", bookmarks))

    def check_name(self, command: Command, name: str, known: list[str]) -> None:
        if name not in known and not PLACEHOLDER.fullmatch(name):
            self.blame(command.page, f"`{command.text}`: {name!r} is none of {', '.join(known)}")

    def check_set(self, command: Command) -> None:
        for change in command.values_of("--set"):
            scenario = self.scenario_in(self.root / command.words[2])
            self.check_name(command, change.split("=")[0], self.program.settings_of(scenario))

    def scenario_in(self, file: pathlib.Path) -> str:
        table = tomllib.loads(file.read_text())
        return table.get("scenario") or self.scenario_in(file.parent / table["base"])

    def check_paths(self, command: Command, written: set[str]) -> None:
        for path in command.paths():
            own = path.startswith(WORK)
            if path in command.written():
                if not own:
                    self.blame(command.page, f"`{command.text}`: writes outside {WORK}")
                elif command.to_run and path in written:
                    self.blame(command.page, f"`{command.text}`: {path} is there from before")
            elif own and not any(path == there or path.startswith(there + "/") for there in written):
                self.blame(command.page, f"`{command.text}`: nothing made {path} before")
            elif not own and not (self.root / path).exists():
                self.blame(command.page, f"`{command.text}`: no file {path}")

    def check_links(self, page: pathlib.Path) -> None:
        for target in LINK.findall(page.read_text()):
            if "://" not in target and not (page.parent / target).exists():
                self.blame(page, f"points to {target}, which is not there")
        for span in INLINE.findall(FENCE.sub("", page.read_text())):
            named = re.fullmatch(r"(?:data|docs|tools)/[\w./-]+", span)
            made_on_first_use = span.startswith("data/wards/") and span.endswith((".gpkg", ".tif"))
            if named and not made_on_first_use and not (self.root / span).exists():
                self.blame(page, f"names {span}, which is not there")

    def check_toml_shown(self, page: pathlib.Path) -> None:
        """Settings, layers and columns in the TOML that the guide shows."""
        for fence in FENCE.finditer(page.read_text()):
            if fence[1] != "toml":
                continue
            table = tomllib.loads(fence[2])
            for setting in table.get("settings", {}):
                if setting not in self.program.settings_of(table.get("scenario", "flood")):
                    self.blame(page, f"shows the setting {setting!r}, which does not exist")
            for key in table.keys() & set(self.program.layers):
                self.check_map(page, key, table[key])
        known = KEYS | set(self.program.settings_of("flood"))
        for key in re.findall(r"`(\w+) = [^`]+`", page.read_text()):
            if key not in known and not any(key in self.program.columns_of(layer) for layer in self.program.layers):
                self.blame(page, f"shows `{key} = …`, which is no setting of flood and no column of a layer")

    def check_map(self, page: pathlib.Path, layer: str, table: dict) -> None:
        for column in table.get("columns", {}):
            if column not in self.program.columns_of(layer):
                self.blame(page, f"maps the column {column!r}, which {layer} does not have")

    def check_pictures(self) -> None:
        shown = {target for page in self.pages for target in LINK.findall(page.read_text()) if target.startswith("hinh/")}
        for picture in sorted((self.folder / "hinh").glob("*.png")):
            if f"hinh/{picture.name}" not in shown:
                self.blame(self.folder / "README.md", f"hinh/{picture.name} is shown nowhere")
            if picture.stat().st_size > 250_000:
                self.blame(self.folder / "README.md", f"hinh/{picture.name} is larger than 250 kB")

    def run(self, which: str) -> list[str]:
        failed = []
        told = {}  # by page and block; nothing of a block that was not run whole
        skipped = set()
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(self.root / "data", f"{folder}/data", ignore=shutil.ignore_patterns("results", "*.partial"))
            for command in self.commands:
                slow = command.name not in QUICK
                place = (command.page, command.block)
                if not command.to_run or command.asks_a_server() or (which == "quick" and slow):
                    skipped.add(place)
                    continue
                print("+", command.text, flush=True)
                program = str(self.program.programs / command.program)
                done = subprocess.run([program, *command.words[1:]], cwd=folder, capture_output=True, text=True)
                if done.returncode != 0:
                    failed.append(f"{command.text}: exit {done.returncode}\n{done.stdout}{done.stderr}")
                told[place] = told.get(place, "") + done.stdout + done.stderr
            for quote in [quote for page in self.pages for quote in quotes_of(page)]:
                place = (quote.page, quote.block)
                file = pathlib.Path(folder, quote.file)
                if place in told and place not in skipped:
                    source = file.read_text() if file.is_file() else told[place]
                    failed += [f"{quote.page.relative_to(self.root)}: not told: {line}" for line in quote.absent_from(source)]
        return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("bin_dir", type=pathlib.Path)
    parser.add_argument("--run", choices=["all", "quick"])
    arguments = parser.parse_args()
    guide = Guide(arguments.project.resolve(), Program(arguments.bin_dir.resolve()))
    if not guide.commands:
        print("the guide holds no command at all")
        return 1
    wrong = guide.check()
    if arguments.run and not wrong:
        wrong = guide.run(arguments.run)
    print("\n".join(wrong) or f"{len(guide.commands)} commands on {len(guide.pages)} pages: all as the program has them")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
