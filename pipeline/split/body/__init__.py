"""The body of an article: lines to paragraphs, and what each block is.

`paragraphs` finds where one ends and the next begins, with the help of `items` and `addresses`; `kinds` names the blocks with that
of `verse`, `poem`, `lists` and `pull_quotes`; `footnotes` go to the end; `blocks` joins the lines to text (`linebreaks`).
"""
