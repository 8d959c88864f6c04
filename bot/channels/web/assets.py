"""The widget's files: read once when the channel is built, compressed, under one version.

The version is a hash over all of them and stands in their addresses, so they may be cached for
a year; modules import each other by relative address and always get their own generation.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.messages import LANGUAGES, Language
from bot.i18n import Words

STATIC: Final = Path(__file__).parent / "static"
_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
_PAGES_ONLY = ("web.home.", "web.form.", "web.page.", "web.launch.")
"""Words that the server writes into its pages: the frame does not carry them."""

_OF_ONE_PAGE = ("own.js", "return.js")
"""Scripts that are no modules of the frame."""

_REMARK = re.compile(rb"^ *//.*\n", re.MULTILINE)
_YEAR = "public, max-age=31536000, immutable"
_MINUTES = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, plain and compressed."""

    content: bytes
    packed: bytes
    type: str
    etag: str


@dataclass(frozen=True, slots=True)
class Assets:
    """Everything static, by name."""

    files: Mapping[str, Asset]
    loader: Asset
    version: str

    @classmethod
    def load(cls, words: Words, folder: Path = STATIC) -> "Assets":
        """Read the folder, add the words of each language, number the whole."""
        raw = {path.name: _spare(path) for path in sorted(folder.iterdir())}
        loader = raw.pop("widget.js").replace(b"__WORDS__", _launcher_words(words).encode())
        for language in LANGUAGES:
            raw[f"words.{language}.json"] = _frame_words(words, language).encode()
        whole = sha256()
        for name, content in raw.items():
            whole.update(f"{name} {len(content)}\n".encode() + content)
        files = {name: _asset(name, content) for name, content in raw.items()}
        return cls(files, _asset("widget.js", loader), whole.hexdigest()[:12])

    def url(self, name: str) -> str:
        """Return the address of a file in this version.

        Raises:
            KeyError: there is no such file (a programming error).
        """
        self.files[name]
        return f"/widget/static/{self.version}/{name}"

    def modules(self) -> Iterator[str]:
        """Return the addresses of the frame's modules, so that they load side by side."""
        own = (name for name in self.files if name.endswith(".js") and name not in _OF_ONE_PAGE)
        return (self.url(name) for name in own)

    def serve(self, request: Request) -> Response | None:
        """Return a versioned file, or None: another version's files are gone."""
        asset = self.files.get(request.path_params["name"])
        if asset is None or request.path_params["version"] != self.version:
            return None
        return _respond(request, asset, _YEAR)

    def serve_loader(self, request: Request) -> Response:
        """Return the loader: its address never changes, so it is asked for again soon."""
        response = _respond(request, self.loader, _MINUTES)
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response


def _spare(path: Path) -> bytes:
    """Return a file without the lines that only we read: phones on slow networks fetch it."""
    content = path.read_bytes()
    return _REMARK.sub(b"", content) if path.suffix == ".js" else content


def _asset(name: str, content: bytes) -> Asset:
    packed = gzip.compress(content, 9, mtime=0)
    kind = _TYPES[Path(name).suffix]
    return Asset(content, packed, kind, f'"{sha256(content).hexdigest()[:16]}"')


def _respond(request: Request, asset: Asset, cache: str) -> Response:
    headers = {"ETag": asset.etag, "Cache-Control": cache, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == asset.etag:
        return Response(status_code=304, headers=headers)
    content = asset.content
    if "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["Content-Encoding"] = asset.packed, "gzip"
    return Response(content, headers=headers, media_type=asset.type)


def _frame_words(words: Words, language: Language) -> str:
    keys = [
        key
        for key in words.catalogues["fi"]
        if key.startswith("web.") and not key.startswith(_PAGES_ONLY)
    ]
    return _json({key.removeprefix("web."): words.text(language, key) for key in keys})


def _launcher_words(words: Words) -> str:
    start = "web.launch."
    keys = [key for key in words.catalogues["fi"] if key.startswith(start)]
    return _json(
        {
            language: {key.removeprefix(start): words.text(language, key) for key in keys}
            for language in LANGUAGES
        }
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
