"""Commands for developers: tests, screenshots, a throw-away database."""
