#!/usr/bin/env python3
"""Runs the examples of a page and compares what they print with what the page says.

Usage: Tests/check_examples.py PAGE... [--keep]

Blocks marked `sh` and `python` run in their order in one temporary folder that holds `scenarios`
and `output`; a block marked `text` is what the one before it prints (of an `sh` block: all its
commands together). `...` stands for anything, over lines too; as the last line, for lines that
there may be.
CLAUSIUS_COMMAND names the command; without it .build/release/clausius, then the one on the PATH.
Prints a line for each block. The last line reads `N examples passed, N failed`; the exit status is
1 if any failed.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 300


def command():
    """The command that is tested."""
    named = os.environ.get("CLAUSIUS_COMMAND")
    built = PACKAGE / ".build" / "release" / "clausius"
    found = named or (str(built) if built.exists() else shutil.which("clausius"))
    if not found:
        sys.exit("check_examples: no clausius found; build it, or set CLAUSIUS_COMMAND")
    return Path(found).resolve()


def examples(text):
    """Language, line, code and expected output (None where none is given) of each block that
    runs."""
    blocks = [(match[1], text[: match.start()].count("\n") + 1, match[2]) for match in BLOCK.finditer(text)]
    for k, (language, line, code) in enumerate(blocks):
        if language not in ("sh", "python"):
            continue
        follows = k + 1 < len(blocks) and blocks[k + 1][0] == "text"
        yield language, line, code, blocks[k + 1][2] if follows else None


def agrees(printed, expected):
    """Whether the output is what was expected, `...` standing for anything."""
    lines = re.sub(r"\n\.\.\.$", "...", expected.rstrip())
    pattern = ".*".join(re.escape(part) for part in lines.split("..."))
    return re.fullmatch(pattern, printed.rstrip(), re.DOTALL) is not None


def run(language, code, folder):
    """Runs a block; its status and what it printed."""
    environment = os.environ | {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    line = ["bash", "-euo", "pipefail", "-c", code] if language == "sh" else [sys.executable, "-c", code]
    ended = subprocess.run(
        line, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)
    return ended.returncode, ended.stdout, ended.stderr


def check(page, folder):
    """Runs the examples of a page; how many passed and failed."""
    passed = failed = 0
    for language, line, code, expected in examples(page.read_text(encoding="utf-8")):
        status, printed, errors = run(language, code, folder)
        good = status == 0 and (expected is None or agrees(printed, expected))
        passed, failed = passed + good, failed + (not good)
        print(f"{'pass' if good else 'FAIL'}  {page.name}:{line} ({language})")
        if not good:
            print(f"--- status {status}, printed\n{printed}--- expected\n{expected or ''}--- errors\n{errors}---")
    return passed, failed


def main():
    """Runs the examples of all pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--keep", action="store_true", help="keep the temporary folder")
    arguments = parser.parse_args()
    passed = failed = 0
    for page in arguments.pages:
        folder = Path(tempfile.mkdtemp(prefix="clausius-examples-"))
        (folder / "output").mkdir()
        (folder / "bin").mkdir()
        (folder / "scenarios").symlink_to(PACKAGE / "scenarios")
        (folder / "bin" / "clausius").symlink_to(command())
        try:
            own = check(page, folder)
        finally:
            if arguments.keep:
                print(folder)
            else:
                shutil.rmtree(folder)
        if own == (0, 0):
            sys.exit(f"check_examples: {page} has no examples")
        passed, failed = passed + own[0], failed + own[1]
    print(f"{passed} examples passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
