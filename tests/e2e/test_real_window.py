"""The real program in a real window, driven by a real keyboard, from a shop's own sheet to a card that is posted."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from smallcrm import i18n
from smallcrm.i18n import _
from tests.e2e.desk import Desk, until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(170)]

SHEET = """\
Etunimi;Sukunimi;Syntymäaika;Katuosoite;Postinumero;Postitoimipaikka;Puhelin;Sähköposti\r
Elo;Mäkinen;30.11.1971;Hämeenkatu 5 A 3;33100;Tampere;050 388 1120;elo.makinen@example.fi\r
Anna;Virtanen;1.7.1980;Satakatu 2;20100;Turku;040 123 4567;\r
Åke;Öhman;;Storgatan 9;65100;Vaasa;;ake@example.fi\r
"""
AOGONEK_TO_ZDOT = (38, 54, 26, 46, 57, 32, 39, 53, 52)
"""Where a c e l n o s x z lie on the keyboard: with AltGr ą ć ę ł ń ó ś ź ż."""


@pytest.fixture(autouse=True)
def _finnish() -> None:
    i18n.set_language("fi")


def mnemonic(words: str) -> str:
    """Give the letter that opens a menu."""
    return words[words.index("&") + 1].lower()


def cards_due(desk: Desk) -> list[str]:
    """Give the names of those whose card is to be printed."""
    items = desk.ask("today")["items"]
    return [item["customer"]["name"] for item in items if item["kind"] == "card_to_print"]


def steps(desk: Desk) -> list[tuple[str, bool]]:
    """Give the shop's steps, the newest first: what it was, and whether it was undone."""
    return [(step["code"], step["undone"]) for step in desk.ask("history")]


def words_of(pdf: Path) -> str:
    """Give the text of a PDF, its spaces made plain."""
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def save_pdf(desk: Desk, out: Path) -> str:
    """Press the button that has the focus, type where the PDF goes, and give its text."""
    desk.keys("space")
    desk.dialog(_("Save as PDF"))
    desk.type(str(out))
    desk.keys("Return")
    until(f"{out.name}", lambda: out.is_file() and out.stat().st_size)
    desk.rest()
    return words_of(out)


def bring_in(desk: Desk, sheet: Path) -> None:
    """Import a file by the menu: choose, look, import."""
    desk.keys(f"alt+{mnemonic(_('&File'))}", mnemonic(_("&Import from a file…")))
    desk.dialog(_("Import from a file"))
    desk.type(str(sheet))
    desk.keys("Return")
    desk.window_again()
    desk.picture("import-guesses")
    assert steps(desk) == []  # looked at, and nothing written
    desk.keys("space")
    until("the import", lambda: steps(desk) == [("imported", False)])
    desk.rest()
    desk.picture("import-done")


def write_note(desk: Desk, name: str, words: str) -> None:
    """Find somebody by three letters, open them, and write a note."""
    desk.keys("ctrl+k")
    desk.type(name)
    desk.rest()  # a person looks before pressing Enter
    desk.keys("Return")
    desk.rest()
    desk.keys("F5")
    desk.rest()
    desk.type(words)
    before = len(steps(desk))
    desk.keys("ctrl+Return")
    until("the note to be written", lambda: len(steps(desk)) > before)


def test_from_a_sheet_to_a_card_by_keys_alone(desk: Desk) -> None:
    sheet = desk.home / "asiakkaat.csv"
    sheet.write_bytes(SHEET.encode("cp1252"))
    program = desk.start()
    bring_in(desk, sheet)

    write_note(desk, "mäk", "Pitää ruusuista")
    (elo,) = desk.ask("find", "mäk")
    assert [entry["text"] for entry in desk.ask("show", str(elo["id"]))["timeline"]] == ["Pitää ruusuista"]
    desk.picture("person")

    assert cards_due(desk) == ["Elo Mäkinen"]
    desk.keys("ctrl+1", "ctrl+p")  # Today, Print 1 card
    desk.rest()
    desk.picture("letters")
    desk.keys("shift+Tab")
    card = save_pdf(desk, desk.home / "kortit.pdf")
    assert "Hyvää syntymäpäivää, Elo!" in card
    assert "Hei Elo!" in card
    desk.picture("printed-question")
    assert cards_due(desk) == ["Elo Mäkinen"]  # a file is no card in the post: a person says so
    desk.keys("space")  # the question has the focus: Yes, all
    until("the card to be printed", lambda: cards_due(desk) == [])
    desk.picture("printed")

    desk.keys("space")  # Now the addresses
    desk.picture("addresses")
    desk.keys("shift+Tab")
    label = save_pdf(desk, desk.home / "osoitteet.pdf")
    assert "Elo Mäkinen Hämeenkatu 5 A 3 33100 TAMPERE" in label
    assert "Virtanen" not in label

    desk.keys("ctrl+z")
    until("the card to be due again", lambda: cards_due(desk) == ["Elo Mäkinen"])
    desk.picture("undone")
    assert desk.leave(program) == 0
    after_closing(desk)


def after_closing(desk: Desk) -> None:
    """What the closed shop must hold after the sheet, the note, and a print that was taken back."""
    backups = sorted(file.name for file in (desk.home / "backups").iterdir())
    assert [name for name in backups if "closing" in name], backups
    assert ("cards_printed", True) in steps(desk), steps(desk)
    assert ("imported", False) in steps(desk), steps(desk)
    assert desk.ask("check")["ok"]
    found: dict[str, Any] = {word: desk.ask("find", word) for word in ("elo", "1120", "turku", "ohman")}
    names = {word: [hit["name"] for hit in hits] for word, hits in found.items()}
    assert names == {
        "elo": ["Elo Mäkinen"],
        "1120": ["Elo Mäkinen"],
        "turku": ["Anna Virtanen"],
        "ohman": ["Åke Öhman"],
    }


def test_a_second_start_raises_the_first_and_a_killed_one_loses_nothing(desk: Desk) -> None:
    first = desk.start()
    desk.keys("ctrl+n")
    desk.type("Maarit Salo")
    desk.keys("ctrl+Return")
    assert [hit["name"] for hit in desk.ask("find", "salo")] == ["Maarit Salo"]

    desk.minimise(first)
    second = desk.run_again()
    assert second.wait(20) == 0, desk.said()
    until("the first window to come forward", lambda: desk.visible(first))
    assert first.poll() is None

    write_note(desk, "maa", "Soitti eilen")
    desk.keys("F5")
    desk.type("ei vielä tallennettu")
    desk.kill(first)
    again = desk.start()
    write_note(desk, "maa", "Kävi tänään")
    desk.picture("after-kill")
    assert desk.leave(again) == 0
    (maarit,) = desk.ask("find", "salo")
    timeline = desk.ask("show", str(maarit["id"]))["timeline"]
    assert sorted(entry["text"] for entry in timeline) == ["Kävi tänään", "Soitti eilen"]
    assert desk.ask("check")["ok"]


def test_polish_letters_arrive_and_trigger_nothing(desk: Desk) -> None:
    program = desk.start()
    desk.keys("ctrl+n")
    desk.type("Zofia Lis")
    desk.keys("ctrl+Return")
    before = steps(desk)
    desk.keyboard("pl")
    desk.keys("F5")
    desk.altgr(AOGONEK_TO_ZDOT)
    desk.altgr(AOGONEK_TO_ZDOT, shift=True)
    desk.picture("polish")
    assert steps(desk) == before
    desk.keys("ctrl+Return")
    assert desk.leave(program) == 0
    (zofia,) = desk.ask("find", "zofia")
    timeline = desk.ask("show", str(zofia["id"]))["timeline"]
    assert [entry["text"] for entry in timeline] == ["ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"]
    assert len(steps(desk)) == len(before) + 1


def test_a_window_left_where_no_screen_is_comes_back(desk: Desk) -> None:
    program = desk.start()
    desk.place(program, 3000, 2000)
    assert desk.leave(program) == 0
    again = desk.start()
    x, y, width, _height = desk.rectangle(again)
    assert -width / 2 < x < 1366 - 80, (x, y, width)
    assert -20 <= y < 768 - 80, (x, y, width)
    assert desk.leave(again) == 0
