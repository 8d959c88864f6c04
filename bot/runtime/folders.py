"""Folders of the settings: whether they can be written, making them, and in words why not."""

import os
from pathlib import Path

from bot.domain.errors import SettingsProblems


def unusable(name: str, folder: Path) -> str | None:
    """Return, in words, why a folder cannot be made or written; None when it can. Makes nothing.

    Args:
        name: The setting that names it.
        folder: It, which may not be there yet.
    """
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        return f"{name}: {there} is a file, not a folder"
    if not os.access(there, os.W_OK | os.X_OK):
        return f"{name}: {there} cannot be written by this user"
    return None


def made(name: str, folder: Path) -> Path:
    """Return a folder that is there and can be written.

    Raises:
        SettingsProblems: with the setting, the path and the reason.
    """
    problem = unusable(name, folder)
    if problem is not None:
        raise SettingsProblems([problem])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsProblems.refused(name, folder, error) from error
    return folder
