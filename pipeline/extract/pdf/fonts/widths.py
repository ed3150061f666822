"""How wide the glyphs of a font are, in text space units (1 = one em)."""

from __future__ import annotations

from typing import Any


def number(value: Any, default: float = 0.0) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return default


def simple_widths(font: Any, descriptor: Any) -> tuple[dict[int, float], float]:
    default = number(descriptor.get("/MissingWidth")) / 1000 if descriptor is not None else 0.0
    widths = font.get("/Widths")
    first = int(number(font.get("/FirstChar")))
    if widths is not None:
        return {first + i: number(w) / 1000 for i, w in enumerate(widths)}, default
    return _standard_widths(str(font.get("/BaseFont", ""))[1:]), default or 0.5


def _standard_widths(base: str) -> dict[int, float]:
    """Metrics of the standard 14 fonts (9.6.2.2), which a file need not carry."""
    from pdfminer.fontmetrics import FONT_METRICS

    name = (
        base.replace("Arial", "Helvetica")
        .replace("TimesNewRoman", "Times")
        .replace("MT", "")
        .replace("PS", "")
    )
    name = (
        name.replace(",", "-").replace("Italic", "Oblique") if "Helvetica" in name else name.replace(",", "-")
    )
    metrics = FONT_METRICS.get(name) or FONT_METRICS.get("Times-Roman" if name.startswith("Times") else "")
    if metrics is None:
        return {}
    characters = metrics[1]
    return {
        ord(char): width / 1000 for char, width in characters.items() if len(char) == 1 and ord(char) < 256
    }


def cid_widths(array: Any) -> dict[int, float]:
    """The /W array of a CIDFont (9.7.4.3): "c [w1 w2 ...]" or "first last w"."""
    widths: dict[int, float] = {}
    items = list(array) if array is not None else []
    i = 0
    while i + 1 < len(items):
        first = int(number(items[i]))
        try:
            run = list(items[i + 1])
        except (TypeError, ValueError):
            if i + 2 >= len(items):
                break
            last, width = int(number(items[i + 1])), number(items[i + 2]) / 1000
            widths.update((cid, width) for cid in range(first, min(last, first + 0xFFFF) + 1))
            i += 3
        else:
            widths.update((first + n, number(w) / 1000) for n, w in enumerate(run))
            i += 2
    return widths
