"""Clusters of glyphs to printed lines, one page at a time.

`visual` finds the lines, `cascades` those of Nastaliq, `signs` the letters that marks belong to, and `blanks` tells room from
joints. `order` turns visual into logical order; where two orders look alike, `islands`, `quantities`, `directions` and the
order of drawing (`drawn`) tell. `drop_caps` joins large initials to their words.
"""
