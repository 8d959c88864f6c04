"""The keys of an installation, for the service and for every command that opens what is sealed."""

from bot.settings import Settings
from bot.storage.crypto import Keyring, load_secret


def keyring(settings: Settings) -> Keyring:
    """Return the keys of the settings' secret; without one, of that in the data folder.

    Raises:
        SettingsProblems: the secret cannot be used.
    """
    given = settings.secret_key.get_secret_value() if settings.secret_key else None
    return Keyring(load_secret(given, settings.data_dir / "secret.key"))
