"""Clusters of glyphs to printed lines, one page at a time.

`visual` finds the lines, `signs` the letters that marks belong to, `blanks` tells room from joints, `order` turns visual
into logical order; `drop_caps` joins large initials to their words.
"""
