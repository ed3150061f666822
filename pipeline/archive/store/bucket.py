"""A bucket of S3, Google Cloud Storage or Azure, through obstore (of its peers a thirteenth of s3fs' CPU time).

Credentials and endpoints come from the environment and the profiles of each service's own tools
(AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, ...); they are never logged.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import from_url

from pipeline.archive.store.protocol import Object
from pipeline.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLIENT: Any = {"allow_http": True, "timeout": "30s"}
"""A request that takes longer counts as failed and is repeated."""
RETRIES: Any = {
    "max_retries": 10,
    "backoff": {"base": 2, "init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=15)},
    "retry_timeout": timedelta(seconds=180),
}
"""Of a request that fails with 5xx, 429 or a broken connection: an hour-long outage ends the run, a minute's does not."""

PIECE = 8 << 20  # bytes of a large file that are held at a time
PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)  # seconds before we repeat a write under a condition


class Bucket:
    """The objects below a URL."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        try:
            self._store: Any = from_url(self._url, retry_config=RETRIES, client_options=CLIENT)
        except (BaseError, ValueError) as error:
            raise InputError(f"{url}: {_sentence(error)}") from error

    def list(self, prefix: str = "") -> Iterator[Object]:
        with self._reading(prefix):
            for batch in obstore.list(self._store, prefix or None):
                yield from map(_object, batch)

    def get(self, path: str) -> bytes:
        with self._reading(path):
            return bytes(obstore.get(self._store, path).bytes())

    def get_file(self, path: str, target: Path) -> None:
        temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
        try:
            with self._reading(path), temporary.open("wb") as file:
                file.writelines(bytes(piece) for piece in obstore.get(self._store, path).stream(PIECE))
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)

    def put(self, path: str, data: bytes | Path, *, tag: str | None = None) -> bool:
        if tag is None:
            with self._writing(path):
                obstore.put(self._store, path, data)
            return True
        return self._put_once(path, data, {"e_tag": tag}, PreconditionError)

    def put_if_absent(self, path: str, data: bytes) -> bool:
        return self._put_once(path, data, "create", AlreadyExistsError)

    def _put_once(self, path: str, data: bytes | Path, mode: Any, refused: type[Exception]) -> bool:
        """A write under a condition. The library does not repeat one whose answer it did not get, since it may
        then meet its own object; we look whether it did."""
        for pause in (*PAUSES, None):
            try:
                obstore.put(self._store, path, data, mode=mode)
            except refused:
                return self.head(path) is not None and self.get(path) == data
            except (BaseError, OSError) as error:
                if pause is None:
                    raise self._not_written(path, error) from error
                time.sleep(pause)
            else:
                return True
        raise AssertionError("the last pause is None")

    def head(self, path: str) -> Object | None:
        with self._reading(path):
            try:
                return _object(obstore.head(self._store, path))
            except FileNotFoundError:
                return None

    def delete(self, path: str) -> None:
        with self._writing(path):
            obstore.delete(self._store, path)

    @contextmanager
    def _reading(self, path: str) -> Iterator[None]:
        try:
            yield
        except (BaseError, OSError) as error:
            raise InputError(f"{self._url}/{path}: cannot be read: {_sentence(error)}") from error

    @contextmanager
    def _writing(self, path: str) -> Iterator[None]:
        try:
            yield
        except (BaseError, OSError) as error:
            raise self._not_written(path, error) from error

    def _not_written(self, path: str, error: Exception) -> OutputError:
        return OutputError(f"{self._url}/{path}: cannot be written: {_sentence(error)}")


def _object(meta: Any) -> Object:
    mtime_ns = round(meta["last_modified"].timestamp() * 1_000_000) * 1000
    return Object(meta["path"], meta["size"], mtime_ns, meta["e_tag"])


def _sentence(error: Exception) -> str:
    """The first line: the rest is for the library's own people."""
    return str(error).partition("\n")[0]
