"""Dead letters: why a source gave no article, and how to see it happen again."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from pipeline.archive.store import is_remote
from pipeline.emit.strict import dumps
from pipeline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.archive.catalogue import Ended
    from pipeline.supervise import Limits

SCHEMA = "failure/1"


def place(sha256: str) -> str:
    """The path of the letter of a source in its archive."""
    return f"failed/{sha256}.json"


def letter(ended: Ended, file: str, trace: str, limits: Limits, options: Sequence[str]) -> bytes:
    """The letter of a source that failed, as JSON. `trace` is the stack where its last try ended, `limits` those that it had;
    with `options`, `baygan convert` does the same."""
    last = ended.attempts[-1] if ended.attempts else None
    entries: dict[str, Any] = {
        "schema": SCHEMA,
        "id": f"sha256:{ended.sha256}",
        "inbox": ended.inbox,
        "path": ended.path,
        "bytes": ended.size,
        "status": ended.status,
        "reason": ended.reason,
        "signal": last.signal if last else "",
        "tries": len(ended.attempts),
        "trace": trace,
        "version": __version__,
        "made_with": ended.made_with,
        "limits": {"seconds": limits.seconds, "memory": limits.memory},
        "reproduce": "" if is_remote(file) else shlex.join(["baygan", "convert", *options, "--", file]),
    }
    known = {key: value for key, value in entries.items() if value not in (None, "")}
    return f"{dumps(known, indent=1)}\n".encode()
