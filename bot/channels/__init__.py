"""The ways people reach us: web, Telegram, REST, terminal."""
