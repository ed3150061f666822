"""An object store of our own: moto's S3 server, and a proxy before it that fails as stores do."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen

NAME = "archive"


def make_bucket(endpoint):
    import boto3

    boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket=NAME)


def environment(endpoint):
    """What the services' own tools read."""
    return {
        "AWS_ACCESS_KEY_ID": "key-id",
        "AWS_SECRET_ACCESS_KEY": "secret-never-to-be-logged",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
    }


class FailingProxy:
    """Passes requests on, but answers some of them as `faults` says: a list of statuses ("500"), "reset", "slow" or ""."""

    def __init__(self, endpoint, faults):
        faults = iter(faults)
        lock = threading.Lock()
        proxy = self
        self.failed = 0
        self._closing = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self):
                with lock:
                    fault = next(faults, "")
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                if fault:
                    proxy.failed += 1
                if fault == "slow":  # no answer for as long as anybody waits
                    proxy._closing.wait()
                    return
                if fault == "reset":
                    linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    self.connection.close()
                    return
                if fault.isdigit():
                    self.send_response(int(fault))
                    self.send_header("content-length", "0")
                    self.end_headers()
                    return
                self.forward(body)

            def forward(self, body):
                headers = {key: value for key, value in self.headers.items() if key.lower() != "connection"}
                headers.setdefault("content-type", "application/octet-stream")
                request = Request(endpoint + self.path, body or None, headers, method=self.command)
                try:
                    answer = urlopen(request)
                except OSError as error:
                    answer = error
                data = answer.read()
                self.send_response(answer.status)
                for key, value in answer.headers.items():
                    if key.lower() not in ("connection", "content-length", "transfer-encoding"):
                        self.send_header(key, value)
                length = answer.headers.get("content-length") if self.command == "HEAD" else len(data)
                self.send_header("content-length", str(length or 0))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = handle_any  # noqa: N815 - the library's names

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
