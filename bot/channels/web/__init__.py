"""The web channel: the widget, its API, and the plain form page for those without JavaScript.

The app mounts ``web_routes(web)`` and ``web_errors(web)``; everything else is inside.
"""

from bot.channels.signals import Signals
from bot.channels.web.channel import WebChannel
from bot.channels.web.options import WebOptions
from bot.channels.web.routes import web_errors, web_routes

__all__ = ["Signals", "WebChannel", "WebOptions", "web_errors", "web_routes"]
