"""The lists of name days from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

LIST = "day;month;names\n24;6;Juhani\n9;12;Anna\n31;2;Nobody\n"
SAID = ("--country", "FI", "--source", "Written by ourselves", "--licence", "Own list")


def _list(tmp_path: Path) -> str:
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    return str(file)


def test_without_a_list_there_is_nothing_and_no_error(run: Run) -> None:
    run("add", "--name", "Juhani Virtanen")
    assert run("name-days", "--json").json == []
    assert run("name-days", "suggest", "--json").json == []


def test_a_list_is_taken_in_and_told(run: Run, tmp_path: Path) -> None:
    run("add", "--name", "Juhani Virtanen")
    made = run("name-days", "import", _list(tmp_path), *SAID, "--title", "Ours", "--json").json
    assert (made["country"], made["title"], made["names"]) == ("FI", "Ours", 2)
    assert [(one["line"], one["reason"]["code"]) for one in made["problems"]] == [(4, "bad_date")]
    (kept,) = run("name-days", "--json").json
    assert kept.items() >= {"id": made["id"], "source": "Written by ourselves", "licence": "Own list"}.items()
    assert "Ours" in run("name-days").out


def test_suggestions_are_shown_and_kept_only_when_asked(run: Run, tmp_path: Path) -> None:
    person = run("add", "--name", "Juhani Virtanen", "--json").json["id"]
    run("name-days", "import", _list(tmp_path), *SAID)
    day = {"month": 6, "day": 24}
    wanted = [{"id": person, "name": "Juhani Virtanen", "candidates": [day], "chosen": day}]
    assert run("name-days", "suggest", "--json").json == wanted
    assert run("show", str(person), "--json").json["occasions"] == []
    assert run("name-days", "suggest", "--apply", "--json").json == wanted
    (kept,) = run("show", str(person), "--json").json["occasions"]
    assert (kept["kind"], kept["month"], kept["day"], kept["year"]) == ("name_day", 6, 24, None)
    assert run("name-days", "suggest", "--json").json == []
    run("undo")
    assert run("show", str(person), "--json").json["occasions"] == []


def test_wrong_use_and_wrong_files(run: Run, tmp_path: Path) -> None:
    run("add", "--name", "Juhani Virtanen")
    assert run("name-days", "import", _list(tmp_path), "--country", "FI").status == 2
    picture = tmp_path / "photo.csv"
    picture.write_bytes(b"\x89PNG\r\n")
    for file, said in (
        (str(picture), SAID),
        (str(tmp_path / "none.csv"), SAID),
        (_list(tmp_path), ("--country", "Nowhere", *SAID[2:])),
    ):
        answer = run("name-days", "import", file, *said)
        assert (answer.status, answer.out, len(answer.err.strip().splitlines())) == (1, "", 1)
    assert run("name-days", "--json").json == []


US = "date,names\n03/04/2024,Anna\n05/06/2024,Jan\n"


def test_what_may_be_read_two_ways_is_asked_and_answered(run: Run, tmp_path: Path) -> None:
    run("add", "--name", "Anna Virtanen")
    file = tmp_path / "us.csv"
    file.write_text(US, encoding="utf-8")
    asked = run("name-days", "import", file, *SAID)
    assert (asked.status, asked.out) == (1, "")
    assert "03/04/2024" in asked.err
    assert "--dates" in asked.err
    assert run("name-days", "--json").json == []
    for order, day in (("mdy", {"month": 3, "day": 4}), ("dmy", {"month": 4, "day": 3})):
        run("name-days", "import", file, *SAID, "--dates", order)
        assert run("name-days", "suggest", "--json").json[0]["candidates"] == [day]
        run("undo")


def test_the_same_list_is_told_and_a_newer_one_takes_its_place_in_one_step(run: Run, tmp_path: Path) -> None:
    run("add", "--name", "Juhani Virtanen")
    first = run("name-days", "import", _list(tmp_path), *SAID, "--title", "Ours", "--json").json
    again = run("name-days", "import", _list(tmp_path), *SAID, "--title", "Another name")
    assert (again.status, again.out) == (1, "")
    assert f"--replace {first['id']}" in again.err
    before = run("name-days", "--json").json
    newer = tmp_path / "list.csv"
    newer.write_text("day;month;names\n25;6;Juhani\n", encoding="utf-8")
    made = run("name-days", "import", newer, "--replace", first["id"], "--json").json
    assert made["replaced"] is True
    (kept,) = run("name-days", "--json").json
    same = ("id", "title", "country", "source", "licence")
    assert [kept[name] for name in same] == [first[name] for name in same]
    assert kept["names"] == 1
    assert run("name-days", "suggest", "--json").json[0]["chosen"] == {"month": 6, "day": 25}
    run("undo")
    assert run("name-days", "--json").json == before
    other = run("name-days", "import", newer, *SAID, "--json")
    assert (other.json["older"], other.json["replaced"]) == (first["id"], False)
    assert f"--replace {first['id']}" in other.err
    assert len(run("name-days", "--json").json) == 2
    assert run("name-days", "import", newer, "--replace", 99).status == 1


def test_a_list_is_removed_and_comes_back(run: Run, tmp_path: Path) -> None:
    run("add", "--name", "Juhani Virtanen")
    made = run("name-days", "import", _list(tmp_path), *SAID, "--json").json
    assert run("name-days", "remove", made["id"], "--json").json == {"id": made["id"]}
    assert run("name-days", "--json").json == []
    assert run("name-days", "remove", made["id"]).status == 1
    run("undo")
    assert len(run("name-days", "--json").json) == 1
