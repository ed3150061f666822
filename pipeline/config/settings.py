"""What the stages may be told: settings, the profiles of sites, maps of fonts. One field is one key of a TOML file."""

from __future__ import annotations

import datetime  # noqa: TC003 - `values` reads the annotations
import hashlib
from collections.abc import Mapping  # noqa: TC003 - the same
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.errors import ConfigError
from pipeline.normalize.settings import NormalizeSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

GENERIC = "generic"
FieldName = Literal["title", "author", "date", "section", "lead"]
LabelName = Literal[
    "author", "date", "weekday", "section", "lead", "credit", "page", "issue",
    "network", "updated", "count", "contributor", "role", "publisher", "honorific", "given", "rubric", "place",
    "mail", "on",
]  # fmt: skip
LABELS: tuple[LabelName, ...] = get_args(LabelName)


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
        return digest_of(self.normalize, self.ocr, self.fonts, used[0]) if own else self.digest

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
        digest = digest_of(self.normalize, ocr, self.fonts, self.profiles)
        return replace(self, ocr=ocr, digest=digest)


def digest_of(
    normalize: NormalizeSettings, ocr: OcrSettings, fonts: Sequence[FontMap], profiles: object
) -> str:
    """Digest of what the result depends on, the same in every process."""
    values = (normalize, replace(ocr, processes=1), fonts, profiles)
    return "sha256:" + hashlib.sha256(repr(values).encode()).hexdigest()
