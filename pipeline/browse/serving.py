"""The application served to this machine's browser."""

from __future__ import annotations

import secrets
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.archive.reader import Reader
from pipeline.browse.app import create
from pipeline.browse.desk import Desk
from pipeline.browse.drawing import Drawer
from pipeline.errors import OutputError
from pipeline.files import reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from waitress.server import BaseWSGIServer, MultiSocketServer

    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive

HOST = "127.0.0.1"
THREADS = 4


@contextmanager
def serving(
    place: Path | Archive | RemoteArchive,
    *,
    port: int = 0,
    editor: str = "",
    config: Path | None = None,
    sources: Path | None = None,
) -> Iterator[tuple[str, BaseWSGIServer | MultiSocketServer]]:
    """The address and the server, which runs by its `run()`. Port 0 is any that is free.

    Raises InputError if there is no archive, OutputError if the port is taken.
    """
    from waitress.server import create_server

    with Reader(place) as reader:
        archive = reader.archive
    with Drawer() as drawer:
        desk = Desk(
            archive=archive,
            drawer=drawer,
            token=secrets.token_urlsafe(),
            editor=editor,
            config=config,
            sources=sources,
        )
        listener = _listener(port)
        with listener:
            server = create_server(
                create(desk), sockets=[listener], threads=THREADS, clear_untrusted_proxy_headers=True
            )
            try:
                yield f"http://{HOST}:{listener.getsockname()[1]}/", server
            finally:
                server.close()


def _listener(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise OutputError(f"port {port}: {reason(error)}; choose another with --port") from error
    return listener
