"""Who is asking: the page's origin, the network address, the token."""

from starlette.requests import Request

from bot.channels.web.options import WebOptions
from bot.channels.web.refusals import elsewhere

_UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def check_origin(request: Request, options: WebOptions) -> None:
    """Let through our own pages only: the widget lives in a frame of our origin.

    Compared as whole strings, so "null", a suffix, another port or scheme never passes. The
    pages that embed the widget have nothing to ask here: they are in no list of this function.

    Raises:
        Refused: 403.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise elsewhere()
    if origin is None and request.method not in _UNSAFE:
        return  # browsers leave it out of same-origin GETs
    if origin not in options.own_origins:
        raise elsewhere()


def check_form_origin(request: Request, options: WebOptions) -> None:
    """Let through posts of our form page, whose own referrer policy makes its origin "null".

    Nothing rides on a cookie there: the token in the form is the proof, and a post without one
    can only begin a new conversation.

    Raises:
        Refused: 403.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise elsewhere()
    if request.headers.get("origin", "null") not in ("null", *options.own_origins):
        raise elsewhere()


def network_address(request: Request, trusted_proxies: int) -> str:
    """Return where a request came from; forwarded headers count behind our own proxies only.

    With n proxies of ours, the nth entry from the right was written by the outermost of them;
    everything left of it may have been made up.
    """
    direct = request.client.host if request.client else "unknown"
    if trusted_proxies < 1:
        return direct
    forwarded = [
        part.strip()
        for line in request.headers.getlist("x-forwarded-for")
        for part in line.split(",")
    ]
    return forwarded[-trusted_proxies] if len(forwarded) >= trusted_proxies else direct
