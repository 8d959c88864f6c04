"""Rasa's custom actions: thin, one family a file."""
