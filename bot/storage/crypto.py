"""Keys and sealing. One secret goes in; a separate key for each use comes out.

Columns are sealed with AES-256-GCM under the row they belong to, so that a ciphertext moved to
another row, column or table does not open. Nothing here logs, prints or keeps a plain text.
"""

import base64
import binascii
import hmac
import json
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.errors import SettingsProblems, UnknownKey, Unreadable

SECRET_BYTES = 32
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12
_HEX_SECRET = re.compile(r"[0-9a-fA-F]{64,}")
_HOW_TO_MAKE = "make one with: openssl rand -base64 32"


@dataclass(frozen=True, slots=True)
class Keys:
    """What one secret gives. The uses cannot be turned into each other."""

    id: bytes = field(repr=False)
    columns: bytes = field(repr=False)
    index: bytes = field(repr=False)
    buttons: bytes = field(repr=False)
    sessions: bytes = field(repr=False)

    @classmethod
    def derive(cls, secret: bytes) -> "Keys":
        """Return the keys of a secret of at least 32 random bytes."""
        if len(secret) < SECRET_BYTES:
            raise ValueError(f"a secret has at least {SECRET_BYTES} bytes")

        def key(use: str, length: int = 32) -> bytes:
            info = f"rinnalla/1/{use}".encode()
            return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret)

        return cls(
            id=key("id", _KEY_ID_BYTES),
            columns=key("columns"),
            index=key("index"),
            buttons=key("buttons"),
            sessions=key("sessions"),
        )


class Keyring:
    """The keys in use: the first one seals, all of them open.

    Args:
        secrets: The present secret first, then older ones until their rows have been sealed anew.
    """

    def __init__(self, secrets: Sequence[bytes]) -> None:
        if not secrets:
            raise ValueError("a keyring needs a secret")
        self._all = [Keys.derive(secret) for secret in secrets]
        self._by_id = {keys.id: AESGCM(keys.columns) for keys in self._all}

    @property
    def current(self) -> Keys:
        """The keys that new things are made with."""
        return self._all[0]

    @property
    def ids(self) -> list[str]:
        """The ids of all keys, the present one first. An id tells nothing of its key."""
        return [keys.id.hex() for keys in self._all]

    def seal(self, column: str, uid: str, plain: str) -> bytes:
        """Return ``plain`` sealed for one place.

        Args:
            column: "table.column".
            uid: The row's own random id. It must be made before the row is written: ids that the
                database counts up are not known yet.
        """
        nonce = secrets.token_bytes(_NONCE_BYTES)
        key_id = self.current.id
        sealed = self._by_id[key_id].encrypt(nonce, plain.encode(), _place(column, uid))
        return key_id + nonce + sealed

    def open(self, column: str, uid: str, sealed: bytes) -> str:
        """Return what was sealed for this very place.

        Raises:
            UnknownKey: no key of ours.
            Unreadable: not what was written here.
        """
        nonce_at = _KEY_ID_BYTES + _NONCE_BYTES
        cipher = self._by_id.get(sealed[:_KEY_ID_BYTES])
        if cipher is None:
            raise UnknownKey(f"{column}: sealed with a key that is not given")
        try:
            nonce, body = sealed[_KEY_ID_BYTES:nonce_at], sealed[nonce_at:]
            return cipher.decrypt(nonce, body, _place(column, uid)).decode()
        except (InvalidTag, ValueError) as error:
            raise Unreadable(f"{column}: not what was written there") from error

    def index(self, column: str, *parts: str) -> bytes:
        """Return the keyed hash by which a row can be found without its value being stored."""
        return _index(self.current, column, parts)

    def indexes(self, column: str, *parts: str) -> list[bytes]:
        """Return the hashes under every key: a row may have been written before a rotation."""
        return [_index(keys, column, parts) for keys in self._all]


def _place(column: str, uid: str) -> bytes:
    table, _, name = column.partition(".")
    return f"{table}:{name}:{uid}".encode()


def _index(keys: Keys, column: str, parts: Sequence[str]) -> bytes:
    # JSON keeps the parts apart: ("a", "bc") and ("ab", "c") must not meet.
    message = json.dumps([column, *parts], ensure_ascii=False)
    return hmac.digest(keys.index, message.encode(), sha256)


def load_secret(setting: str | None, key_file: Path) -> tuple[bytes, ...]:
    """Return the secrets for a ``Keyring``, the present one first.

    Args:
        setting: RINNALLA_SECRET_KEY: 32 random bytes in base64 or hexadecimal; older secrets
            behind commas while rows are being sealed anew. Empty in development.
        key_file: Used without a setting. Made with a new secret, for its owner only, when missing.

    Raises:
        SettingsProblems: a secret is too short or badly written, the file cannot be read or
            made, or others can read it.
    """
    if setting:
        return _parse(setting, "RINNALLA_SECRET_KEY")
    try:
        if not key_file.exists():
            _make(key_file)
        open_to_others = key_file.stat().st_mode & 0o077
        written = key_file.read_text("ascii", errors="replace")
    except OSError as error:
        raise SettingsProblems.refused("RINNALLA_DATA_DIR", key_file, error) from error
    if open_to_others:
        raise SettingsProblems([f"{key_file}: others can read the key. Run: chmod 600 {key_file}"])
    return _parse(written, str(key_file))


def _parse(written: str, where: str) -> tuple[bytes, ...]:
    found: list[bytes] = []
    for part in filter(None, (part.strip() for part in written.split(","))):
        try:
            secret = (
                bytes.fromhex(part)
                if _HEX_SECRET.fullmatch(part)
                else base64.b64decode(_padded(part), validate=True)
            )
        except (binascii.Error, ValueError):
            secret = b""
        if len(secret) < SECRET_BYTES:
            # The value itself is never repeated: messages end up in logs.
            problem = f"{where} must hold {SECRET_BYTES} random bytes in base64; {_HOW_TO_MAKE}"
            raise SettingsProblems([problem])
        found.append(secret)
    if not found:
        raise SettingsProblems([f"{where} is empty; {_HOW_TO_MAKE}"])
    return tuple(found)


def _padded(part: str) -> str:
    plain = part.rstrip("=").replace("-", "+").replace("_", "/")
    return plain + "=" * (-len(plain) % 4)


def _make(key_file: Path) -> None:
    key_file.parent.mkdir(parents=True, exist_ok=True)
    draft = key_file.with_name(f".{key_file.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode() + "\n")
            file.flush()
            os.fsync(file.fileno())
        # A link appears whole or not at all, and never over a key that another process made.
        os.link(draft, key_file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
