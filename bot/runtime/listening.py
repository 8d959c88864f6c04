"""Taking the port before anything else is done: who cannot have it hears so at once, in words."""

import errno
import os
import socket

from bot.domain.errors import SettingsProblems


def taken(host: str, port: int, name: str = "RINNALLA_PORT") -> list[socket.socket]:
    """Return sockets that hold a port of every address of a host. Nobody is answered yet.

    Args:
        host: An address or a name of this machine.
        port: The port.
        name: The setting that the port comes from.

    Raises:
        SettingsProblems: the port is in use, or the host is not of this machine.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise SettingsProblems([_not_ours(host)]) from error
    held: list[socket.socket] = []
    refused: OSError | None = None
    for family, _, _, _, address in dict.fromkeys(found):
        try:
            held.append(_bound(family, address))
        except OSError as error:
            # A name may have an address of a kind that this machine lacks: one is enough.
            if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                _close(held)
                raise SettingsProblems([_refusal(port, name, error)]) from error
            refused = error
    if not held:
        raise SettingsProblems([_not_ours(host)]) from refused
    return held


def _bound(family: int, address: tuple[object, ...]) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind(address)
    except OSError:
        one.close()
        raise
    return one


def _close(held: list[socket.socket]) -> None:
    for one in held:
        one.close()


def _not_ours(host: str) -> str:
    return f"RINNALLA_HOST: {host} is no address of this machine"


def _refusal(port: int, name: str, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use: set {name} or stop the other one"
    if error.errno == errno.EACCES:
        return f"port {port} is not for this user: set {name} to one above 1023"
    return f"port {port} cannot be had ({error.strerror}): set {name}"
