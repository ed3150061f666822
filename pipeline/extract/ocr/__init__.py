"""OCR: pages that are pictures, or whose text layer is no text, read by Tesseract.

In the order of the steps:

- `trigger`: which pages, and why
- `picture`: their pictures, without noise, upright, straight
- `languages`, `tesseract`, `words`: which models, one run of the program, and its answer
- `reader`, `choice`, `merge`, `page`: the readings of one page by several models, and these as one
- `baselines`, `lines`: words to lines, by the layout of PDF pages
- `document`: both readings in one `Document`, and the issues
"""
