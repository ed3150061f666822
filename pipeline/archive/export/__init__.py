"""The documents of an archive for other programs and for other keepers.

`documents` streams what a query selects, whatever its number; a module a format writes it: `lines` (JSON Lines), `table` (CSV),
`parquet`, and `bag` (BagIt, with `premis` and `dublin_core`). `writing` chooses, and lets an output appear whole or not at all.
"""

from pipeline.archive.export.writing import FORMATS, Exported, export

__all__ = ["FORMATS", "Exported", "export"]
