"""What is over, only sounds like danger or is a word's slip gets no card of danger now."""

from functools import cache

import pytest

from bot.content.safety_scanner import load_scanner
from bot.domain.safety import Finding, Scanner


@cache
def scanner() -> Scanner:
    return load_scanner()


def found(text: str) -> Finding | None:
    return scanner().scan(text)


@pytest.mark.parametrize(
    "text",
    [
        "lopetan tämän käätön, tiijot roskiin",
        "rappukäytävän valo syttyy ja mä säpsähdän joka kerta tässä uudessa kodissa",
        "mun kaveri pyys että se sais siirtää rahaa mun tilin kautta, emmää tiä",
        "voiko ohjaaja laittaa mulle jonku eston mun puolesta, koska mä en ite luota itteeni",
        "jos on lähettäny alastonkuvan niin joutuuko ite vaikeuksiin, mua kiristetään sillä",
        "jag behöver min socialarbetare, fråga om pengar men bara hon",
        "jag är rädd de tar mitt barn för jag är ensam mamma",
        "Jag blev påkörd av en sparkcyklist, kan jag göra en brottsanmälan?",
        "Jag blev av med min bästa vän genom självmord och behöver stöd.",
        "nån tände eld på min moped",
        "How do you end things without being cruel?",
        "bunked off so much theyre kickin me out",
        "The school reported us over a bruise from the swing.",
        "In the soap, who set the house on fire in the last episode?",
        "got jumped last nite, phone gone",
        "Someone broke into our flat while I was on shift.",
    ],
)
def test_it_gets_no_card(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "jätkä hakkas mut viime viikol ja lähti kämpältä, mitä teen",
        "poikaystävä kuristi minua pari viikkoa sitten, mie muutin pois mutta en ossaa rauhottua",
        "lapsi näki kun isä löi mua, mistä me molemmat saadaan nyt puheapua",
        "mut raiskattiin vappuna enkä oo kertonu kellekään",
        "mamma drog mig i håret igår. vågar int gå hem i helgn",
        "jag blev våldtagen på en fest å jag minns bara bitar",
        "min kille slog mig på vappen och jag har int sagt åt nån",
        "I was raped on Friday night and I've told nobody yet.",
        "A stranger pushed me down the stairs in the metro last Thursday.",
    ],
)
def test_violence_that_is_over_is_not_danger_now(text: str) -> None:
    finding = found(text)
    assert finding is None or finding.tier == "B"


@pytest.mark.parametrize(
    "text",
    [
        "exä hakkas mut viime viikolla ja nyt se on täällä taas",
        "mua raiskattiin just äsken",
        "se löi mua eilen ja nyt se on oven takana",
        "han slog mig igår och nu är han kvar här",
        "jag blev just våldtagen",
        "he hit me yesterday and now he is back at my door with a knife",
        "i just got raped",
        "somebody broke in and hes still here",
        "they jumped my mate, he was beaten and is bleeding now",
    ],
)
def test_violence_that_goes_on_is_danger_now(text: str) -> None:
    finding = found(text)
    assert finding is not None
    assert finding.tier == "A"
