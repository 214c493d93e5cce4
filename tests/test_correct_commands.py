"""link, unlink and --force from the command line, into real Anki."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from products import products
from real_anki import history, import_package, review

Notes = Callable[..., Path]
Run = Callable[..., Result]

PACKAGE = Path("decks/notes.apkg")
PUMP, SIPHON = "Pump: a machine that lifts water", "Siphon: a bent tube that moves water"


def records(run: Run) -> dict[str, str]:
    return {record["source"]["text"]: record["guid"] for record in map(json.loads, run("list", "--json").stdout.splitlines())}


def test_a_card_that_was_not_recognised_is_linked_and_its_history_goes_on(notes: Notes, run: Run, collection: Any) -> None:
    notes("a.md", f"# Water\n- {PUMP}\n- {SIPHON}\n")
    run("build")
    import_package(collection, PACKAGE)
    review(collection, 2)
    before, guid = history(collection), records(run)[PUMP]
    notes("a.md", f"# Water\n- {SIPHON}\n- Steam engine: a coal burner to keep mines dry\n")
    assert f"- notes/a.md  {PUMP}" in run("diff").stdout
    result = run("link", guid, "notes/a.md:3")
    assert result.exit_code == 0
    assert result.stderr == (f"{guid} was: {PUMP}\n{' ' * 12} is:  Steam engine: a coal burner to keep mines dry\nnext: deckwright build\n")
    run("build")
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 1, "duplicate": 1, "conflicting": 0}
    assert history(collection) == before


def test_a_card_taken_for_another_is_unlinked_and_the_new_one_starts_afresh(notes: Notes, run: Run, collection: Any) -> None:
    notes("a.md", f"# Water\n- {PUMP}\n- {SIPHON}\n")
    run("build")
    import_package(collection, PACKAGE)
    review(collection, 2)
    guid = records(run)[PUMP]
    notes("a.md", f"# Water\n- {PUMP.replace('Pump', 'Jump').replace('water', 'legs')}\n- {SIPHON}\n")
    assert "~ notes/a.md:2  [-Pump:-] {+Jump:+} a machine that lifts [-water-] {+legs+}" in run("diff").stdout
    assert run("unlink", guid).stderr == f"{guid} retires; it was: {PUMP}\nnext: deckwright build\n"
    run("build")
    assert import_package(collection, PACKAGE) == {"new": 1, "updated": 0, "duplicate": 1, "conflicting": 0}
    assert import_package(collection, PACKAGE.with_name("notes.retired.apkg"))["updated"] == 1
    assert len(history(collection)) == 2


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("link", "nonesuch", "notes/a.md:2"), 1, "nonesuch: the ledger knows no such card"),
        (("unlink", "nonesuch"), 1, "nonesuch: the ledger knows no such card"),
        (("link", "nonesuch", "notes/a.md"), 2, "is not FILE:LINE, such as notes/rivers.md:12"),
    ],
)
def test_a_mistake_is_told_once_and_nothing_is_written(notes: Notes, run: Run, arguments: tuple[str, ...], status: int, says: str) -> None:
    notes("a.md", f"# Water\n- {PUMP}\n")
    run("build")
    before = {path.name: path.read_bytes() for path in products(Path("decks"))}
    result = run(*arguments)
    assert (result.exit_code, result.stderr.count(says)) == (status, 1)
    assert {path.name: path.read_bytes() for path in products(Path("decks"))} == before


def test_a_correction_finds_the_deck_that_has_the_card(notes: Notes, run: Run) -> None:
    notes("a.md", f"# Water\n- {PUMP}\n")
    notes("b/b.md", f"# Water\n- {SIPHON}\n")
    Path("decks").mkdir()
    Path("decks/one.yaml").write_text("notes: [notes/a.md]\n", "utf-8")
    Path("decks/two.yaml").write_text("notes: [notes/b]\n", "utf-8")
    run("build")
    result = run("unlink", records(run)[SIPHON])
    assert result.exit_code == 0
    assert '"unlinked": true' in Path("decks/two.ledger.jsonl").read_text("utf-8")
    assert '"unlinked": true' not in Path("decks/one.ledger.jsonl").read_text("utf-8")
    assert "say with --deck" in run("adopt", "decks/two.apkg").stderr


def test_force_tells_anki_of_every_card_anew(notes: Notes, run: Run, collection: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    notes("a.md", f"# Water\n- {PUMP}\n- {SIPHON}\n- Weir: a low dam across a river\n- Lock: lifts boats\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    run("build")
    notes("a.md", f"# Water\n- {PUMP}\n- {SIPHON}\n- Weir: a low dam across a river\n")
    run("build")
    assert import_package(collection, PACKAGE)["new"] == 3
    assert "3 changed" in run("build", "--force").stdout
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 3, "duplicate": 0, "conflicting": 0}
    assert "3 unchanged" in run("build").stdout


def test_an_empty_folder_stops_the_build_unless_all_may_retire(notes: Notes, run: Run) -> None:
    path = notes("a.md", f"# Water\n- {PUMP}\n- {SIPHON}\n")
    run("build")
    path.unlink()
    assert "no note files" in run("build").stderr
    result = run("build", "--allow-retire")
    assert result.exit_code == 0
    assert "2 cards gone from the notes" in result.stdout
    notes("a.md", f"# Water\n- {PUMP}\n- {SIPHON}\n")
    assert "2 returned" in run("build").stdout
