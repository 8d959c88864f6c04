"""Runs our custom actions inside Rasa's process, where Rasa would post to an action server.

Both engines use it, so local and remote give the same results. ``rasa run actions`` still serves
the same actions over HTTP for anybody who wants that.
"""

import json
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection


class InProcessActions(EndpointConfig):
    """An action endpoint without a network.

    Errors of an action are kept for the turn (``take_error``): Rasa would swallow them and answer
    nothing.
    """

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._error: Exception | None = None
        # Our own actions are typed and tested; a schema check a call costs more than they do.
        RemoteAction._validate_action_result = lambda *_: True

    async def request(self, json: dict[str, Any] | None = None, **_: Any) -> Any:
        """Run the action that Rasa asks for; return its events and responses.

        Raises:
            ClientResponseError: the action rejected to run (status 400, as the server answers).
        """
        call = json or {}
        name = call["next_action"]
        action = self._executor.actions.get(name)
        if action is None:
            raise self._remember(LookupError(f"no action {name!r} is registered"))
        dispatcher = CollectingDispatcher()
        tracker = Tracker.from_dict(call["tracker"])
        try:
            events = await _called(action, dispatcher, tracker, call.get("domain", {}))
        except ActionExecutionRejection as rejection:
            raise _rejected(rejection) from rejection
        except Exception as error:
            raise self._remember(error) from error
        return {
            "events": ActionExecutor.validate_events(events, name),
            "responses": dispatcher.messages,
        }

    def take_error(self) -> Exception | None:
        """Return the error of this turn's actions, and forget it."""
        error, self._error = self._error, None
        return error

    def _remember(self, error: Exception) -> Exception:
        self._error = error
        return error


async def _called(action: Any, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
    result = action(dispatcher, tracker, domain)
    return (await result if hasattr(result, "__await__") else result) or []


def _rejected(rejection: ActionExecutionRejection) -> ClientResponseError:
    body = json.dumps({"error": rejection.message, "action_name": rejection.action_name})
    return ClientResponseError(400, rejection.message, body)
