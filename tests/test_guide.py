"""The user guide names every command, option and key, and its examples are what the program understands."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from smallcrm.cli.arguments import _parser, parse
from smallcrm.exchange.tables.mapping import read_mapping

GUIDE = (Path(__file__).resolve().parent.parent / "docs" / "guide.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^ {4}(smallcrm .+)$", GUIDE, re.MULTILINE)


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= action.choices
    return found


def options(parser: argparse.ArgumentParser) -> set[str]:
    return {name for action in parser._actions for name in action.option_strings if name.startswith("--")}


def of_command(parser: argparse.ArgumentParser) -> set[str]:
    """Options of a command and of those that stand behind it."""
    return options(parser).union(*map(options, commands(parser).values()))


def told(text: str, name: str) -> bool:
    return re.search(rf"{re.escape(name)}(?![\w-])", text) is not None


def chapter(command: str) -> str:
    found = re.search(rf"^### `{command}\b.*?(?=^### |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    return found.group() if found else ""


def unsaid() -> Iterator[str]:
    everywhere = options(_parser())
    yield from (name for name in everywhere if not told(GUIDE, name))
    for name, parser in commands(_parser()).items():
        yield from (f"{name} {option}" for option in of_command(parser) - everywhere if not told(chapter(name), option))


def test_every_command_has_a_chapter_with_an_example_and_no_chapter_is_made_up() -> None:
    there = set(commands(_parser()))
    assert there
    assert set(re.findall(r"^### `([\w-]+)", GUIDE, re.MULTILINE)) == there
    assert [name for name in there if not re.search(rf"^ {{4}}smallcrm {name}\b", chapter(name), re.MULTILINE)] == []


def test_every_option_is_told_where_its_command_is() -> None:
    assert list(unsaid()) == []


def test_no_option_is_told_that_does_not_exist() -> None:
    known = options(_parser()).union(*map(of_command, commands(_parser()).values()))
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", GUIDE)) <= known


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_understood(example: str) -> None:
    words = shlex.split(example)[1:]
    named = parse(words).command
    assert named is None or named in words


def test_the_mapping_of_the_guide_is_a_mapping() -> None:
    (text,) = re.findall(r"^ {4}(\{.+\})$", GUIDE, re.MULTILINE)
    assert read_mapping(json.loads(text)).columns["Surname"] == "family"
