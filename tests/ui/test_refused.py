"""Why something was not done is said in words, never by a class of ours; what is gone is not tried for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC
from typing import Any

import pytest

from btimeeting.i18n import use
from btimeeting.service.ports import NotFound
from btimeeting.store import errors
from btimeeting.ui.prepare.keeping import Keeper
from btimeeting.ui.refused import failure_words, not_saved


@pytest.mark.parametrize("lang", ["nn", "nb", "en"])
def test_no_failure_is_told_by_the_name_of_its_class(lang: str) -> None:
    use(lang)
    kinds = [name for name, each in vars(errors).items() if isinstance(each, type)]
    for kind in (*kinds, "NotFound", "Locked", "NoneType", "CancelledError"):
        assert kind not in failure_words(kind)
        assert kind not in not_saved(kind)


class _Thread:
    """Answers at once, and counts."""

    def __init__(self, failure: Exception | None) -> None:
        self.failure, self.asked = failure, 0

    def ask(self, _work: Callable[..., Any]) -> asyncio.Future[Any]:
        self.asked += 1
        answer = asyncio.get_running_loop().create_future()
        if self.failure is None:
            answer.cancel()
        else:
            answer.set_exception(self.failure)
        return answer


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (NotFound("meeting", "x"), "IKKJE LAGRA (det blei fjerna i eit anna vindauge)"),
        (None, "IKKJE LAGRA (noko gjekk gale i programmet)"),  # the home was closed meanwhile
    ],
)
async def test_what_cannot_be_kept_says_why_and_what_is_gone_is_not_tried_for_ever(
    failure: Exception | None, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use("nn")
    later: list[object] = []
    monkeypatch.setattr(asyncio.get_running_loop(), "call_later", lambda *what: later.append(what))
    thread = _Thread(failure)
    keeper: Keeper[str] = Keeper(thread, UTC, lambda: None, lambda *_: None)  # type: ignore[arg-type, return-value]
    keeper.save("slitne")
    await keeper.settled()
    assert (keeper.words, thread.asked, bool(later)) == (told, 1, failure is None)
