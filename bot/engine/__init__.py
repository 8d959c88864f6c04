"""The dialogue port and its adapters to Rasa."""
