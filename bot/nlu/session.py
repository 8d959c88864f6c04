"""ONNX Runtime as this project runs it: one message at a time, beside an event loop."""

import os
from pathlib import Path
from typing import Any

MOST_THREADS = 4
"""For one message. Measured at 14 words' pieces: two take 0.8 of one's time."""


def session_of(graph_file: Path) -> Any:
    """Return an ONNX Runtime session for one message at a time."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(MOST_THREADS, _cores())
    options.inter_op_num_threads = 1
    # Threads wait for the next layer in a loop: sleeping and waking took a quarter of the time.
    # After a message they stop, or they would take the core from the event loop.
    options.add_session_config_entry("session.intra_op.allow_spinning", "1")
    options.add_session_config_entry("session.force_spinning_stop", "1")
    return onnxruntime.InferenceSession(
        str(graph_file), options, providers=["CPUExecutionProvider"]
    )


def _cores() -> int:
    """Return how many processors this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
