"""Two waves on Telegram: the same people tell of it again, and both maps say who they are."""

import json
from dataclasses import replace
from typing import Any

import pytest

from cxmodel.interview import StudyId
from tests.e2e.town import Guest, Town

pytestmark = pytest.mark.asyncio(loop_scope="session")


def _own_study(place: Town) -> Town:
    """The same town, with a study of the same flow that no other test looks at."""
    with place.store.writing() as work:
        study = work.study(place.study)
        assert study is not None
        work.save_study(replace(study, id=StudyId("again"), title="Again"))
    return replace(place, study="again", known=set())


async def test_the_same_people_tell_of_it_in_a_second_wave(place: Town) -> None:
    town = _own_study(place)
    guests = [await town.newcomer(name).ends() for name in ("Jennifer", "Max")]
    assert await place.place.command("study", "wave", town.study) == "2\n"
    for guest in guests:
        again = await Guest(town, guest.person, town.invites()).ends()
        await again.settled()

    told = [(each["respondent"], each["wave"], each["phase"]) for each in town.interviews()]
    who = sorted({respondent for respondent, _, _ in told})
    assert len(who) == 2
    assert sorted(told) == [(each, wave, "completed") for each in who for wave in (1, 2)]

    first, second, whole = [
        await _compiled(town, *part) for part in (("--wave", "1"), ("--wave", "2"), ())
    ]
    assert [each["header"]["people"] for each in (first, second, whole)] == [2, 2, 2]
    assert [each["header"]["completed"] for each in (first, second, whole)] == [2, 2, 4]
    assert _respondents(first) == _respondents(second) == set(who)


async def _compiled(town: Town, *part: str) -> dict[str, Any]:
    out = town.place.home / "maps"
    words = ("compile", town.study, *part, "--format", "json", "--out", str(out))
    (path, *_) = (await town.place.command(*words)).splitlines()
    found: dict[str, Any] = json.loads((out / path.rpartition("/")[2]).read_text(encoding="utf-8"))
    return found


def _respondents(document: dict[str, Any]) -> set[str]:
    return {quote["respondent"] for quote in document["evidence"].values()}
