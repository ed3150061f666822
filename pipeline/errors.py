"""Exceptions, one shallow tree; each class carries the exit code that the command line ends with.

    BayganError 70            an internal fault, and the base of all
    +-- ConfigError 3         settings or a site profile are wrong
    +-- InputError 4          the input is missing or cannot be read
    |   +-- DocumentError 7   the bytes were read but give no document
    |       +-- UnsupportedFormatError   not a PDF or HTML file
    |       +-- EncryptedError           needs a password
    |       +-- CorruptError             damaged beyond what the engines repair
    |       +-- EmptyError               nothing in it
    |       +-- LimitError               would take more memory or time than any real file
    +-- OutputError 5         the output cannot be written
    +-- LockedError 75        another run is at work on the archive

Messages are sentences for the user and say what to do next. A soft finding is an `Issue` in the
record, never an exception. Exit codes without a class here are in `pipeline.cli._codes`, but for 2 (usage, click's).
"""

from __future__ import annotations


class BayganError(Exception):
    """Base of every error the program raises on purpose."""

    exit_code = 70


class ConfigError(BayganError):
    """A settings file or a site profile is missing, unreadable or has a wrong key."""

    exit_code = 3


class InputError(BayganError):
    """The input is missing, is not a file or may not be read."""

    exit_code = 4


class DocumentError(InputError):
    """The bytes were read but no document can be had from them."""

    exit_code = 7


class UnsupportedFormatError(DocumentError):
    """Neither a PDF nor an HTML file."""


class EncryptedError(DocumentError):
    """The file asks for a password."""


class CorruptError(DocumentError):
    """Damaged beyond what the engines can repair."""


class EmptyError(DocumentError):
    """A file of no bytes or a document of no pages."""


class LimitError(DocumentError):
    """The file unpacks to more than any real document: taken for a decompression bomb."""


class OutputError(BayganError):
    """The output cannot be written."""

    exit_code = 5


class LockedError(BayganError):
    """Another run is at work on the same archive; try again later (EX_TEMPFAIL of sysexits.h)."""

    exit_code = 75
