"""What is printed around an article and is none of it.

`masthead` stands above, `furniture` repeats at the edges of the pages, `watermarks` lie across them, `offers` and `trailing` stand
below. `entries` has what was cut as entries of the record: nothing is thrown away.
"""
