"""Words around a result that is drawn or shown to a worker."""

import json
from datetime import datetime
from typing import Any

from bot.content.locale_texts import LocaleTexts
from bot.content.moments import Moments
from bot.content.pictured import Pictured
from bot.domain.messages import Say
from bot.domain.pictures import Picture
from bot.domain.ranking import Asker
from bot.domain.results import result_from_json
from bot.i18n import Words


class ResultTexts:
    """Tells pictures and shares."""

    def __init__(self, words: Words, texts: LocaleTexts, moments: Moments) -> None:
        self._words, self._texts, self._moments = words, texts, moments
        self._pictured = Pictured(words)

    def picture(self, say: Say, asker: Asker) -> tuple[str, Picture | None]:
        """Return the words above a picture, and the picture."""
        earlier = say.args.get("earlier")
        picture = self._pictured.of(
            result_from_json(json.loads(str(say.args["result"]))),
            result_from_json(json.loads(str(earlier))) if earlier else None,
            asker.language,
        )
        lead = str(say.args.get("lead") or "picture.lead.budget")
        return self._texts.text(lead, say.args, asker), picture

    def share(self, say: Say, asker: Asker) -> str:
        """Return one share in plain words: since when, until when, who has looked."""
        share: dict[str, Any] = json.loads(str(say.args["share"]))
        args = dict(say.args)

        def line(key: str, at: str, **more: str) -> str:
            on = self._moments.when(datetime.fromisoformat(at), asker.now, asker.language)
            return self._words.text(asker.language, key, when=on, **more)

        lines = [self._texts.text("share.line.title", args, asker)]
        lines.append(line("share.line.given", share["given"]))
        for look in share["looks"]:
            key = "share.line.viewed" if look["own"] else "share.line.viewed_instead"
            lines.append(line(key, look["at"], name=look["name"]))
        if not share["looks"]:
            lines.append(self._words.text(asker.language, "share.line.nobody"))
        if share["ended"]:
            lines.append(line(f"share.line.{share['ended']}", share["ended_at"]))
        else:
            lines.append(line("share.line.until", share["until"]))
            may = "may" if share["substitute"] else "may_not"
            lines.append(self._words.text(asker.language, f"share.line.substitute_{may}"))
        return "\n".join(lines)
