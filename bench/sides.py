"""One of the two installs while it is measured: how it is started, and what was seen of it."""

import secrets
import statistics
from dataclasses import dataclass, field

from bench.children import Probe, Service
from bench.figures import Spread, folder_mb, spread
from bench.installs import Install, clean_environment
from bench.projects import Trained, our_environment

PORTS = {"ours": 18081, "stock": 18082}


@dataclass(slots=True)
class Side:
    """One of the two, and everything that was measured of it."""

    name: str
    install: Install
    trained: Trained
    times_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    parse_ms: list[float] = field(default_factory=list)
    rss_mb: float = 0.0
    right: int = 0
    silent: int = 0
    started_s: list[float] = field(default_factory=list)
    service_ms: list[float] = field(default_factory=list)
    service_rss_mb: float = 0.0
    service_started_s: list[float] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """Return what its processes are started with."""
        ours = self.name == "ours"
        return our_environment(self.trained.model.parent) if ours else clean_environment()

    def probe(self) -> Probe:
        """Start the bare engine."""
        probe = Probe(self.name, self.install, self.trained.model, self.environment())
        self.started_s.append(probe.started_s)
        return probe

    def service(self) -> Service:
        """Start it as people run it: ``rinnalla serve`` and ``rasa run``."""
        programs = self.install.folder / "bin"
        port, token = PORTS[self.name], secrets.token_urlsafe(32)
        url, environment = f"http://127.0.0.1:{port}", self.environment()
        if self.name == "ours":
            # Newer than its data, or `serve` would first train on all of it.
            self.trained.model.touch()
            environment |= {"RINNALLA_PORT": str(port), "RINNALLA_REST_TOKEN": token}
            command, ready = [str(programs / "rinnalla"), "serve"], "/readyz"
        else:
            command, ready = [str(programs / "rasa"), "run", "-i", "127.0.0.1"], "/"
            command += ["--model", str(self.trained.model), "--port", str(port)]
        service = Service(command, self.trained.folder, environment, url, ready, token)
        self.service_started_s.append(service.started_s)
        return service

    def figures(self) -> dict[str, float]:
        """Return every figure under its name; times in seconds or ms, sizes in MB."""
        engine, service = spread(self.times_ms), spread(self.service_ms)
        return {
            "packages_mb": folder_mb(self.install.site_packages),
            "model_mb": self.trained.needs_mb,
            "train_s": self.trained.first.seconds,
            "train_cpu_s": self.trained.first.cpu_s,
            "train_again_s": self.trained.again.seconds,
            "train_peak_mb": self.trained.first.peak_mb,
            "start_s": statistics.median(self.started_s),
            "rss_mb": self.rss_mb,
            **_named("turn", engine),
            **_named("parse", spread(self.parse_ms)),
            "turn_cpu_ms": statistics.median(self.cpu_ms),
            "service_start_s": statistics.median(self.service_started_s),
            "service_rss_mb": self.service_rss_mb,
            **_named("service_turn", service),
            "right": self.right,
            "silent": self.silent,
        }


def _named(name: str, of: Spread) -> dict[str, float]:
    return {f"{name}_p50_ms": of.p50, f"{name}_p95_ms": of.p95}
