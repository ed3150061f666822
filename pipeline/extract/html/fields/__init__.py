"""Title, author, date and section as a page gives them.

`claims` reads its metadata (`jsonld` the largest part), `hints` its markup, `printed` and `breadcrumb` what it shows around the
article; `authors` tells names from what stands for one.
"""
