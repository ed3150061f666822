"""Where files lie: a directory, or a bucket of an object store, behind a few operations."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.archive.store.protocol import Object, Store
from pipeline.errors import InputError

__all__ = ["Object", "Store", "is_remote", "open_store", "read"]

SCHEMES = ("s3://", "gs://", "az://")


def is_remote(address: str) -> bool:
    return address.startswith(SCHEMES)


@lru_cache(maxsize=32)
def open_store(address: str) -> Store:
    """The store at a path or URL: `archive`, `s3://bucket/archive`. InputError if its library is not installed."""
    if not is_remote(address):
        from pipeline.archive.store.directory import Directory

        return Directory(Path(address))
    try:
        from pipeline.archive.store.bucket import Bucket
    except ImportError:
        raise InputError(
            f"{address}: object stores need the library obstore: pip install 'baygan[s3]'"
        ) from None
    return Bucket(address)


def read(address: str) -> bytes:
    """The bytes of one file by its path or URL."""
    if not is_remote(address):
        from pipeline.files import read_file

        return read_file(Path(address))
    scheme, _, rest = address.partition("://")
    bucket, _, path = rest.partition("/")
    return open_store(f"{scheme}://{bucket}").get(path)
