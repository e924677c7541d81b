"""Computes the vectors of `seal` from docs/formats.md alone, with other people's primitives.

Needs the Python package `cryptography`. Writes beside itself.
"""

import hashlib
import hmac
import pathlib
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

HERE = pathlib.Path(__file__).parent


def lp(part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + part


def number(value: int) -> bytes:
    return struct.pack(">Q", value)


def message() -> bytes:
    key, salt = b"\x01" * 32, b"\x01" * 32
    okm = HKDF(SHA256(), 64, salt, b"ribcage message 1").derive(key)
    place = b"".join(
        map(
            lp,
            [
                b"ribcage place 1",
                number(5),
                b"records",
                b"Observation",
                b"\x06" * 16,
                number(7),
                b"\x02" + b"\x08" * 16,
                b"\x01",
            ],
        )
    )
    plaintext = (b"\x00" + lp(b"content")).ljust(64, b"\x00")
    sealed = AESGCM(okm[:32]).encrypt(bytes(12), plaintext, place)
    return b"\x01" + salt + okm[32:] + sealed


def row_key() -> bytes:
    mac = hmac.new(b"\x01" * 32, lp(b"Patient") + lp(b"example"), hashlib.sha256)
    return mac.digest()[:16]


(HERE / "message-1.hex").write_text(message().hex() + "\n")
(HERE / "row-key-1.hex").write_text(row_key().hex() + "\n")
