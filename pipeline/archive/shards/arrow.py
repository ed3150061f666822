"""The library that both forms of shards need, imported when it is."""

from __future__ import annotations

from typing import Any

from pipeline.errors import ConfigError


def arrow() -> Any:
    """The module pyarrow; ConfigError where it is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise ConfigError("shards need the library pyarrow: pip install 'baygan[shards]'") from None
    return pyarrow
