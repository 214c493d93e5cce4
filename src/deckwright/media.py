"""The pictures, sounds and videos that a card's HTML names to those that Anki is given: which file is meant, by what name it goes.

On its way a picture is `mark`'s `<img src="as written" …>`; once its file is found, `placed` puts in the file's name in the
package. That is made of the file's content alone: two `fig.png` are two files, a changed one is another, a renamed one the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from . import safe
from .card import Card
from .diagnostic import Diagnostic, Severity
from .patterns import later

MB = 1_000_000
LARGEST = 20 * MB  # of one file; a photograph has some 5 MB, so more is likely a mistake
MOST = 250 * MB  # of a package; one takes some four seconds to make
PICTURES = frozenset(("avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"))
SOUNDS = frozenset(("3gp", "aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "spx", "wav"))
VIDEOS = frozenset(("avi", "flv", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "ogv", "webm"))
PLAYED = SOUNDS | VIDEOS
EMBEDDED = PICTURES | PLAYED | {"heic", "pdf"}  # what `![[name.pdf]]` embeds as a file, not as a note

SAID = later(
    rf"!\[\[(?P<embed>[^\[\]|\n]+\.(?i:{'|'.join(sorted(EMBEDDED))})(?:[#|][^\[\]\n]*)?)\]\]"
    r"|!\[(?P<label>[^\[\]\n]*)\]\((?P<address>[^()\s]+)\)"
)

_PARENTHESES = {ord("("): "%28", ord(")"): "%29"}
_DIGITS = 24  # of the SHA-256 of a file, 96 bits, so that no two files ever share a name
_SIZE = later(r"\s*([1-9]\d{0,3})(?:\s*x\s*([1-9]\d{0,3}))?\s*")
_IMG = later(r'<img src="([^"]*)" alt="([^"]*)"((?: (?:width|height)="\d+")*)>')
_LINK_OR_IMG = later(rf'<a href="[^"]*">|</a>|{_IMG.pattern}')
_EMBED = later(r"!\[\[(.+)\]\]", re.DOTALL)
_SCHEME = later(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DRIVE = later(r"[A-Za-z]:[/\\]?")
_UNSEEN = later(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class File:
    """A file for the package: its name there, where it lies, its size in bytes."""

    name: str
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a picture is not on its card; a Diagnostic that lacks its place. The card is made without it, so it is a warning."""

    code: str
    message: str
    severity: Severity = Severity.WARNING


Find = Callable[[str, str], File | Trouble]  # of an address, in a note file


def nowhere(address: str, _: str) -> Trouble:
    """What a build finds that has no files to look in."""
    return refused(address) or Trouble("media-missing", f"there is no {quoted(address)}")


def mark(address: str, label: str) -> str:
    """A picture as HTML that still has the author's address; `label` is `alt`, `alt|300` or `alt|300x200` (pixels)."""
    alt, _, last = label.rpartition("|")
    size = _SIZE.fullmatch(last) if "|" in label else None
    width, height = size.groups() if size else (None, None)
    alt = alt if size else label
    sizes = "".join(f' {name}="{value}"' for name, value in (("width", width), ("height", height)) if value)
    return f'<img src="{escape(address)}" alt="{escape(alt.strip("| "))}"{sizes}>'


def said(address: str, label: str) -> str:
    """A picture as it stands in what a card says, until `SAID` finds it there again."""
    if name := embedded(address):
        return f"![[{name}{label}]]"
    return f"![{re.sub(r'[][]', '', label)}]({address.translate(_PARENTHESES)})"


def in_words(text: str) -> str:
    """What a card says, with its pictures as plain text."""
    return SAID.sub(lambda match: plain(*parts(match)), text)


def parts(match: re.Match[str]) -> tuple[str, str]:
    """The address and the label of a picture that `SAID` found."""
    if match["embed"]:
        name, bar, label = match["embed"].partition("|")
        return f"![[{name.strip()}]]", f"{bar}{label}"
    return match["address"], match["label"]


def plain(address: str, label: str) -> str:
    """A picture in plain text."""
    alt = unescape(_IMG.sub(r"\2", mark("", label))) or _last(address)
    kind = suffix(_last(address))
    return f"[{'sound' if kind in SOUNDS else 'video' if kind in VIDEOS else 'picture'}: {alt}]"


def addresses(fields: Mapping[str, str]) -> tuple[str, ...]:
    """What the pictures in a card's fields are called there, each once."""
    return tuple(dict.fromkeys(unescape(match[1]) for html in fields.values() if "<img" in html for match in _IMG.finditer(html)))


def placed(fields: Mapping[str, str], files: Mapping[str, File | Trouble]) -> dict[str, str]:
    """The fields with the pictures of which `files` knows the address; of others, a link if they are remote, or their words.

    This is the last stage of rendering, so here all fields are made safe.
    """
    return {name: safe.html(_placed(html, files)) for name, html in fields.items()}


def _placed(html: str, files: Mapping[str, File | Trouble]) -> str:
    if "<img" not in html:
        return html
    in_link = False

    def place(match: re.Match[str]) -> str:
        nonlocal in_link
        if match[1] is None:
            in_link = match[0] != "</a>"
            return match[0]
        address, alt, sizes = unescape(match[1]), match[2], match[3]
        file = files.get(address)
        if not isinstance(file, File):
            words = alt or escape(_last(address))
            return f'<a href="{match[1]}">{words}</a>' if is_remote(address) and not in_link else f"<i>{words}</i>"
        if suffix(file.name) in PLAYED:
            return f"[sound:{file.name}]"
        return f'<img src="{file.name}" alt="{alt}"{sizes}>'

    return _LINK_OR_IMG.sub(place, html)


def _last(address: str) -> str:
    """The last part of an address, for a picture that has no words of its own."""
    return re.split(r"[/\\]", names(address)[0].rstrip("/\\"))[-1] or "picture"


def suffix(name: str) -> str:
    """The end of a file's name that says what is in it, in lower case."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def package_name(digest: str, name: str) -> str:
    """A file's name in the package, from the hexadecimal SHA-256 of its content."""
    return f"dw-{digest[:_DIGITS]}.{suffix(name)}"


def holds(name: str, digest: str) -> bool:
    """Whether a file of this content has this name in the package."""
    return name == package_name(digest, name)


def embedded(address: str) -> str:
    """The name in `![[name]]`, which is looked for in all folders; empty for any other address."""
    match = _EMBED.fullmatch(address)
    return match[1].strip() if match else ""


def is_remote(address: str) -> bool:
    """Whether a picture lies on the web, where we do not look."""
    try:
        return urlsplit(address).scheme.lower() in ("http", "https") or address.startswith("//")
    except ValueError:
        return False


def names(address: str) -> tuple[str, ...]:
    """The paths that an address may mean, likeliest first: with `/`, NFC, percent signs decoded, query and fragment cut off."""
    if name := embedded(address):
        found = [name.partition("#")[0], name]
    else:
        found = [unquote(re.split(r"[?#]", address)[0]), unquote(address), address]
    return tuple(dict.fromkeys(unicodedata.normalize("NFC", path.replace("\\", "/")) for path in found))


def refused(address: str) -> Trouble | None:
    """Why an address is none of a file in the notes folder, as far as can be told without looking there."""
    shown = quoted(address)
    if is_remote(address):
        message = f"the picture {shown} is on the web, so it stays a link; to have it on the card, save it beside the note"
        return Trouble("media-remote", message)
    for name in names(address):
        if _UNSEEN.search(name) or not name.strip():
            return Trouble("media-missing", f"{shown} is no name that a file can have; mend it")
        if _DRIVE.match(name):
            return outside(address)
        if _SCHEME.match(name):
            return Trouble("media-outside", f"{shown} is no file in the notes folder; save it there, and write its path from the note")
    return None


def outside(address: str) -> Trouble:
    """An address that leads out of the notes folder."""
    message = f"{quoted(address)} is outside the notes folder, where nothing is read; put a copy beside the note"
    return Trouble("media-outside", message)


def quoted(address: str) -> str:
    """An address as messages show it."""
    shown = _UNSEEN.sub("�", address)
    return f"“{shown if len(shown) <= 120 else f'{shown[:60]}…{shown[-40:]}'}”"


def diagnostics(card: Card, found: Mapping[str, File | Trouble]) -> Iterator[Diagnostic]:
    """What is wrong with a card's pictures, on the line of the bullet that names each."""
    for address, trouble in found.items():
        if isinstance(trouble, Trouble):
            line = next((line for known, line in card.pictures if known == address), card.bullet.line)
            yield Diagnostic(card.place.file, line, trouble.code, trouble.message, trouble.severity)


def too_much(files: Iterable[File], limit: int) -> str:
    """Why so many files may not go into one package, the largest named; empty if they may."""
    found = {file.name: file for file in files}
    total = sum(file.size for file in found.values())
    if total <= limit:
        return ""
    largest = sorted(found.values(), key=lambda file: (-file.size, file.name))[:3]
    shown = ", ".join(f"{file.path.name} {size(file.size)}" for file in largest)
    return (
        f"the pictures and sounds of this deck are {size(total)} in all, more than the {size(limit)} that `media_total` allows, "
        f"so no package is written; make some smaller (the largest: {shown}), or allow more"
    )


def size(count: int) -> str:
    """Bytes for people."""
    return f"{count / MB:.1f} MB" if count >= MB / 10 else f"{count / 1000:.1f} kB"
