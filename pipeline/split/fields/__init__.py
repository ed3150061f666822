"""Title, author, date, section and source: the lines that name them, and what these say.

`head` has the lines between masthead and body, `scores` weighs each for each field and `find` assigns them; `tail` and `credit`
look below the article, `adopted` to what the page says of it elsewhere. `values` reads a field from its lines by `byline`,
`persons` and `labels`.
"""
