"""Issues in an archivist's words: what the code means, and what to look at. The message of the record says the rest."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    name: str
    advice: str = ""


WORDS = {
    "accounting": Words(
        "Letters missing or doubled", "Compare the text with the page: something may be lost."
    ),
    "author-uncertain": Words("Author uncertain", "Is the marked name the author's?"),
    "blank-page": Words("Blank page", "The page is a picture with nothing on it."),
    "charset-damaged": Words(
        "Damaged characters", "The web page has bytes that are no characters; look for gaps."
    ),
    "charset-doubtful": Words("Character set guessed", "Read a few lines: are they words?"),
    "charset-mislabelled": Words(
        "Character set mislabelled", "The page was read in the set that its bytes are in."
    ),
    "damaged-file": Words(
        "Damaged file, mended", "Compare the number of pages and the last lines with the source."
    ),
    "damaged-stream": Words("Damaged part of a page", "Text may be missing on the page that is named."),
    "date-ambiguous": Words("Date can be two days", "Which of the two is it?"),
    "date-invalid": Words("Date is no day", "What is printed is no day of its calendar; correct it."),
    "dates-disagree": Words(
        "Several dates", "The file gives more than one date; which is that of publication?"
    ),
    "decoded-text": Words("Letters learned from shapes", "Read a few lines beside the page."),
    "main-content-doubtful": Words("Article uncertain", "Is the text the whole article, and only that?"),
    "markup-too-deep": Words("Markup nested too deep", "Compare the end of the text with the page."),
    "no-author": Words("No author", "If one is printed, enter it."),
    "no-date": Words("No date", "If one is printed, enter it."),
    "decisions-unreadable": Words(
        "Decisions unreadable", "The file beside the record is damaged; put it right or remove it."
    ),
    "doubtful-letter": Words("Letter in doubt", "Compare the word with the page, at its place."),
    "letters-told": Words("Letters from their words", "The page has boxes where its font lacks letters."),
    "no-text": Words("Page without text", "The page is a picture."),
    "no-title": Words("No title", "If one is printed, enter it."),
    "ocr-failed": Words("OCR failed", "The page could not be read; look at it."),
    "ocr-layer": Words("OCR layer of the file", "Somebody else's program read the page."),
    "ocr-missing": Words("OCR not installed", "Install Tesseract (baygan doctor) and convert again."),
    "ocr-numbers": Words("Numbers read by OCR", "Compare each number and date with the page."),
    "ocr-uncertain": Words("OCR uncertain", "Compare the text with the page."),
    "page-turned": Words("Page turned", "It was read on its side or head."),
    "paragraph-uncertain": Words(
        "Paragraph over two pages", "Does the paragraph go on at the end of the page?"
    ),
    "picture-lost": Words("Picture lost", "A picture could not be decoded; look at the page."),
    "read-by-ocr": Words("Read by OCR", "The page has no readable text of its own."),
    "rejected": Words("Marked as wrong", "Somebody found the conversion wrong."),
    "spaces-lost": Words("Spaces lost", "Words run into each other."),
    "unmapped-glyphs": Words(
        "Letters without meaning", "The file does not tell some letters; look for gaps."
    ),
    "unmapped-kashidas": Words("Stretched words", "Only decoration was left out."),
    "silent-font": Words(
        "Fonts without letters", "What is drawn in some fonts, as formulas, has no letters."
    ),
    "unreadable-text": Words("Unreadable text", "The text of a page is no language."),
    "word-order": Words("Words in reverse", "The words of lines stand in reverse order."),
    "words-broken": Words("Broken words", "Many words have spaces inside them."),
}


def words(code: str) -> Words:
    """The words for a code; for one that is unknown here, itself."""
    return WORDS.get(code) or Words(code.replace("-", " ").capitalize())
