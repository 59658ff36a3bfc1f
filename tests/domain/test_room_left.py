"""Points, tiers and offers come later: there is room for them, and no half of them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import smallcrm

PACKAGE = Path(smallcrm.__file__).parent
OURS = sorted(
    file
    for pattern in ("domain/loyalty*.py", "domain/card_numbers.py", "store/loyalty/*.py",
                    "store/tables/cards.py", "store/migrations/0003*.py")
    for file in PACKAGE.glob(pattern)
)  # fmt: skip
LATER = re.compile(r"(^|_)(points?|tiers?|offers?)(_|$)", re.IGNORECASE)


def names(tree: ast.Module) -> set[str]:
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return found | {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)}


def test_what_comes_later_has_no_name_yet() -> None:
    assert len(OURS) > 10
    found = [(f.name, n) for f in OURS for n in sorted(names(ast.parse(f.read_text("utf-8")))) if LATER.search(n)]
    assert found == []
    columns = [
        w for f in OURS if "0003" in f.name for w in re.findall(r'"(\w+)" (?:TEXT|INTEGER)', f.read_text("utf-8"))
    ]
    assert len(columns) > 50
    assert [column for column in columns if LATER.search(column)] == []
