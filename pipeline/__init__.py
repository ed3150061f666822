"""Turn PDF and HTML articles, Persian, Pashto and Latin script mixed, into clean JSON and Markdown.

    from pipeline import convert, to_markdown

    article = convert("article.pdf")
    print(article.title, article.date, to_markdown(article))

Only what `__all__` names is public. All but `convert` is imported at its first use: a program that asks
for one thing does not pay for the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

# Not lazy: the module of the same name would take the function's place as soon as it is imported.
from pipeline.convert import convert, convert_many
from pipeline.version import __version__

if TYPE_CHECKING:
    from pipeline.config import Config, Profile, load_config
    from pipeline.emit.markdown import to_markdown
    from pipeline.emit.record import to_json, to_record
    from pipeline.errors import (
        BayganError,
        ConfigError,
        CorruptError,
        DocumentError,
        EmptyError,
        EncryptedError,
        InputError,
        OutputError,
        UnsupportedFormatError,
    )
    from pipeline.model import (
        Accounting,
        Article,
        Block,
        Boilerplate,
        Box,
        Credit,
        Evidence,
        Failure,
        Issue,
        Site,
        Source,
        Span,
        Text,
    )
    from pipeline.normalize.settings import NormalizeSettings
    from pipeline.normalize.text import NormalizedText, normalize_text

__all__ = [
    "Accounting",
    "Article",
    "BayganError",
    "Block",
    "Boilerplate",
    "Box",
    "Config",
    "ConfigError",
    "CorruptError",
    "Credit",
    "DocumentError",
    "EmptyError",
    "EncryptedError",
    "Evidence",
    "Failure",
    "InputError",
    "Issue",
    "NormalizeSettings",
    "NormalizedText",
    "OutputError",
    "Profile",
    "Site",
    "Source",
    "Span",
    "Text",
    "UnsupportedFormatError",
    "__version__",
    "convert",
    "convert_many",
    "load_config",
    "normalize_text",
    "to_json",
    "to_markdown",
    "to_record",
]

_HOMES = ("errors", "model", "emit.record", "emit.markdown", "normalize.text", "config")  # cheapest first


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in _HOMES:
            module = import_module(f"pipeline.{home}")
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module 'pipeline' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
