"""Letters put right by what a whole document shows.

`repairs` votes over all lines (brackets, digits, marks), `non_joiners` finds those that are not written, `unmapped`
names glyphs without Unicode, and `losses` counts what stays unknown.
"""
