"""The typographic profile, opt-in: what an editor of Persian would set right.

`profile` has its rules, `punctuation` those for quotes and digits, `persian` the words they need.
"""
