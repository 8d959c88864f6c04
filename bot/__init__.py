"""Rinnalla: the assistant beside a young adult. Read ``bot/turn.py`` first."""
