"""Numbers whose place beside Latin words no picture tells, but whose meaning does.

In a right-to-left line "5 kg" and "kg 5" are drawn alike, as are "30 June 2020" and "June 2020 30". What a measure
or a month is preceded by is its number; "Windows" and "Figure" are followed by theirs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.normalize.dates.months import FIRST_WORDS

# Symbols of the International System (BIPM, 9th edition, with common prefixes), what is used beside them and how they
# are miswritten; and English words that count. Capitals matter: MS, DB and ML are names. Left out is what numbers
# follow as well: single capitals (vitamin B 12, sheet A 4), "week", "page".
_MEASURES = """
m g s h l mm cm dm km nm μm µm mg kg μg µg ml mL cl dl kl ha ms ns μs µs min mins hr hrs secs Hz kHz KHz MHz GHz THz
mW kW KW MW GW kWh MWh GWh mV kV mA mAh kJ MJ kcal cal kPa MPa hPa mbar dB dpi ppi rpm ppm ppb px pt fps lb lbs oz ft mol
mmol Km KM Kg KG bit bits byte bytes Byte Bytes kb kB Kb KB Mb MB Gb GB TB PB KiB MiB GiB TiB kbps Kbps Mbps Gbps kbit
Mbit Gbit °C °F USD EUR GBP IRR IRT AFN PKR ILS NIS AED SAR INR dollars euros
percent hundred thousand million millions billion billions trillion
years months weeks days hours minutes seconds
meters metres meter metre kilometers kilometres miles inches feet pixels am pm AM PM a.m p.m
"""
_UNITS = frozenset(_MEASURES.split())
_LAST_DAY = 31
_DIGITS = re.compile(r"\d+")

# A telephone number as it is dialled: a country with its sign, or an area with its zero; and an ISBN of 13 digits.
_DIALLED = re.compile(
    r"\+\d{1,3}(?:[ -]\(?\d{1,5}\)?){2,5}(?![\d-])|0\d{2,3}-(?!0)\d{3,8}(?:-\d{2,4})*(?![\d-])|97[89](?:-\d{1,7}){3}-\d(?![\d-])"
)
_FEWEST_DIGITS = 9


@lru_cache(maxsize=1024)
def follows_its_number(word: str, number: str) -> bool:
    """Whether a Latin word is a measure or a month, with its number before it: "kg" after 5, "June" after 30."""
    name = word.strip(".,;:²³")
    if name.lower() in FIRST_WORDS:
        return all(int(digits) <= _LAST_DAY for digits in _DIGITS.findall(number)) and ":" not in number
    return name in _UNITS or ("/" in name and name.split("/")[0] in _UNITS)


def dialled_end(text: str) -> int:
    """Length of the telephone number or ISBN that a text from left to right begins with, 0 where there is none.

    Drawn from left to right, as it is dialled: the picture of one that was typed between Arabic letters without
    marks shows its groups the other way about.
    """
    match = _DIALLED.match(text)
    if match is None or sum(len(digits) for digits in _DIGITS.findall(match[0])) < _FEWEST_DIGITS:
        return 0
    return match.end()
