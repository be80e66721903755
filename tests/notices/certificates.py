"""Certificates for the mail servers of the tests, made anew in each run by the openssl command."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

OPENSSL = shutil.which("openssl")
ABSENT = "the openssl command is not on this machine"


@dataclass(frozen=True)
class Certificates:
    """Makes certificates in a folder, each signed by itself."""

    folder: Path

    @cached_property
    def good(self) -> Path:
        """For localhost, and trusted when it is named as CA file."""
        return self._make("good", "localhost", days=2)

    @cached_property
    def wrong_name(self) -> Path:
        """For another host."""
        return self._make("wrong", "elsewhere.example", days=2)

    @cached_property
    def expired(self) -> Path:
        """Over since yesterday."""
        return self._make("expired", "localhost", days=-1)

    @staticmethod
    def server(pem: Path) -> ssl.SSLContext:
        """A server's side with that certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        return context

    def _make(self, name: str, host: str, *, days: int) -> Path:
        request, key, pem, extensions = (self.folder / f"{name}.{end}" for end in ("csr", "key", "pem", "ext"))
        extensions.write_text(f"subjectAltName=DNS:{host}\nbasicConstraints=critical,CA:TRUE\n")
        new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key)
        self._run("req", "-new", *new_key, "-out", request, "-subj", f"/CN={host}")
        self._run(
            "x509", "-req", "-in", request, "-signkey", key, "-days", days, "-extfile", extensions, "-out", pem
        )
        pem.write_text(pem.read_text() + key.read_text())
        return pem

    @staticmethod
    def _run(*arguments: object) -> None:
        assert OPENSSL is not None
        subprocess.run([OPENSSL, *map(str, arguments)], check=True, capture_output=True)
