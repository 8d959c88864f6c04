"""Rasa in this process, in its own thread with its own event loop (the default engine).

Rasa's inference blocks its loop; in a thread of its own it stalls nobody else (measured: 16 ms
instead of 0.9-1.2 s). A turn that hangs cannot be stopped from outside, so after two hung turns
in a row the whole thread is left behind and a new one is loaded.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress

from bot.domain.errors import EngineUnavailable
from bot.services.ports import Engine, EngineAnswer, EngineTurn

log = logging.getLogger(__name__)

LIMIT_S = 8.0
"""Longest time for one turn (promises F4, P8: the person has an answer in 9 s)."""

HUNG_TURNS_BEFORE_REPLACEMENT = 2
STOP_WITHIN_S = 2.0


class _Thread:
    """A thread with a loop and one core. ``core`` is a future: loading takes seconds."""

    def __init__(self, load: Callable[[], Engine]) -> None:
        self.loop = asyncio.new_event_loop()
        self.core: Future[Engine] = Future()
        self._load = load
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.core.set_result(self._load())
        except Exception as error:  # told to whoever waits for the core
            # In words: while a model is loaded nobody has said anything that could stand in them.
            reason = f"{type(error).__name__}: {error}"
            log.error("engine.not_loaded", extra={"reason": reason})  # noqa: TRY400
            self.core.set_exception(error)
            self.loop.close()
            return
        self.loop.run_forever()
        # A turn that was hung when the thread was left behind is ended, not dropped.
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                self.loop.run_until_complete(task)
        self.loop.close()

    def stop(self, wait_s: float = 0.0) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(wait_s)


class LocalEngine:
    """The engine port over a core in a thread.

    Args:
        load: Makes the core; called in the thread, because Rasa binds to the loop it is made in.
        limit_s: Longest time for one turn.
    """

    def __init__(self, load: Callable[[], Engine], limit_s: float = LIMIT_S) -> None:
        self._load = load
        self._limit_s = limit_s
        self._hung = 0
        self._thread = _Thread(load)

    async def ready(self) -> None:
        """Wait until the model is loaded.

        Raises:
            EngineUnavailable: it could not be loaded.
        """
        try:
            await asyncio.wrap_future(self._thread.core)
        except Exception as error:
            raise EngineUnavailable(f"the model could not be loaded: {error}") from error

    def is_ready(self) -> bool:
        """Return whether the model is loaded and the last turns did not hang."""
        core = self._thread.core
        return core.done() and core.exception() is None and self._hung == 0

    async def respond(self, turn: EngineTurn) -> EngineAnswer:
        """Return the answer, or raise EngineUnavailable within the limit.

        What comes in while the model is loaded waits for it: loading takes some seconds, and
        whoever writes right after a start would otherwise have to write again.
        """
        thread = self._thread
        ends = asyncio.get_running_loop().time() + self._limit_s
        core = await self._loaded(thread)
        call = asyncio.run_coroutine_threadsafe(core.respond(turn), thread.loop)
        try:
            async with asyncio.timeout_at(ends):
                answer = await asyncio.wrap_future(call)
        except TimeoutError as error:
            self._note_hung(thread)
            raise EngineUnavailable(f"no answer in {self._limit_s} s") from error
        except EngineUnavailable:
            raise
        except Exception as error:
            raise EngineUnavailable(type(error).__name__) from error
        self._hung = 0
        return answer

    async def _loaded(self, thread: _Thread) -> Engine:
        try:
            return await asyncio.wait_for(
                asyncio.shield(asyncio.wrap_future(thread.core)), self._limit_s
            )
        except TimeoutError as error:
            raise EngineUnavailable("the model is being loaded") from error
        except Exception as error:
            raise EngineUnavailable("the model could not be loaded") from error

    def stop(self) -> None:
        """End the thread after the turn in work; one that hangs is left behind."""
        self._thread.stop(STOP_WITHIN_S)

    def _note_hung(self, thread: _Thread) -> None:
        self._hung += 1
        if self._hung >= HUNG_TURNS_BEFORE_REPLACEMENT and thread is self._thread:
            log.error("engine.replaced", extra={"hung_turns": self._hung})
            thread.stop()
            self._hung = 0
            self._thread = _Thread(self._load)
