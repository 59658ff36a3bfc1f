"""A desk in a test: a virtual screen, a window manager, the real program, and hands on a real keyboard."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageGrab

TODAY = "2026-11-23"
TOOLS = ("Xvfb", "openbox", "xdotool", "setxkbmap", "pdftotext")
CARET = 400
"""Pixels that may differ between two pictures of a window at rest: a blinking cursor."""


def missing() -> list[str]:
    """Give the tools that are not on this computer."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def until(what: str, asked: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until ``asked`` gives something true, and give that; fail with ``what`` was waited for."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := asked():
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds:.0f} s for {what}")


class Screen:
    """A virtual screen of 1366x768 with a window manager and a keyboard."""

    def __init__(self, home: Path, pictures: Path) -> None:
        self.home, self.pictures = home, pictures
        self.programs: list[subprocess.Popen[bytes]] = []
        self.log = (home / "said.txt").open("wb")
        self.display = self._screen()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            "PYTHONUTF8": "1",
            "PYTHONFAULTHANDLER": "1",  # where it was when it crashed stands in what it said
        }
        if "PYTHONPATH" in os.environ:
            self.environment["PYTHONPATH"] = os.environ["PYTHONPATH"]
        self._run(["openbox", "--sm-disable"])
        until("the window manager", lambda: self._asks("xdotool", "get_num_desktops"))
        self.keyboard("fi")

    def _screen(self) -> str:
        reading, writing = os.pipe()
        # Without -noreset it begins anew when its only client goes, and whoever connects just then is turned away.
        screen = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
        made = subprocess.Popen(screen, pass_fds=(writing,), stdout=self.log, stderr=self.log)
        self.programs.append(made)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            return f":{pipe.readline().strip()}"

    def _run(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        made = subprocess.Popen(command, env=self.environment, stdout=self.log, stderr=self.log, cwd=self.home)
        self.programs.append(made)
        return made

    def _asks(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def clear(self) -> None:
        """End all that was started, the last first."""
        for program in reversed(self.programs):
            if program.poll() is None:
                program.terminate()
                try:
                    program.wait(5)
                except subprocess.TimeoutExpired:
                    program.kill()
                    program.wait()
        self.log.close()

    def said(self) -> str:
        """Give what the programs wrote on their terminal."""
        return (self.home / "said.txt").read_text(encoding="utf-8", errors="replace")

    # -- hands and eyes --------------------------------------------------------------------------------------------

    def keyboard(self, layout: str) -> None:
        """Change the layout of the keyboard."""
        subprocess.run(["setxkbmap", layout], env=self.environment, check=True)

    def keys(self, *pressed: str) -> None:
        """Press keys one after the other (``ctrl+k``, ``Return``) and wait until the window is at rest."""
        for key in pressed:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], env=self.environment, check=True)
            time.sleep(0.05)
        self.rest()

    def type(self, words: str) -> None:
        """Type as a quick person does and wait until the window is at rest."""
        subprocess.run(["xdotool", "type", "--delay", "45", "--", words], env=self.environment, check=True)
        self.rest()

    def altgr(self, keycodes: Sequence[int], *, shift: bool = False) -> None:
        """Press keys by their place on the keyboard while AltGr (and Shift) is held."""
        held = ["108", "50"] if shift else ["108"]
        words = ["xdotool"]
        for code in held:
            words += ["keydown", code]
        words += ["key", "--delay", "60", *map(str, keycodes)]
        for code in reversed(held):
            words += ["keyup", code]
        subprocess.run(words, env=self.environment, check=True)
        self.rest()

    def wait(self, seconds: float) -> None:
        """Do nothing for a moment."""
        time.sleep(seconds)

    def look(self) -> Image.Image:
        """Give what the screen shows."""
        return ImageGrab.grab(xdisplay=self.display)

    def rest(self, seconds: float = 15) -> None:
        """Wait until nothing but a cursor moves on the screen."""
        end, before, calm = time.monotonic() + seconds, self.look(), 0
        while time.monotonic() < end and calm < 2:
            time.sleep(0.12)
            now = self.look()
            calm = calm + 1 if changed(before, now) <= CARET else 0
            before = now

    def picture(self, name: str) -> Path:
        """Keep what the screen shows, for eyes."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        file = self.pictures / f"{name}.png"
        self.look().save(file)
        return file

    def dialog(self, title: str) -> None:
        """Wait until a dialog of that title has the keys."""
        until(f"the dialog {title!r}", lambda: self._active() == title)
        self.rest()

    def window_again(self) -> None:
        """Wait until the dialog is gone and the window of the shop has the keys."""
        until("the window again", lambda: self._active().endswith("SmallCRM"))
        time.sleep(0.3)
        self.rest()

    def _active(self) -> str:
        return self._asks("xdotool", "getactivewindow", "getwindowname")


class Desk(Screen):
    """A screen with one shop on it. Everything is done by key presses."""

    @property
    def shop(self) -> Path:
        """The shop file."""
        return self.home / "shop.smallcrm"

    @property
    def command(self) -> list[str]:
        """The program on this shop, as it is started by hand."""
        return [sys.executable, "-m", "smallcrm", "--shop", str(self.shop), "--language", "fi", "--today", TODAY]

    def start(self) -> subprocess.Popen[bytes]:
        """Start the program in a folder of its own and wait for its window to be there and at rest."""
        program = self.run_again()
        window = self.window(program)

        def has_the_keys() -> bool:
            if not self.visible(program):  # the manager of windows may have come later than the window: a click helps
                self._asks("xdotool", "windowactivate", window)
            return self.visible(program)

        until("the window to have the keys", has_the_keys)
        self.rest()
        return program

    def run_again(self) -> subprocess.Popen[bytes]:
        """Start the program and wait for nothing."""
        return self._run(self.command)

    def window(self, program: subprocess.Popen[bytes]) -> str:
        """Give the X window of the program, once it is on the screen."""

        def seen() -> str:
            assert program.poll() is None, f"the program ended with {program.returncode}: {self.said()}"
            found = self._asks("xdotool", "search", "--onlyvisible", "--pid", str(program.pid), "--name", "SmallCRM")
            return found.split("\n")[-1]

        return str(until("the window", seen))

    def visible(self, program: subprocess.Popen[bytes]) -> bool:
        """Whether the window is on the screen and has the keys."""
        active = self._asks("xdotool", "getactivewindow", "getwindowpid")
        return active == str(program.pid)

    def place(self, program: subprocess.Popen[bytes], x: int, y: int) -> None:
        """Move the window, perhaps to where no screen is."""
        window = self.window(program)
        self._asks("xdotool", "windowsize", window, "900", "500")
        self._asks("xdotool", "windowmove", window, str(x), str(y))
        self.rest()

    def rectangle(self, program: subprocess.Popen[bytes]) -> tuple[int, int, int, int]:
        """Give where the window is: x, y, width, height."""
        told = self._asks("xdotool", "getwindowgeometry", "--shell", self.window(program))
        found = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
        return int(found["X"]), int(found["Y"]), int(found["WIDTH"]), int(found["HEIGHT"])

    def minimise(self, program: subprocess.Popen[bytes]) -> None:
        """Take the window off the screen."""
        self._asks("xdotool", "windowminimize", self.window(program))
        until("the window to be gone", lambda: not self.visible(program))

    def kill(self, program: subprocess.Popen[bytes]) -> None:
        """End the program as a power cut does."""
        program.send_signal(signal.SIGKILL)
        program.wait()

    def leave(self, program: subprocess.Popen[bytes]) -> int:
        """Close the window by key and give the exit status."""
        self.keys("ctrl+q")
        return program.wait(20)

    def ask(self, *words: str) -> Any:
        """Give what the command line answers about the shop, from JSON."""
        done = subprocess.run(
            [*self.command, "--json", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            cwd=self.home,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def changed(before: Image.Image, now: Image.Image) -> int:
    """Give the number of pixels that differ."""
    grey = ImageChops.difference(before.convert("RGB"), now.convert("RGB")).convert("L")
    return sum(grey.histogram()[1:])
