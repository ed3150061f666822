"""Language and direction of a text.

`identify` decides by cheap evidence (`cues`) and asks a library only when that does not tell; `neighbors` has lines that stand
together help each other. `trigrams` says how much a text looks like a language at all, `likelihood` how likely a letter is.
"""

from pipeline.normalize.language.identify import (
    PASHTO,
    UNDETERMINED,
    direction,
    evidence,
    identify,
    leader,
    spelling,
)

__all__ = ["PASHTO", "UNDETERMINED", "direction", "evidence", "identify", "leader", "spelling"]
