"""Read `config/`: one settings file, and one profile for each site.

A profile says in an archivist's words how one site prints its articles: the texts of the masthead,
the order of the fields below it, the running headers, the closing line. It holds no regular
expressions: what varies is a slot such as `{date}` or `{page}` (see `pipeline.split.matching`), and
the texts are compared as search compares them, so ي matches ی. A profile carries its own examples,
which are run as tests, because a rule without an example does not stay true (the finding from the 2,041
files of ftr-site-config). A site that changed its layout has one file for each period, dated by
`valid_from` and `valid_until` and sharing the rest by `extends`.
"""

from pipeline.config.reading import inherit, load_config, read_font_map, read_profile
from pipeline.config.settings import (
    GENERIC,
    LABELS,
    Config,
    Example,
    FieldName,
    FontMap,
    HtmlSelectors,
    LabelName,
    OcrMode,
    OcrSettings,
    Profile,
)

__all__ = [
    "GENERIC",
    "LABELS",
    "Config",
    "Example",
    "FieldName",
    "FontMap",
    "HtmlSelectors",
    "LabelName",
    "OcrMode",
    "OcrSettings",
    "Profile",
    "inherit",
    "load_config",
    "read_font_map",
    "read_profile",
]
