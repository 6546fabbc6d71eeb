"""The HTTP server around a site: threads that wait, never more than a bounded number of them."""

from __future__ import annotations

import re
import socket
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from kg.errors import KgError
from kg.rdf.prefixes import BASES, Bases
from kg.serve.pool import Limits, Pool
from kg.serve.site import Request, Response, Site

__all__ = ["Server"]

MOST_CONNECTIONS: Final = 256
MOST_BODY: Final = 10 << 20
IDLE: Final = 30.0
"""Seconds after which a silent connection is closed."""

_CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "KG-Row-Limit",
}
_SAFE: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_CHUNK: Final = 1 << 16
_HOST: Final = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")


class Server(ThreadingHTTPServer):
    """Serves graph files at `address`; `serve_forever` blocks until `shutdown` is called from another thread.

    `port` 0 takes a free one; `url` tells which. Raises InputError for a graph that cannot be read, KgError for an
    address that cannot be had. `server_close` ends the query processes.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self,
        graphs: Sequence[str | Path],
        *,
        host: str = "127.0.0.1",
        port: int = 7878,
        workers: int = 4,
        limits: Limits | None = None,
        bases: Bases = BASES,
    ) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.places = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self.pool: Pool | None = None
        try:
            super().__init__((host, port), _Handler)
        except (OSError, OverflowError) as error:
            raise KgError(f"cannot serve at {host} port {port}: {getattr(error, 'strerror', None) or error}") from error
        try:
            self.pool = Pool(graphs, size=workers, limits=limits, bases=bases)
            self.site = Site(self.pool, bases)
        except BaseException:
            self.server_close()
            raise

    @property
    def url(self) -> str:
        host, port = self.server_address[:2]
        return f"http://{f'[{host!s}]' if ':' in str(host) else host!s}:{port}/"

    @property
    def triples(self) -> int:
        return self.site.pool.triples

    def server_close(self) -> None:
        super().server_close()
        if self.pool is not None:
            self.pool.close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Gives a connection its thread; with all places taken it is turned away at once."""
        if not self.places.acquire(blocking=False):
            with suppress(OSError):  # it may be gone already
                request.settimeout(1)
                request.sendall(b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n")
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of ours; anything else is shown by the base class."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "kg"
    sys_version = ""
    timeout = IDLE
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        self._answer("GET", b"")

    def do_HEAD(self) -> None:
        self._answer("GET", b"")

    def do_POST(self) -> None:
        body = self._body()
        if body is not None:
            self._answer("POST", body)

    def do_OPTIONS(self) -> None:
        allow = {
            "Allow": "GET, HEAD, POST, OPTIONS",
            "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
            "Access-Control-Allow-Headers": "Accept, Content-Type",
            "Access-Control-Max-Age": "86400",
        }
        self._head(204, allow)
        self.wfile.write(self._flushed())

    def _refused(self) -> None:
        self._error(405, "this server only reads: GET, HEAD, POST and OPTIONS", {"Allow": "GET, HEAD, POST, OPTIONS"})

    do_PUT = do_DELETE = do_PATCH = _refused

    def _answer(self, method: str, body: bytes) -> None:
        path, _, query = self.path.partition("?")
        headers = self.headers
        accept = ",".join(headers.get_all("Accept", []))
        host = headers.get("Host", "")
        if not _HOST.fullmatch(host):
            host = self.server.url[7:-1]
        request = Request(method, path, query, host, accept, headers.get("Content-Type", ""), body)
        self._send(self.server.site.respond(request))

    def _send(self, response: Response) -> None:
        with response.body as body:
            self._head(response.status, {**response.headers, "Content-Length": str(response.size)})
            first = body.read(_CHUNK) if self.command != "HEAD" else b""
            self.wfile.write(self._flushed() + first)
            while first and (chunk := body.read(_CHUNK)):
                self.wfile.write(chunk)

    def _body(self) -> bytes | None:
        """The body of a POST, None when the request had to be refused."""
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            self._error(411, "send the query with its Content-Length")
        elif int(length) > MOST_BODY:
            self._error(413, f"a query has at most {MOST_BODY >> 20} MiB")
        else:
            body = self.rfile.read(int(length))
            if len(body) == int(length):
                return body
            self.close_connection = True
        return None

    def _error(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        """Refuses a request whose body was not read, so that the connection cannot go on."""
        self.close_connection = True
        body = f"{message}\n".encode()
        told = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body)), "Connection": "close"}
        self._head(status, {**told, **(headers or {})})
        self.wfile.write(self._flushed() + (b"" if self.command == "HEAD" else body))

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, **_CORS, **_SAFE}.items():
            self.send_header(name, value)

    def _flushed(self) -> bytes:
        """The head as bytes, so that it goes out in one packet with what follows."""
        self._headers_buffer: list[bytes]
        head = b"".join([*self._headers_buffer, b"\r\n"])
        self._headers_buffer = []
        return head

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: only the command line prints."""
