import time

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from bot.channels.web.callers import network_address
from bot.channels.web.limits import MOST_KEYS, Bucket, address_hash
from tests.channels.web.service import OURS, Service, Tab, service_with


class Timer:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_session_may_send_20_messages_at_once(service: Service, tab: Tab) -> None:
    codes = [tab.say("hei").status_code for _ in range(22)]
    assert codes == [202] * 20 + [429] * 2
    refused = tab.say("hei")
    assert refused.json() == {"key": "web.slow_down"}
    assert 1 <= int(refused.headers["retry-after"]) <= 3
    assert len(service.storage.state.inbox) == 20


def test_an_address_may_send_120_messages_from_several_sessions(tab: Tab) -> None:
    tabs = [Tab(tab.client).open() for _ in range(8)]
    began = time.monotonic()
    codes = [one.say("hei").status_code for _ in range(17) for one in tabs]
    let_in = codes.count(202) - 120
    more = 2 * (time.monotonic() - began)
    assert 0 <= let_in <= more, "two more a second, however slow the machine"


def test_a_call_for_help_is_not_made_to_wait(tab: Tab) -> None:
    for _ in range(25):
        tab.say("hei")
    assert tab.say("sos", kind="command").status_code == 202


def test_an_address_may_open_200_sessions_in_an_hour(client: TestClient) -> None:
    codes = [Tab(client).post("session", {}).status_code for _ in range(201)]
    assert codes == [201] * 200 + [429]


def test_a_bucket_fills_up_again_and_never_over_its_burst() -> None:
    timer = Timer()
    bucket = Bucket(2, 60.0, timer)
    assert [bucket.take(b"a"), bucket.take(b"a")] == [0.0, 0.0]
    assert bucket.take(b"a") == pytest.approx(30.0)
    timer.at = 30.0
    assert bucket.take(b"a") == 0.0
    timer.at = 10_000.0
    assert [bucket.take(b"a") for _ in range(3)] == [0.0, 0.0, pytest.approx(30.0)]


def test_counters_do_not_fill_the_memory() -> None:
    bucket = Bucket(1, 60.0, Timer())
    for number in range(MOST_KEYS + 100):
        bucket.take(str(number).encode())
    assert len(bucket._left) == MOST_KEYS


def test_an_ipv6_household_counts_as_one_and_nobody_is_readable() -> None:
    key = bytes(32)
    assert address_hash(key, "2001:db8:1:2::5") == address_hash(key, "2001:db8:1:2:ffff::9")
    assert address_hash(key, "2001:db8:1:2::5") != address_hash(key, "2001:db8:1:3::5")
    assert address_hash(key, "::ffff:192.0.2.1") == address_hash(key, "192.0.2.1")
    assert address_hash(key, "192.0.2.1") != address_hash(key, "192.0.2.2")
    assert address_hash(key, "192.0.2.1") != address_hash(bytes(31) + b"1", "192.0.2.1")


def request_from(host: str, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", one.encode()) for one in forwarded]
    return Request({"type": "http", "client": (host, 1), "headers": headers})


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, [], "10.0.0.1"),
        (0, ["192.0.2.9"], "10.0.0.1"),
        (1, ["192.0.2.9"], "192.0.2.9"),
        (1, ["6.6.6.6, 192.0.2.9"], "192.0.2.9"),
        (1, ["6.6.6.6", "192.0.2.9"], "192.0.2.9"),
        (2, ["6.6.6.6, 192.0.2.9, 10.0.0.2"], "192.0.2.9"),
        (2, ["192.0.2.9"], "10.0.0.1"),
    ],
)
def test_forwarded_addresses_count_behind_our_own_proxies_only(
    proxies: int, forwarded: list[str], counted: str
) -> None:
    assert network_address(request_from("10.0.0.1", *forwarded), proxies) == counted


def test_a_made_up_forwarded_address_does_not_get_around_the_limit() -> None:
    service = service_with(address_sessions=2)
    client = TestClient(service.app, base_url=OURS)
    codes = [
        client.post(
            "/api/widget/session",
            json={},
            headers={"Origin": OURS, "X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code
        for number in range(4)
    ]
    assert codes == [201, 201, 429, 429]
