"""Fonts: what a code means and how wide it is.

`font` puts together what `cmap` (ToUnicode), `encodings`, `glyph_names`, `programs`, `truetype` and `widths` read;
`corrections` hears the font's own program against ToUnicode; `type3` has fonts whose glyphs are streams.
"""
