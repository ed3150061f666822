"""Read a configuration: the shipped one, overlaid by the user's."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict, replace

from pipeline.config.settings import GENERIC, LABELS, Config, FontMap, OcrSettings, Profile, digest_of
from pipeline.config.values import build, hint_for
from pipeline.errors import ConfigError
from pipeline.files import reason
from pipeline.normalize.settings import NormalizeSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS = "default.toml"
_TABLES = ("normalize", "ocr")  # of the settings file
_DIGEST = re.compile(r"[0-9a-f]{20}")  # of a shape: `pipeline.extract.pdf.decoding.clusters`


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
        common = build(Profile, table, path)
    profiles = tuple(_profile(name, sites, common) for name in sites)
    digest = digest_of(normalize, ocr, tuple(fonts.values()), profiles)
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
    known: FontMap = build(FontMap, {**_read(path), "name": path.stem}, path)
    wrong = next((digest for digest in known.shapes if not _DIGEST.fullmatch(digest)), None)
    if wrong is not None:
        raise ConfigError(f"{path}: shapes: '{wrong}' is no digest of a shape: 20 digits from 0 to f")
    return known


def _shipped() -> Path:
    """The files that come with the package: beside this one, or at the top of a checkout."""
    packaged = Path(__file__).parent
    return packaged if (packaged / SETTINGS).is_file() else packaged.parents[1] / "config"


def _read(path: Path) -> dict[str, Any]:
    try:
        return _tables(path.read_text(encoding="utf-8-sig"))  # with the mark that Windows editors set
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
            raise ConfigError(f"{path}: unknown key '{key}'{hint_for(key, _TABLES)}")
    changed = (
        {**asdict(normalize), **table.get("normalize", {})},
        {**asdict(ocr), **table.get("ocr", {})},
    )
    return (
        build(NormalizeSettings, changed[0], path, "normalize."),
        build(OcrSettings, changed[1], path, "ocr."),
    )


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
        raise ConfigError(f"{path}: extends: no plain profile named '{parent}'{hint_for(str(parent), sites)}")
    inherited = {key: value for key, value in sites[parent][1].items() if key != "examples"} if parent else {}
    profile: Profile = build(Profile, {**inherited, **table, "name": name}, path)
    return profile if name == GENERIC or common is None else inherit(profile, common)
