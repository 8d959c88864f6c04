"""The keys of an installation, for the service and for every command that opens what is sealed."""

from pathlib import Path

from bot.settings import Settings
from bot.storage.crypto import Keyring, load_secret


def keyring(settings: Settings) -> Keyring:
    """Return the keys of the settings' secret; without one, of that in the data folder.

    Raises:
        SettingsProblems: the secret cannot be used.
    """
    given = settings.secret_key.get_secret_value() if settings.secret_key else None
    return Keyring(load_secret(given, _key_file(settings)))


def needs_a_new_secret(settings: Settings) -> bool:
    """Return whether the first start will have to make a secret."""
    return settings.secret_key is None and not _key_file(settings).exists()


def _key_file(settings: Settings) -> Path:
    return settings.data_dir / "secret.key"
