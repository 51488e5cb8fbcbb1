"""The shell commands in a terminal, and without one."""

import os
import pty
import re
import subprocess
import sys
import threading

import pytest

from price_assets.cli import clean_task, ingest_task
from price_assets_tests.examples import PRICES

COMMAND = [sys.executable, "-m", "price_assets"]
_OWN_TERMINAL = ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS", "LINES")
_LINE = re.compile(r"\d{4}-\d\d-\d\d [\d:,]+ INFO price_assets\.\w+: \S.*")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "raw").mkdir()
    for name in ("one.csv", "two.csv"):
        (tmp_path / "raw" / name).write_text(PRICES)
    ingest_task(tmp_path / "raw", tmp_path / "raw.json")
    clean_task(tmp_path / "raw.json", tmp_path / "clean.json")
    return tmp_path


class Terminal:
    """A real pseudo-terminal that shows what is written to it, as far as our bars need."""

    def __init__(self):
        self._master, self.slave = pty.openpty()
        self.written = b""
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        while True:
            try:
                read = os.read(self._master, 1 << 16)
            except OSError:  # how Linux says that nobody has it open any more
                return
            self.written += read

    def close(self):
        os.close(self.slave)
        self._reader.join(60)
        os.close(self._master)

    def screens(self):
        """Every state of the screen before something on it is erased, and the last."""
        lines, row, column, hidden, seen = [""], 0, 0, False, []
        for text, code in re.findall(
            r"([^\x1b\r\n]+)|(\x1b\[[?\d;]*[A-Za-z]|\r|\n)", self.written.decode()
        ):
            if text:
                line = lines[row].ljust(column)
                lines[row] = line[:column] + text + line[column + len(text) :]
                column += len(text)
            elif code == "\r":
                column = 0
            elif code == "\n":
                row += 1
                lines += [""] * (row == len(lines))
            elif code == "\x1b[1A":
                row -= 1
            elif code == "\x1b[2K":
                seen.append(list(lines))
                lines[row] = ""
            elif code in ("\x1b[?25l", "\x1b[?25h"):
                hidden = code.endswith("l")
            else:
                assert code.endswith("m"), f"an unknown control sequence: {code!r}"
        assert not hidden, "the cursor was not given back"
        return [[line for line in screen if line] for screen in (*seen, lines)]


def run(*arguments, stdout=None, stderr=None, code="", status=0):
    """Run a command with a terminal for each of its outputs that is given as one."""
    command = COMMAND
    if code:
        command = [sys.executable, "-c", f"{code}\nfrom price_assets.cli import main\nmain()"]
    environment = {name: text for name, text in os.environ.items() if name not in _OWN_TERMINAL}
    done = subprocess.run(
        [*command, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if stdout is None else stdout.slave,
        stderr=subprocess.PIPE if stderr is None else stderr.slave,
        env=environment | {"TERM": "xterm-256color"},
        check=False,
    )
    for terminal in {stdout, stderr} - {None}:
        terminal.close()
    assert done.returncode == status, done
    return done


def ingesting(folder):
    return ("ingest", "--input", folder / "raw", "--output", folder / "again.json")


def training(folder):
    return ("train", "--input", folder / "clean.json", "--output", folder / "model.json")


def is_bar(line):
    return re.match(r"(ingest|train): [\w ]+ [━╸╺]+ [\d,]+ of [\d,]+ +\d:\d\d:\d\d$", line.strip())


@pytest.mark.parametrize(
    ("command", "label", "lines"),
    [(ingesting, "ingest: files", 5), (training, "train: folds to choose by", 3)],
)
def test_in_a_terminal_a_command_shows_a_bar_below_its_log_lines(folder, command, label, lines):
    terminal = Terminal()
    run(*command(folder), stdout=terminal, stderr=terminal)
    screens = terminal.screens()
    assert any(line.startswith(label) for screen in screens for line in screen)
    for screen in screens:
        bars = [bool(is_bar(line)) for line in screen]
        assert bars == sorted(bars), screen
        assert all(_LINE.fullmatch(line) for line in screen if not is_bar(line)), screen
    assert len(screens[-1]) == lines
    assert not any(map(is_bar, screens[-1])), "the bar goes when the work is done"


@pytest.mark.parametrize("command", [ingesting, training])
def test_without_a_terminal_there_is_no_bar_and_no_control_character(folder, command):
    done = run(*command(folder))
    assert done.stderr == b""
    text = done.stdout.decode()
    assert all(_LINE.fullmatch(line) for line in text.splitlines()), text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)


def test_where_only_standard_error_is_a_terminal_log_lines_go_where_they_are_sent(folder):
    terminal = Terminal()
    done = run(*ingesting(folder), stderr=terminal)
    assert all(_LINE.fullmatch(line) for line in done.stdout.decode().splitlines())
    assert b"ingest: end" in done.stdout
    screens = terminal.screens()
    assert any(is_bar(line) for screen in screens for line in screen)
    assert all(is_bar(line) for screen in screens for line in screen)
    assert screens[-1] == []


def test_where_only_standard_output_is_a_terminal_there_is_no_bar(folder):
    terminal = Terminal()
    done = run(*ingesting(folder), stdout=terminal)
    assert done.stderr == b""
    assert b"\x1b" not in terminal.written
    assert b"ingest: end" in terminal.written


def test_two_terminals_each_get_their_own(folder):
    lines, bars = Terminal(), Terminal()
    run(*ingesting(folder), stdout=lines, stderr=bars)
    assert b"\x1b" not in lines.written
    assert b"ingest: end" in lines.written
    assert b"ingest: end" not in bars.written
    assert b"ingest: files" in bars.written


def test_an_error_stands_by_itself_when_the_bar_is_gone(folder):
    (folder / "raw" / "bad.csv").write_text("no,prices\nhere,either\n")
    terminal = Terminal()
    run(*ingesting(folder), stdout=terminal, stderr=terminal, status=1)
    *lines, error = terminal.screens()[-1]
    assert error.startswith("Error: bad.csv")
    assert all(_LINE.fullmatch(line) for line in lines)


def test_lines_of_progress_stand_above_the_bar_too(folder):
    ticks = "import price_assets.progress as p, itertools; p.clock = itertools.count(0, 6).__next__"
    terminal = Terminal()
    run(*training(folder), stdout=terminal, stderr=terminal, code=ticks)
    screens = terminal.screens()
    assert any("folds to choose by (" in line for line in screens[-1])
    assert all(_LINE.fullmatch(line) or is_bar(line) for screen in screens for line in screen)


def test_what_inspect_prints_is_the_same_with_a_bar(folder):
    terminal = Terminal()
    arguments = ("inspect", "--json", *(folder / "raw").iterdir())
    assert run(*arguments, stderr=terminal).stdout == run(*arguments).stdout
    assert b"inspect: files" in terminal.written
    assert terminal.screens()[-1] == []
