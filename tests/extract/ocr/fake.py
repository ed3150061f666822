"""Programs that stand in for Tesseract and misbehave, and lines as it reads them."""

from pipeline.extract.ocr.words import ReadLine, ReadWord

ANSWERS = """#!/bin/sh
case "$1" in
--version) echo "tesseract 9.9"; exit ;;
--list-langs) printf 'List of available languages (2):\\nfas\\neng\\n'; exit ;;
esac
cat > /dev/null
"""


def page(*words):
    """hOCR of a page with one line of words and their confidences."""
    spans = "".join(
        f"<span class='ocrx_word' title='bbox {100 + 100 * i} 50 {190 + 100 * i} 80; x_wconf {sure}'>{word}</span>"
        for i, (word, sure) in enumerate(words)
    )
    line = f"<span class='ocr_line' title='bbox 100 50 900 80; baseline 0 -5'>{spans}</span>"
    return f"<html><body><div class='ocr_page' title='bbox 0 0 1000 1000'>{line}</div></body></html>"


def program(directory, does):
    """The path of a program that does `does`, in the language of the shell, with each picture."""
    path = directory / "tesseract"
    path.write_text(ANSWERS + does, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def prints(text):
    return f"cat <<'END'\n{text}\nEND\n"


def line(*words, top=50):
    """A line of words that stand side by side, each (text, confidence)."""
    return ReadLine(
        words=tuple(
            ReadWord(text, 100 * i, top, 100 * i + 90, top + 30, sure) for i, (text, sure) in enumerate(words)
        ),
        baseline=top + 25,
        slope=0.0,
    )


def texts(lines):
    return [[word.text for word in line.words] for line in lines]
