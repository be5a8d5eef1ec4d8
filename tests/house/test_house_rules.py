"""The rules of the house that no linter knows: sizes, first lines, names, words that do not belong."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "scheduler", "storage")
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40
LAYERS_OF_NAMES = ("utils", "common", "core", "helpers", "misc")


def modules() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "versions" not in path.parts:
                yield path


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout, so what is tracked is not known")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_and_says_in_its_first_line_what_lives_there(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= MOST_LINES
    first = (ast.get_docstring(tree) or "").partition("\n")[0]
    assert len(first) > 15, "the module's first line is a docstring that says what lives there"
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert not long


def test_the_four_package_names_are_ours_alone():
    owners = importlib.metadata.packages_distributions()
    for room in ROOMS:
        others = set(owners.get(room, ())) - {"baosong"}
        assert not others, f"{room} is also brought by {others}"


def test_no_folder_or_module_has_a_name_that_says_nothing():
    assert not [path for path in modules() if path.stem in LAYERS_OF_NAMES or path.parent.name in LAYERS_OF_NAMES]


def test_nothing_is_left_to_be_done_later():
    left = [
        path
        for path in modules()
        if re.search(r"\b(TODO|FIXME|XXX|raise NotImplementedError)\b", path.read_text("utf-8"))
    ]
    assert not left


def test_no_file_names_a_path_of_a_machine_or_the_address_of_a_package_registry():
    machine = re.compile(r"/(?:root|home/\w+|Users/\w+|work)/")
    registry = re.compile(r"https?://[^\s\"']+/(?:simple|packages)/")
    for path in tracked():
        if path.suffix in {".py", ".md", ".toml", ".txt", ".cfg", ".html", ".js", ".css", ""} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert path.name == Path(__file__).name or not machine.search(text), path
            assert path.name == Path(__file__).name or not registry.search(text), path


def test_the_top_level_holds_only_what_a_newcomer_expects():
    known = {*ROOMS, "tests", ".ci", "config.example.toml", "pyproject.toml", "constraints.txt", "README.md"}
    known |= {"ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile", ".gitignore"}
    known |= {".gitattributes", "Dockerfile", ".dockerignore"}
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= known
