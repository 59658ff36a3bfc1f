"""The same shop without a window: one command, one result, on standard output for people or as JSON.

Progress and messages go to standard error. Exit status 0 done; 1 an expected error, one sentence; 2 wrong usage.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from smallcrm import i18n, messages
from smallcrm.cli.arguments import parse
from smallcrm.cli.cards import as_it_stands
from smallcrm.cli.context import Context, Result
from smallcrm.domain.errors import Cancelled, ShopError


def main(
    arguments: Sequence[str], draw_tour: Callable[..., Any] | None = None, look: Callable[..., Any] | None = None
) -> int | None:
    """Run a command; its exit status, or None where no command was named and the window is wanted.

    ``draw_tour(context, size)`` and ``look(shop_file, language, folder)`` draw the window, which this room does not
    know.
    """
    _speak_utf8()
    options = parse(list(arguments))
    if options.self_test:
        options.run = partial(_self_test, look)
    elif options.command is None:
        return None
    options.draw_tour = draw_tour
    context = Context(options)
    try:
        with context:
            result: Result = options.run(context)
    except ShopError as error:
        print(" ".join([messages.error(error), *as_it_stands(error)]), file=sys.stderr)
        return 1
    except (Cancelled, KeyboardInterrupt):
        print(i18n._("Stopped. Nothing was changed."), file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    except Exception as bug:
        if os.environ.get("SMALLCRM_TRACE"):
            raise
        where = traceback.extract_tb(bug.__traceback__)[-1]
        place = f"{type(bug).__name__}, {Path(where.filename).name}:{where.lineno}"
        print(f"{i18n._('Something went wrong')} ({place})", file=sys.stderr)
        return 1
    return _show(result, as_json=options.json)


def _self_test(look: Callable[..., Any] | None, _context: Context) -> Result:
    from smallcrm.cli import self_test

    return self_test.run(look)


def _show(result: Result, *, as_json: bool) -> int:
    for line in result.told:
        print(line, file=sys.stderr)
    lines = [json.dumps(result.data, ensure_ascii=False, indent=2, default=_plain)] if as_json else result.lines
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has seen enough; nothing more is said when Python closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return result.status


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _speak_utf8() -> None:
    """Names are not ASCII: a pipe under the C locale would stop at the first ä."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
