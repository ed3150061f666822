"""Bytes to one element tree: web archives (`mhtml`), charsets (`charset`) and markup (`parse`), none with a loss."""
