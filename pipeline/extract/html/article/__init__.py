"""Which lines are the article: `engine` asks trafilatura, `content` corrects it by where the lines stand.

`dropped` finds what was dropped wrongly, `teasers` and `captions` what looks like text; `doubts` tells whether to believe it all.
"""
