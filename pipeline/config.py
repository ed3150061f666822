"""Read `config/`: one settings file, and one profile for each site.

A profile says in an archivist's words how one site prints its articles: the texts of the masthead,
the order of the fields below it, the running headers, the closing line. It holds no regular
expressions: what varies is a slot such as `{date}` or `{page}` (see `pipeline.split.matching`), and
the texts are compared as search compares them, so ي matches ی. A profile carries its own examples,
which are run as tests, because a rule without an example does not stay true (the finding from the 2,041
files of ftr-site-config). A site that changed its layout has one file for each period, dated by
`valid_from` and `valid_until` and sharing the rest by `extends`.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from pipeline.errors import ConfigError
from pipeline.files import reason
from pipeline.normalize.settings import NormalizeSettings

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

GENERIC = "generic"
SETTINGS = "default.toml"
FieldName = Literal["title", "author", "date", "section", "lead"]
LabelName = Literal[
    "author", "date", "weekday", "section", "lead", "credit", "page", "issue",
    "network", "updated", "count", "contributor", "role", "publisher", "honorific", "given", "rubric", "place",
    "mail", "on",
]  # fmt: skip
LABELS: tuple[LabelName, ...] = get_args(LabelName)
_TABLES = ("normalize", "ocr")  # of the settings file
_DIGEST = re.compile(r"[0-9a-f]{20}")  # of a shape: `pipeline.extract.pdf.decoding.clusters`


OcrMode = Literal["auto", "never", "always"]


class OcrSettings(Struct, frozen=True, kw_only=True):
    """Which pages are read by OCR, and by what; one field is one key of the `[ocr]` table.

    `models` are names of Tesseract's, chosen by the letters found where none is given; `seconds` is the CPU
    time for one reading of a page. `processes` pages of a file are read at a time; the result does not depend
    on it, so it is no part of the digest.
    """

    mode: OcrMode = "auto"
    program: str = "tesseract"
    models: tuple[str, ...] = ()
    seconds: int = 60
    processes: int = 1


class HtmlSelectors(Struct, frozen=True, kw_only=True):
    """CSS selectors for a site's web pages; the first that hits wins, `drop` is cut everywhere."""

    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


class Example(Struct, frozen=True, kw_only=True):
    """The printed lines of one article and what must be read from them; run by the tests and `sites check`.

    `lines` needs only the head and the foot, with a few lines of body between; `body` is how the body begins.
    """

    file: str = ""
    lines: tuple[str, ...]
    title: str = ""
    author: str = ""
    date: datetime.date | None = None
    section: tuple[str, ...] = ()
    credit: str = ""
    body: str = ""


class Profile(Struct, frozen=True, kw_only=True):
    """How one site lays out its articles. The defaults are an unknown site.

    `order` is the order of the fields below the masthead; `sections` holds for each section its names
    by language; `labels` are the words that announce a field ("By", "نویسنده:").
    """

    name: str = GENERIC
    site: tuple[str, ...] = ()
    url: str | None = None
    email: str | None = None
    lang: str | None = None
    extends: str | None = None
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    recognize: tuple[str, ...] = ()
    masthead: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    order: tuple[FieldName, ...] = ()
    sections: tuple[Mapping[str, str], ...] = ()
    credit: tuple[str, ...] = ()
    labels: Mapping[LabelName, tuple[str, ...]] = field(default_factory=dict)
    html: HtmlSelectors = field(default_factory=HtmlSelectors)
    examples: tuple[Example, ...] = ()


class FontMap(Struct, frozen=True, kw_only=True):
    """What the shapes of some fonts stand for, by their digests; made by `baygan fonts learn` and read by a human.

    `fonts` are their names, for those who read it.
    """

    name: str = ""
    fonts: tuple[str, ...] = ()
    shapes: Mapping[str, str] = field(default_factory=dict)


class Config(Struct, frozen=True, kw_only=True):
    """Everything the stages may be told. Built once, at the edge.

    `digest` names the whole configuration as read, so that a record says what it was made with.
    """

    normalize: NormalizeSettings = field(default_factory=NormalizeSettings)
    ocr: OcrSettings = field(default_factory=OcrSettings)
    profiles: tuple[Profile, ...] = ()
    fonts: tuple[FontMap, ...] = ()
    digest: str = ""

    def digest_for(self, profile: str | None) -> str:
        """Digest of what a document with this profile was made with: another site's profile does not matter to it.

        Without a profile all of them matter, since any change may let one recognize the document.
        """
        used = [candidate for candidate in self.profiles if candidate.name == profile]
        own = used and profile != GENERIC
        return _digest(self.normalize, self.ocr, self.fonts, used[0]) if own else self.digest

    def profile(self, name: str) -> Profile:
        """The profile of this name. Raises ConfigError."""
        for profile in self.profiles:
            if profile.name == name:
                return profile
        known = ", ".join(sorted(profile.name for profile in self.profiles))
        raise ConfigError(f"no site profile is named '{name}'; there are: {known}")

    def with_ocr(self, mode: OcrMode | None, processes: int) -> Config:
        """The same configuration with a mode of OCR, if one is given, and so many pages read at a time at least."""
        most = max(processes, self.ocr.processes)
        ocr = replace(self.ocr, mode=mode or self.ocr.mode, processes=most)
        digest = _digest(self.normalize, ocr, self.fonts, self.profiles)
        return replace(self, ocr=ocr, digest=digest)


def load_config(directory: Path | None = None) -> Config:
    """The shipped configuration, overlaid by the user's `directory`.

    Settings are overlaid key by key, a profile or a map of fonts replaces the shipped one of the same name.
    Raises ConfigError if a file cannot be read or holds an unknown or wrong key.
    """
    roots = [_shipped()]
    if directory is not None:
        _check_directory(directory)
        roots.append(directory)
    normalize, ocr = NormalizeSettings(), OcrSettings()
    sites: dict[str, tuple[Path, dict[str, Any]]] = {}
    fonts: dict[str, FontMap] = {}
    for root in roots:
        normalize, ocr = _settings(root / SETTINGS, normalize, ocr)
        # The user's stand first: where two profiles know a document equally well, the first is taken.
        own = {path.stem: (path, _read(path)) for path in sorted((root / "sites").glob("*.toml"))}
        sites = own | {name: site for name, site in sites.items() if name not in own}
        maps = {path.stem: read_font_map(path) for path in sorted((root / "fonts").glob("*.toml"))}
        fonts = maps | {name: known for name, known in fonts.items() if name not in maps}
    common: Profile | None = None
    if GENERIC in sites:
        path, table = sites[GENERIC]
        common = _build(Profile, table, path)
    profiles = tuple(_profile(name, sites, common) for name in sites)
    digest = _digest(normalize, ocr, tuple(fonts.values()), profiles)
    return Config(normalize=normalize, ocr=ocr, profiles=profiles, fonts=tuple(fonts.values()), digest=digest)


def _check_directory(directory: Path) -> None:
    """Refuse what is no configuration, and a file of settings under a name that nobody reads."""
    if not directory.is_dir():
        raise ConfigError(f"{directory}: no such configuration directory")
    for path in sorted(directory.glob("*.toml")):
        if path.name != SETTINGS:
            raise ConfigError(f"{path}: is not read here; settings are in {SETTINGS}, profiles in sites/")


def read_profile(path: Path) -> Profile:
    """One profile on its own, for a file that stands outside a configuration directory."""
    return _profile(path.stem, {path.stem: (path, _read(path))})


def read_font_map(path: Path) -> FontMap:
    """One map of fonts. Raises ConfigError if it cannot be read or names a shape by something else than its digest."""
    known: FontMap = _build(FontMap, {**_read(path), "name": path.stem}, path)
    wrong = next((digest for digest in known.shapes if not _DIGEST.fullmatch(digest)), None)
    if wrong is not None:
        raise ConfigError(f"{path}: shapes: '{wrong}' is no digest of a shape: 20 digits from 0 to f")
    return known


def _shipped() -> Path:
    """`config/` inside the installed package, or beside it in a checkout."""
    packaged = Path(__file__).parent / "config"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "config"


def _read(path: Path) -> dict[str, Any]:
    try:
        return _tables(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from error


@lru_cache(maxsize=256)
def _tables(text: str) -> dict[str, Any]:
    """The tables of a TOML file, which nobody changes: whoever converts file after file reads it again and again."""
    return tomllib.loads(text)


def _settings(
    path: Path, normalize: NormalizeSettings, ocr: OcrSettings
) -> tuple[NormalizeSettings, OcrSettings]:
    """The settings overlaid by the keys of a settings file, if there is one."""
    table = _read(path) if path.is_file() else {}
    for key in table:
        if key not in _TABLES:
            raise ConfigError(f"{path}: unknown key '{key}'{_hint(key, _TABLES)}")
    changed = (
        {**asdict(normalize), **table.get("normalize", {})},
        {**asdict(ocr), **table.get("ocr", {})},
    )
    return (
        _build(NormalizeSettings, changed[0], path, "normalize."),
        _build(OcrSettings, changed[1], path, "ocr."),
    )


def _digest(
    normalize: NormalizeSettings, ocr: OcrSettings, fonts: Sequence[FontMap], profiles: object
) -> str:
    """Digest of what the result depends on, the same in every process."""
    values = (normalize, replace(ocr, processes=1), fonts, profiles)
    return "sha256:" + hashlib.sha256(repr(values).encode()).hexdigest()


def inherit(profile: Profile, common: Profile) -> Profile:
    """The profile with the labels, the running and the closing lines of the generic one after its own."""
    words = {key: profile.labels.get(key, ()) + common.labels.get(key, ()) for key in LABELS}
    return replace(
        profile,
        labels={key: texts for key, texts in words.items() if texts},
        header=profile.header + common.header,
        footer=profile.footer + common.footer,
        closing=profile.closing + common.closing,
        credit=profile.credit + common.credit,
    )


def _profile(
    name: str, sites: Mapping[str, tuple[Path, dict[str, Any]]], common: Profile | None = None
) -> Profile:
    """The profile `name`, with what it leaves out taken from the profile that it extends and from the generic one."""
    path, table = sites[name]
    parent = table.get("extends")
    if parent is not None and (parent not in sites or parent == name or "extends" in sites[parent][1]):
        raise ConfigError(f"{path}: extends: no plain profile named '{parent}'{_hint(str(parent), sites)}")
    inherited = {key: value for key, value in sites[parent][1].items() if key != "examples"} if parent else {}
    profile: Profile = _build(Profile, {**inherited, **table, "name": name}, path)
    return profile if name == GENERIC or common is None else inherit(profile, common)


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: type[Any], table: Mapping[str, Any], path: Path, prefix: str = "") -> Any:
    """A frozen value from a table of the file, each key checked against the type of its field."""
    hints = _hints(kind)  # type: ignore[arg-type]  # mypy does not know that every class is hashable
    for key in table:
        if key not in hints:
            raise ConfigError(f"{path}: unknown key '{prefix}{key}'{_hint(key, hints)}")
    try:
        return kind(**{key: _value(value, hints[key], path, prefix + key) for key, value in table.items()})
    except TypeError as error:
        raise ConfigError(f"{path}: {prefix or kind.__name__}: {error}") from error


def _value(value: Any, hint: Any, path: Path, key: str) -> Any:
    """`value` as the type `hint` asks, which is one of those that the structs of this module use."""
    if type(value) is hint:
        return value
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Struct) and isinstance(value, dict):
        return _build(hint, value, path, f"{key}.")
    if origin is UnionType:
        return _value(value, arguments[0], path, key)
    if origin is Literal and value in arguments:
        return value
    if origin is tuple and isinstance(value, str | list | tuple):
        entries = _entries(value)
        if all(type(entry) is arguments[0] for entry in entries):
            return tuple(entries)
        return tuple(_value(entry, arguments[0], path, key) for entry in entries)
    if origin is Mapping and isinstance(value, dict):
        return {
            _value(name, arguments[0], path, key): _value(entry, arguments[1], path, f"{key}.{name}")
            for name, entry in value.items()
        }
    hint_text = _hint(str(value), arguments) if origin is Literal else ""
    raise ConfigError(f"{path}: {key}: expected {_wanted(hint)}, got {value!r}{hint_text}")


def _entries(value: str | list[Any] | tuple[Any, ...]) -> Sequence[Any]:
    """A list may be one text of several lines, which is how an archivist pastes them."""
    if not isinstance(value, str):
        return value
    return [line.strip() for line in value.splitlines() if line.strip()]


def _wanted(hint: Any) -> str:
    """A type in words for the user."""
    words = {
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
        datetime.date: "a date (2009-06-30)",
    }
    if get_origin(hint) is Literal:
        return "a known word"
    return words.get(hint, "a list" if get_origin(hint) is tuple else "a table")


def _hint(key: str, known: Collection[str]) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, n=1)
    return f"; did you mean '{near[0]}'?" if near else f"; known are {', '.join(sorted(known))}"
