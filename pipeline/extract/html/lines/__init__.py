"""The element tree to lines, all of them: what is article is not asked here.

`walk` goes through the tree and `draft` takes its runs of text apart; `traits`, `style`, `tables` and `vocabulary` say what elements
mean. `make` makes lines of drafts, `boxes` says how they lie in the elements.
"""
