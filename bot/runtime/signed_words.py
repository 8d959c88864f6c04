"""The words of commands that say something to a young person, with buttons that work."""

from bot.content.compose import Composer
from bot.runtime.keyring import keyring
from bot.services.tokens import ButtonSigner
from bot.settings import load_settings


def signed_words() -> Composer:
    """Return what finds the words; its buttons are signed as the service signs its own."""
    settings = load_settings()
    signer = ButtonSigner(keyring(settings).current.buttons)
    return Composer.load(settings.county_dir, signer.sign)
