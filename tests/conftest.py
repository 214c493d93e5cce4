"""What tests share: a fresh folder to build in, a real Anki collection, and the shared material where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from anki.collection import Collection
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from deckwright.cli import main

pytest_plugins = ("browser",)

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
settings.load_profile("patient")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of shared test material; a test that needs it is skipped where it is not."""
    if not SHARED.is_dir():
        pytest.skip("needs the shared material beside the checkout")
    return SHARED


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


@pytest.fixture
def notes(here: Path) -> Callable[..., Path]:
    """`notes("a.md", text)` writes a note file into notes/ of the current folder."""

    def write(name: str, text: str | bytes) -> Path:
        path = here / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def run() -> Callable[..., Result]:
    """`run("build", "--json")` is the command line."""

    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(main, arguments)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A fresh collection of real Anki."""
    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    yield opened
    opened.close()
