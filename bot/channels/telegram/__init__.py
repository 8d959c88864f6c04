"""Telegram, over python-telegram-bot's ``Bot`` alone: no ``ext``, no job queue, none of its loops.

One message's way in: ``poller`` or ``webhook`` -> ``intake`` (committed, then acknowledged), read
by ``updates``. The way out: ``channel``, worded by ``render``. ``api`` is the only place that
knows HTTP, ``failures`` the only one that judges Telegram's errors.
"""
