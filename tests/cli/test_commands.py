"""Each command: what it answers to people and as JSON, its exit status, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smallcrm import cli
from smallcrm.store.shop import Shop
from tests.cli.conftest import CARDS, Run, digest, program, refused

# -- people ----------------------------------------------------------------------------------------------------------


def test_add_makes_the_shop_and_show_tells_everything(run: Run, shop_file: Path) -> None:
    made = run(
        "--json", "add", "--name", "Aino Virtanen", "--phone", "040 123 4567", "--email", "a@example.com", "--birthday",
        "05-18",
    )  # fmt: skip
    assert (made.status, list(made.json)) == (0, ["id"])
    shown = run("show", made.json["id"], "--json").json
    assert {"id", "uid", "name", "phones", "emails", "addresses", "occasions", "timeline", "consents", "tags"} <= set(
        shown
    )
    assert shown["phones"] == [{"raw": "040 123 4567", "kind": "", "primary": True}]
    assert shown["emails"] == [{"raw": "a@example.com", "kind": "", "primary": True}]
    (day,) = shown["occasions"]
    assert (day["kind"], day["month"], day["day"], day["year"], day["label"]) == ("birthday", 5, 18, None, "")
    text = run("show", made.json["id"])
    assert text.out.startswith("Aino Virtanen\n")
    assert "040 123 4567" in text.out


@pytest.mark.parametrize(("language", "country"), [("en", "GB"), ("fi", "FI"), ("nb", "NO"), ("pl", "PL")])
def test_a_new_shop_is_of_the_country_of_the_language(run: Run, shop_file: Path, language: str, country: str) -> None:
    assert run("add", "--name", "Ola", language=language).status == 0
    opened = Shop.open(shop_file)
    assert (opened.settings.read().language, opened.settings.read().country) == (language, country)
    opened.close()


@pytest.mark.parametrize(
    "name",
    [
        "<Anna>",
        "{x}",
        "%s %",
        "😀 Smiley",
        "Łukasz O'Brien",
        "a & b",
        "\\",
        "N" * 5000,
        "Øyvind\nÅs",
        "\udcff Bad",
        "=1+1",
    ],
)
def test_any_name_is_kept_as_it_is_and_found(run: Run, name: str) -> None:
    made = run("--json", "add", "--name", name)
    assert made.status == 0
    shown = run("show", made.json["id"], "--json").json
    assert shown["name"].split() == name.replace("\udcff", "").split()
    hits = run("find", name, "--json")
    assert hits.status == 0
    assert [h["id"] for h in hits.json] == ([made.json["id"]] if name != "\\" else [h["id"] for h in hits.json])
    assert run("history").status == 0
    assert run("show", made.json["id"]).status == 0


def test_a_name_is_needed(run: Run, shop_file: Path) -> None:
    assert refused(run("add", "--name", "  ")) == "A name is needed."
    assert not shop_file.exists()


def test_note_goes_into_the_timeline(run: Run, aino: int) -> None:
    made = run("note", aino, "Likes {tea} & <b>", "--json")
    assert list(made.json) == ["id"]
    (entry,) = run("show", aino, "--json").json["timeline"]
    assert (entry["text"], entry["kind"], entry["on"]) == ("Likes {tea} & <b>", "note", "2027-05-10")
    assert "10/05/2027  Note: Likes {tea} & <b>" in run("show", aino).out  # which of many kinds it is
    assert refused(run("note", aino, "  ")) == "The note is empty."
    assert refused(run("note", 99, "x")) == "There is no customer with the number 99."


def test_a_note_with_a_day_is_a_reminder_too(run: Run, aino: int) -> None:
    made = run("note", aino, "Catalogue", "--due", "2027-05-12", "--json")
    assert list(made.json) == ["id"]
    shown = run("show", aino, "--json").json
    (line,), (reminder,) = shown["timeline"], shown["follow_ups"]
    assert (line["id"], line["follow_up"]) == (made.json["id"], reminder["id"])
    assert (reminder["kind"], reminder["text"], reminder["due"]) == ("reminder", "Catalogue", "2027-05-12")
    assert "Reminder · 12/05/2027: Catalogue" in run("show", aino).out
    run("undo")
    assert run("show", aino, "--json").json["follow_ups"] == run("show", aino, "--json").json["timeline"] == []


def test_a_visit_with_an_amount(run: Run, aino: int) -> None:
    made = run("visit", aino, "--amount", "12,50", "--json")
    assert list(made.json) == ["id"]
    run("visit", aino)
    entries = run("show", aino, "--json").json["timeline"]
    assert [(e["kind"], e["amount"], e["on"]) for e in entries] == [
        ("visit", None, "2027-05-10"),
        ("visit", 1250, "2027-05-10"),
    ]
    assert refused(run("visit", 99)) == "There is no customer with the number 99."
    assert refused(run("visit", aino, "--amount", "20 zł")) == "“20 zł” is not in the money of this shop."
    assert len(run("show", aino, "--json").json["timeline"]) == 2


def test_find_tells_where_it_matched_and_nobody_is_no_error(run: Run, aino: int) -> None:
    (hit,) = run("find", "4567", "--json").json
    assert (hit["id"], hit["name"], hit["matched"]) == (aino, "Aino Virtanen", "phone")
    nobody = run("find", "nobody", "--json")
    assert (nobody.status, nobody.json) == (0, [])
    run("add", "--name", "Aino Toinen")
    assert len(run("find", "aino", "--limit", 1, "--json").json) == 1
    assert str(aino) in run("find", "virt").out


def test_show_of_nobody(run: Run, aino: int) -> None:
    assert refused(run("show", 99)) == "There is no customer with the number 99."
    assert refused(run("show", 999999999999999))


def test_today_tells_what_is_due(run: Run, aino: int) -> None:
    answer = run("today", "--days", 8, "--json").json
    assert answer["date"] == "2027-05-10"
    (item,) = [i for i in answer["items"] if i["kind"] == "occasion"]
    assert item["customer"] == {"id": aino, "name": "Aino Virtanen"}
    assert (item["due"], item["occasion"], item["turns"], item["title"]) == ("2027-05-18", "birthday", 47, "Birthday")
    assert item["print_by"] < item["due"]
    assert (
        run("today", "--json").json["items"] == [] or run("today", "--json").json["items"][0]["kind"] == "card_to_print"
    )
    assert "Aino Virtanen" in run("today", "--days", 8).out
    assert "Nothing is due." in run("today", today="2027-09-01").out
    assert run("today", "--days", 0, "--json").status == 0


def test_now_sets_the_moment(run: Run, aino: int, shop_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--shop", str(shop_file), "--now", "2027-05-18T09:30", "note", str(aino), "x"]) == 0
    capsys.readouterr()
    assert cli.main(["--shop", str(shop_file), "history", "--json"]) == 0
    assert '"at": "2027-05-18T09:30:00' in capsys.readouterr().out


# -- usage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"], ["add"], ["show"], ["show", "x"], ["show", "-1"], ["show", "0"], ["find"],
        ["today", "--days", "x"],
        ["today", "--days", "99999999"], ["add", "--name", "A", "--birthday", "31.2.1980"],
        ["add", "--name", "A", "--birthday", "1981-02-29"], ["add", "--name", "A", "--birthday", "W01-1"],
        ["--today", "tomorrow", "today"], ["--today", "0001-01-01", "today"], ["--today", "20270510", "today"],
        ["--now", "noon", "today"], ["--now", "0001-01-01T00:00", "today"], ["--language", "sv", "today"], ["import"],
        ["import", "x", "--matches", "merge"], ["print"], ["print", "birthday"], ["print", "wedding", "--out", "x.pdf"],
        ["export"], ["restore"], ["undo", "0"], ["undo", "x"], ["demo"], ["tour"], ["note", "1"],
        ["visit"], ["visit", "1", "--amount", "much"],
        ["print", "birthday", "--out", "x", "--from", "soon"], ["show", "9" * 30],
    ],
)  # fmt: skip
def test_wrong_usage_is_status_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(words)
    assert caught.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err


@pytest.mark.parametrize("words", [["--help"], ["import", "--help"], ["print", "--help"], ["--version"]])
def test_help_needs_no_shop(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(words)
    assert caught.value.code == 0
    assert capsys.readouterr().out


def test_no_command_is_the_window() -> None:
    assert cli.main([]) is None


@pytest.mark.parametrize(
    "words",
    [
        ["find", "x"], ["show", 1], ["note", 1, "x"], ["today"], ["undo"], ["history"], ["backup"], ["check"],
        ["export", "x.vcf"], ["print", "birthday", "--out", "x.pdf"], ["tour", "--out", "x"],
    ],
)  # fmt: skip
def test_a_missing_shop_is_told_and_not_made(
    run: Run, shop_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[object]
) -> None:
    monkeypatch.chdir(tmp_path)
    if words[0] == "tour":
        pytest.skip("the tour is drawn by the window")
    assert str(shop_file) in refused(run(*words))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"name;phone\n", b"SQLite format 3\0" + b"\xff" * 9000])
@pytest.mark.parametrize("words", [["find", "x"], ["add", "--name", "A"], ["undo"], ["history"], ["today"]])
def test_a_broken_shop_is_told_and_not_touched(run: Run, shop_file: Path, words: list[object], content: bytes) -> None:
    shop_file.write_bytes(content)
    assert refused(run(*words))
    assert shop_file.read_bytes() == content


# -- what was done ---------------------------------------------------------------------------------------------------


def test_undo_several_and_history(run: Run, aino: int) -> None:
    run("note", aino, "one")
    run("note", aino, "two")
    other = run("add", "--name", "Eero", "--json").json["id"]
    steps = run("history", "--json").json
    assert [s["code"] for s in steps] == ["customer_added", "note_added", "note_added", "customer_added"]
    assert {"id", "at", "actor", "label", "undone"} <= set(steps[0])
    assert len(run("history", "--customer", aino, "--json").json) == 3
    assert len(run("history", "--customer", other, "--json").json) == 1
    undone = run("undo", 2, "--json").json
    assert [u["id"] for u in undone] == [s["id"] for s in steps[:2]]
    assert all(u["undone"] for u in undone)
    assert [s["undone"] for s in run("history", "--json").json] == [True, True, False, False]
    assert len(run("undo", 99, "--json").json) == 2
    assert refused(run("undo")) == "There is nothing to undo."
    assert refused(run("history", "--customer", 99))
    assert "(undone)" in run("history").out


def test_undo_of_an_import_keeps_and_tells_who_was_changed_later(run: Run, cards: Path) -> None:
    run("import", cards)
    run("note", 1, "by hand")
    run("undo")
    run("note", 1, "again by hand")
    both = run("undo", 2, "--json").json
    assert [u["kept"] for u in both] == [[], []]


def test_backup_restore_and_check(run: Run, aino: int, shop_file: Path, tmp_path: Path) -> None:
    made = run("backup", "--json")
    saved = Path(made.json["file"])
    assert (saved.parent, saved.exists()) == (tmp_path / "backups", True)
    elsewhere = run("backup", tmp_path / "stick", "--json").json["file"]
    assert Path(elsewhere).parent == tmp_path / "stick"
    run("add", "--name", "Eero")
    restored = run("restore", saved, "--json")
    assert restored.status == 0
    assert Path(restored.json["kept"]).exists()
    assert run("find", "eero", "--json").json == []
    assert run("check", "--json").json == {"ok": True, "findings": []}
    shop_file.unlink()
    assert run("restore", saved).status == 0
    shop_file.write_bytes(b"broken")
    assert run("restore", saved, "--json").json["kept"].endswith("damaged-" + restored.json["kept"][-1:]) is False
    assert (run("show", aino).status, run("check").status) == (0, 0)
    assert refused(run("restore", tmp_path / "no.smallcrm"))
    (tmp_path / "bad.smallcrm").write_bytes(b"")
    assert refused(run("restore", tmp_path / "bad.smallcrm"))


def test_restore_is_refused_while_a_window_has_it_open(run: Run, aino: int, shop_file: Path) -> None:
    from smallcrm.safety.window_lock import window_lock

    saved = run("backup", "--json").json["file"]
    with window_lock(shop_file):
        assert refused(run("restore", saved)) == "The shop is open in a window. Close it first, then try again."


def test_check_tells_what_it_finds_with_status_one(run: Run, aino: int, shop_file: Path) -> None:
    opened = Shop.open(shop_file)
    with opened.transaction():
        opened.database.sql("UPDATE customer SET folded = 'x'")
    opened.close()
    answer = run("check", "--json")
    assert (answer.status, answer.json["ok"]) == (1, False)
    assert [f["code"] for f in answer.json["findings"]] == ["derived_differs"]
    assert "Something went wrong" not in run("check").out
    shop_file.write_bytes(b"")
    broken = run("check", "--json")
    assert (broken.status, [f["code"] for f in broken.json["findings"]]) == (1, ["empty_file"])


def test_an_import_that_never_finished_is_told_once(run: Run, aino: int, shop_file: Path) -> None:
    shop_file.with_name("shop.smallcrm.importing").write_text('{"files": ["b.vcf"]}')
    assert "b.vcf" in run("today").err
    assert run("today").err == ""


def test_demo_makes_a_shop_and_refuses_an_existing_file(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("smallcrm.sample")
    file = tmp_path / "demo.smallcrm"
    answer = run("demo", file, "--customers", 20, "--json")
    assert answer.json == {"shop": str(file), "customers": 20}
    before = digest(file)
    assert refused(run("demo", file, "--customers", 20))
    assert digest(file) == before
    assert run("check", shop=file).status == 0


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl"])
def test_every_command_speaks_each_language(run: Run, cards: Path, tmp_path: Path, language: str) -> None:
    for words in (
        ["import", cards], ["add", "--name", "Ola"], ["note", 1, "x"], ["find", "x"], ["find", "ola"], ["show", 1],
        ["today", "--days", 30], ["print", "birthday", "--out", tmp_path / "x.pdf"], ["history"], ["backup"], ["check"],
        ["export", tmp_path / "x.csv"], ["print", "--list"], ["undo"],
    ):  # fmt: skip
        assert run(*words, language=language).status == 0
    assert refused(run("show", 99, language=language))


# -- a process of its own --------------------------------------------------------------------------------------------


def test_the_program_in_a_process_of_its_own(tmp_path: Path) -> None:
    shop = str(tmp_path / "s.smallcrm")
    made = program("--shop", shop, "add", "--name", "Åsa Öberg", "--json", env={"LC_ALL": "C", "HOME": str(tmp_path)})
    assert (made.returncode, made.stderr) == (0, b"")
    found = program("--shop", shop, "find", "oberg")
    assert "Åsa Öberg".encode() in found.stdout
    wrong = program("--shop", shop, "show", "7")
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count(b"\n")) == (1, b"", 1)
    assert program("nonsense").returncode == 2


def test_arguments_that_are_no_utf8(tmp_path: Path) -> None:
    shop = str(tmp_path / "s.smallcrm")
    made = program("--shop", shop, "add", "--name", b"J\xf6rg Anna", "--json")
    assert (made.returncode, b"Traceback" in made.stderr) == (0, False)
    file = bytes(tmp_path) + b"/l\xf6hde.vcf"
    Path(os.fsdecode(file)).write_text(CARDS)
    taken = program("--shop", shop, "import", file, "--json")
    assert (taken.returncode, b"Traceback" in taken.stderr) == (0, False), taken.stderr
    assert program("--shop", shop, "history").returncode == 0
    missing = program("--shop", bytes(tmp_path) + b"/\xff.smallcrm", "today")
    assert (missing.returncode, missing.stdout, b"Traceback" in missing.stderr) == (1, b"", False)


@pytest.mark.parametrize("words", [["history"], ["history", "--json"], ["find", "a", "--limit", "1000"]])
def test_a_pipe_that_closes_early_is_no_trouble(run: Run, tmp_path: Path, shop_file: Path, words: list[str]) -> None:
    opened = Shop.open(shop_file, create=True)
    for n in range(40):
        opened.timeline.add(opened.customers.add(_person(n)), "note", "x" * 500)
    opened.close()
    command = [sys.executable, "-m", "smallcrm", "--shop", str(shop_file), *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    complaint = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), complaint) == (0, b"")


def _person(n: int) -> Any:
    from smallcrm.domain.model import Customer

    return Customer(given=f"Anna{n}", family="A" * 3000)
