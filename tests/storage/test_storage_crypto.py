"""Keys and sealing."""

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import SettingsProblems, Unreadable
from bot.storage.crypto import Keyring, Keys, load_secret

OLD, NEW = b"o" * 32, b"n" * 32
RING = Keyring([OLD])


@given(st.text(max_size=300))
def test_what_is_sealed_opens_in_its_place(plain: str) -> None:
    assert RING.open("inbox.body", "uid", RING.seal("inbox.body", "uid", plain)) == plain


@pytest.mark.parametrize(
    ("column", "uid"), [("inbox.body", "other"), ("outbox.body", "uid"), ("inbox.text", "uid")]
)
def test_a_sealed_value_opens_in_no_other_place(column: str, uid: str) -> None:
    sealed = RING.seal("inbox.body", "uid", "salaisuus")
    with pytest.raises(Unreadable):
        RING.open(column, uid, sealed)


def test_an_altered_value_does_not_open() -> None:
    sealed = RING.seal("inbox.body", "uid", "salaisuus")
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(Unreadable):
            RING.open("inbox.body", "uid", bytes(altered))
    for short in (b"", sealed[:3], sealed[:20]):
        with pytest.raises(Unreadable):
            RING.open("inbox.body", "uid", short)


def test_the_same_words_never_look_the_same() -> None:
    assert len({RING.seal("inbox.body", "uid", "hei") for _ in range(100)}) == 100


def test_a_new_secret_seals_and_the_old_one_still_opens() -> None:
    both = Keyring([NEW, OLD])
    assert both.open("inbox.body", "uid", RING.seal("inbox.body", "uid", "hei")) == "hei"
    renewed = both.seal("inbox.body", "uid", "hei")
    assert Keyring([NEW]).open("inbox.body", "uid", renewed) == "hei"
    with pytest.raises(Unreadable, match="a key that is not given"):
        RING.open("inbox.body", "uid", renewed)


def test_every_use_has_its_own_key() -> None:
    keys = Keys.derive(OLD)
    uses = {keys.columns, keys.index, keys.buttons, keys.sessions}
    assert len(uses) == 4
    assert {len(key) for key in uses} == {32}
    assert OLD not in uses
    assert keys == Keys.derive(OLD)
    assert not uses & {*(Keys.derive(NEW).__getattribute__(n) for n in ("columns", "index"))}


def test_keys_are_not_shown() -> None:
    keys = Keys.derive(OLD)
    assert "x" not in repr(keys).replace("Keys", "")
    assert repr(keys) == "Keys()"


def test_an_index_finds_a_value_and_keeps_parts_apart() -> None:
    index = RING.index("address.external", "telegram", "bot", "42")
    assert index == RING.index("address.external", "telegram", "bot", "42")
    assert index != RING.index("address.external", "telegram", "bot4", "2")
    assert index != RING.index("web_session.external", "telegram", "bot", "42")
    assert index in Keyring([NEW, OLD]).indexes("address.external", "telegram", "bot", "42")


def test_a_short_secret_makes_no_keys() -> None:
    with pytest.raises(ValueError, match="at least 32 bytes"):
        Keyring([b"short"])
    with pytest.raises(ValueError, match="needs a secret"):
        Keyring([])


@pytest.mark.parametrize(
    "written",
    [
        base64.b64encode(OLD).decode(),
        base64.urlsafe_b64encode(OLD).decode().rstrip("="),
        OLD.hex(),
        f" {OLD.hex()}\n",
    ],
)
def test_a_secret_is_read_from_the_setting(written: str, tmp_path: Path) -> None:
    assert load_secret(written, tmp_path / "key") == (OLD,)
    assert not (tmp_path / "key").exists()


def test_several_secrets_are_read_the_present_one_first(tmp_path: Path) -> None:
    assert load_secret(f"{NEW.hex()}, {OLD.hex()}", tmp_path / "key") == (NEW, OLD)


@pytest.mark.parametrize(
    "written", ["changeme", "ä" * 40, base64.b64encode(b"s" * 31).decode(), ","]
)
def test_a_bad_secret_is_refused_without_repeating_it(written: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsProblems, match="openssl rand") as refused:
        load_secret(written, tmp_path / "key")
    assert written not in str(refused.value) or written == ","


def test_development_gets_a_key_file_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret.key"
    made = load_secret(None, path)
    assert load_secret("", path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["secret.key"]


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    load_secret(None, path)
    path.chmod(0o644)
    with pytest.raises(SettingsProblems, match="chmod 600"):
        load_secret(None, path)
