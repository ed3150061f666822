"""An archive in the browser: a small Flask application for this machine alone, its pages made on the server.

`app` puts it together and `safety` guards it; `searching`, `reading`, `settling`, `sites` and `runs` are its views. What they
show is worked out in plain modules without a request, and strange files are only opened by the process of `drawing`.
"""
