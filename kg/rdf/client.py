"""An HTTP client for triplestores: Basic and Digest credentials, connections kept, passing failures tried again."""

from __future__ import annotations

import http.client
import os
import re
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import md5, sha256
from typing import Final
from urllib.parse import SplitResult, urlsplit

from kg.errors import KgError

__all__ = ["Client", "Reply", "StoreError"]

_FOR_A_WHILE: Final = frozenset((408, 425, 429, 500, 502, 503, 504))
_FIELD: Final = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')


class StoreError(KgError):
    """A store that cannot be reached, refuses, or does not hold what it was given; `status` is HTTP's, else 0."""

    def __init__(self, url: str, problem: str, status: int = 0) -> None:
        super().__init__(f"{url}: {problem}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Reply:
    """A store's answer, of a status below 300."""

    status: int
    body: bytes


class Client:
    """Speaks to the stores at some URLs. `user` and `password` are given to whoever asks for them.

    A request that meets a broken connection or a status such as 503 is sent again, up to `tries` times, after 0.5, 1,
    2 … seconds (`pause` is the first): send only what may be sent twice.
    """

    def __init__(
        self, user: str = "", password: str = "", *, tries: int = 5, pause: float = 0.5, timeout: float = 300.0
    ) -> None:
        self.user, self.password = user, password
        self.tries, self.pause, self.timeout = tries, pause, timeout
        self._open: dict[tuple[str, str], http.client.HTTPConnection] = {}
        self._challenges: dict[tuple[str, str], str] = {}
        self._count = 0

    def send(self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Reply:
        """Sends a request. Raises StoreError for a status of 300 and more and when all tries are used up."""
        for left in reversed(range(self.tries)):
            try:
                reply = self._authorized(method, url, body, dict(headers or {}))
            except (http.client.HTTPException, OSError) as error:
                problem, status = str(error) or type(error).__name__, 0
            else:
                if reply.status < 300:
                    return reply
                problem, status = f"HTTP {reply.status}: {_gist(reply.body)}", reply.status
            if not left or (status and status not in _FOR_A_WHILE):
                break
            time.sleep(self.pause * 2 ** (self.tries - left - 1))
        raise StoreError(url, problem, status)

    def close(self) -> None:
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def _authorized(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> Reply:
        """With the credentials that this place is known to want; asks again when it wants (other) ones."""
        parts = urlsplit(url)
        place = (parts.scheme, parts.netloc)
        challenge = self._challenges.get(place)
        if challenge:
            headers["Authorization"] = self._credentials(challenge, method, parts)
        reply, wanted = self._once(method, parts, body, headers)
        if reply.status == 401 and wanted and self.user:
            self._challenges[place] = wanted
            headers["Authorization"] = self._credentials(wanted, method, parts)
            reply, _ = self._once(method, parts, body, headers)
        return reply

    def _once(self, method: str, parts: SplitResult, body: bytes, headers: dict[str, str]) -> tuple[Reply, str | None]:
        place = (parts.scheme, parts.netloc)
        connection = self._open.get(place)
        if connection is None:
            kind = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}.get(parts.scheme)
            if kind is None or not parts.hostname:
                raise StoreError(parts.geturl(), "not the URL of a store (http or https)")
            connection = self._open[place] = kind(parts.hostname, parts.port, timeout=self.timeout)
        try:
            connection.request(method, _target(parts), body or None, {"User-Agent": "kg", **headers})
            response = connection.getresponse()
            return Reply(response.status, response.read()), response.getheader("WWW-Authenticate")
        except BaseException:
            connection.close()
            del self._open[place]
            raise

    def _credentials(self, challenge: str, method: str, parts: SplitResult) -> str:
        """The Authorization header that answers a challenge (RFC 7617, RFC 7616)."""
        if not challenge.lower().startswith("digest"):
            return f"Basic {b64encode(f'{self.user}:{self.password}'.encode()).decode()}"
        said = {name.lower(): quoted or bare for name, quoted, bare in _FIELD.findall(challenge)}
        algorithm = said.get("algorithm", "MD5").upper()
        if algorithm not in ("MD5", "SHA-256"):
            raise StoreError(parts.geturl(), f"wants credentials as Digest with {algorithm}, which is not known here")

        def digest(text: str) -> str:
            return (sha256 if algorithm == "SHA-256" else md5)(text.encode()).hexdigest()

        self._count += 1
        nonce, count, own = said.get("nonce", ""), f"{self._count:08x}", os.urandom(8).hex()
        one = digest(f"{self.user}:{said.get('realm', '')}:{self.password}")
        two = digest(f"{method}:{_target(parts)}")
        fields = {"username": self.user, "realm": said.get("realm", ""), "nonce": nonce, "uri": _target(parts)}
        if "qop" in said:
            fields["response"] = digest(f"{one}:{nonce}:{count}:{own}:auth:{two}")
            fields["cnonce"] = own
        else:
            fields["response"] = digest(f"{one}:{nonce}:{two}")
        if "opaque" in said:
            fields["opaque"] = said["opaque"]
        quoted = ", ".join([f'{name}="{value}"' for name, value in fields.items()])
        bare = f", qop=auth, nc={count}" if "qop" in said else ""
        return f"Digest {quoted}, algorithm={algorithm}{bare}"


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _gist(body: bytes) -> str:
    """The first words of an error page."""
    text = re.sub(r"<[^>]*>", " ", body[:2000].decode("utf-8", "replace"))
    return " ".join(text.split())[:300] or "no reason given"
