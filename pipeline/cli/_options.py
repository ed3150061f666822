"""Options that several commands share, so that they are named and explained alike."""

from __future__ import annotations

from pathlib import Path

import click

# Whether it can be read is found out where it is read: one file of many costs one file, and has an exit code of its own.
PATH = click.Path(path_type=Path, readable=False)

OCR_MODES = ("auto", "never", "always")

config_option = click.option(
    "--config", "directory", metavar="DIR", type=PATH, help="Your settings and sites."
)

site_option = click.option(
    "--site", metavar="NAME", help="Use this site's profile instead of recognizing it."
)

images_option = click.option(
    "--images/--no-images", default=True, show_default=True, help="Keep the pictures of articles."
)

jobs_option = click.option(
    "-j",
    "--jobs",
    default=1,
    show_default=True,
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes to use; 0: one per core.",
)

ocr_option = click.option(
    "--ocr",
    type=click.Choice(OCR_MODES),
    help="Pages to read by OCR: those without readable text (auto, the default), none, or all.",
)
