"""The version: read by the build, written into every record."""

__version__ = "0.1.0"
