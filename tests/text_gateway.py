"""A real HTTP server on loopback that takes text messages, and answers as a test says."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Gateway:
    """What came, and what is answered next: (status, headers); 200 when nothing is said."""

    port: int = 0
    taken: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    cuts: bool = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/send"


@contextmanager
def running() -> Iterator[Gateway]:
    gateway = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            gateway.taken.append((self.path, dict(self.headers.items()), body))
            if gateway.cuts:
                self.close_connection = True
                self.connection.close()
                return
            status, headers = gateway.answers.pop(0) if gateway.answers else (200, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def finish(self) -> None:
            if not gateway.cuts:
                super().finish()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    gateway.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
