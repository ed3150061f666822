"""Content streams to what a page draws: clusters of glyphs with origin, advance and style, pictures and rules.

`tokens` cuts a stream into operators and `interpreter` runs them, with the `state` that they set, the `paths` that they
draw and the `marked_content` around them; `actual_text` hears what a file says that glyphs spell.
"""
