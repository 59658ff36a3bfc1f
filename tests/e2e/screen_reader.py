"""What a screen reader does, by AT-SPI: run by the system's Python, which has GObject; answers are JSON lines.

screen_reader.py tree | press ROLE NAME | focus ROLE NAME | write NAME TEXT | listen SECONDS
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 — the version is asked for first

DEEP = 24


def program() -> Any:
    """Give the application, the newest first."""
    desktop = Atspi.get_desktop(0)
    found = [desktop.get_child_at_index(n) for n in range(desktop.get_child_count())]
    return next((one for one in reversed(found) if one and one.get_child_count() and _is_ours(one)), None)


def _is_ours(one: Any) -> bool:
    return any("SmallCRM" in (one.get_child_at_index(n).get_name() or "") for n in range(one.get_child_count()))


def walk(node: Any, depth: int = 0, *, all_of_it: bool = False) -> Iterator[Any]:
    """Give everything that is on the screen (or scrolled out of sight, too), the outer first."""
    if node is None or depth > DEEP:
        return
    states = node.get_state_set()
    if depth > 1 and not all_of_it and not states.contains(Atspi.StateType.SHOWING):
        return
    yield node
    for number in range(min(node.get_child_count(), 200)):
        yield from walk(node.get_child_at_index(number), depth + 1, all_of_it=all_of_it)


def told(node: Any) -> dict[str, Any]:
    """Say one thing: role, name, description, whether it has the keys."""
    states = node.get_state_set()
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "focused": bool(states.contains(Atspi.StateType.FOCUSED)),
        "selected": bool(states.contains(Atspi.StateType.SELECTED)),
        "children": node.get_child_count(),
    }


def find(role: str, name: str) -> Any:
    """Give the first thing of a role and name; without a role the first field of that name."""
    fitting = (n for n in walk(program(), all_of_it=role == "combo box") if n.get_name() == name)
    if role:
        return next((n for n in fitting if n.get_role_name() == role), None)
    return next((n for n in fitting if n.get_editable_text_iface()), None)  # a field, and not its label


def listen(seconds: float) -> None:
    """Print what is announced and what gets the focus, as it happens."""
    loop = GLib.MainLoop()

    def heard(event: Any) -> None:
        words = event.any_data if isinstance(event.any_data, str) else ""
        name = event.source.get_name() if event.source else ""
        print(json.dumps({"event": event.type, "words": words, "name": name}), flush=True)

    listener = Atspi.EventListener.new(heard)
    for kind in ("object:announcement", "object:state-changed:focused"):
        listener.register(kind)
    print(json.dumps({"event": "listening"}), flush=True)
    GLib.timeout_add(int(seconds * 1000), loop.quit)
    loop.run()


def main(command: str, *words: str) -> int:
    """Do one thing; 0 when it could be done."""
    Atspi.init()
    if command == "listen":
        listen(float(words[0]))
        return 0
    if command == "tree":
        for node in walk(program()):
            print(json.dumps(told(node)))
        return 0
    role, name = (words[0], words[1]) if command in {"press", "focus"} else ("", words[0])
    node = find(role, name)
    if node is None:
        print(json.dumps({"missing": name}))
        return 1
    if command == "focus":
        return 0 if node.get_component_iface().grab_focus() else 1
    if command == "press":
        action = node.get_action_iface()
        return 0 if action and action.do_action(0) else 1
    field = node.get_editable_text_iface()
    return 0 if field and field.set_text_contents(words[1]) else 1


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
