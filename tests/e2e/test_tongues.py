"""Stories and whole interviews over Telegram in other languages than English, and in it."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
import yaml

from interview_flows.library import shipped
from interview_flows.phrasebook import phrases_in
from tests.e2e.town import Guest, Town, new_study, town
from tests.engine.test_every_word import WORDS
from tests.engine.test_languages import ENGLISH_PIECES
from tests.fakes.telegram import Seen

pytestmark = pytest.mark.asyncio(loop_scope="module")

FLOW = "employee-process"
MOST = 150  # answers
BADGE = """\
id: badge
title: {en: A new badge, ar: بطاقة جديدة}
languages: [en, ar]
audience: staff
minutes: 3
consent: {en: May I ask you about a badge?, ar: هل أسألك عن بطاقة؟}
closing: {en: That was all., ar: هذا كل شيء.}
playback: no
sections:
  - id: badge
    title: {en: The badge, ar: البطاقة}
    stage: yes
    items:
      - {id: story, kind: story, lane: action, text: {en: What happened?, ar: ماذا حدث؟}}
      - {id: last, kind: text, text: {en: Anything else?, ar: شيء آخر؟}}
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    home = tmp_path_factory.mktemp("home")
    async with town(home, None, webhook=False, flow=shipped()[FLOW]) as found:
        yield found
        assert found.refused == []


class Teller(Guest):
    """Somebody whose phone speaks a language."""

    def __init__(self, there: Town, language: str) -> None:
        there.forgets()
        person = there.telegram.person("Jennifer", language=language)
        super().__init__(there, person, there.invites())
        self.language = language

    async def acts(self, words: str) -> Seen:
        """Type words, or tap what reads like them; what is on the screen once that is done."""
        on = self.last if words in self.last.labels else None
        await (self.person.taps(words, on) if on or words in self.person.keys else self.says(words))
        await self.settled()
        return self.last


# ── a story that rambles ──────────────────────────────────────────────────────────────────────────

TOLD = {
    "en": (
        "First I found out that my badge had expired, and then I looked for the form online.",
        "It took me ages to find it. I printed it. Then I asked my boss to sign it, in a meeting.",
        "Next I walked over to the main building. The office was closed, so I came back next day",
        "They took a new photo of me, and after that I paid five euros. I waited for an hour.",
        "Finally they gave me the new badge. Then I tried it at the door and it worked.",
    ),
    "ar": (
        "أولا اكتشفت أن بطاقتي انتهت، ثم بحثت عن النموذج على الشبكة الداخلية.",
        "بعد ذلك طبعت النموذج. ثم طلبت من مديري أن يوقعه.",
        "ثم ذهبت إلى المبنى ج مع الورقة. كان المكتب مغلقا. رجعت في صباح اليوم التالي.",
        "التقطوا لي صورة جديدة. ثم دفعت خمسة يورو. انتظرت ساعة كاملة.",
        "أخيرا أعطوني البطاقة الجديدة. ثم جربتها عند الباب.",
    ),
}
CORRECTED = {
    "en": (
        *("add: I told my colleagues about it", "move 13 to 10", "move 2 before 1"),
        "merge 11 and 12",
    ),
    "ar": ("أضف: أخبرت زملائي بالأمر", "انقل ١٣ إلى ١٠", "انقل 2 قبل 1", "ادمج 11 و 12"),
}
PROPOSED = {
    "en": (
        *("I found out that my badge had expired", "I looked for the form online"),
        *("It took me ages to find it", "I printed it"),
        "I asked my boss to sign it, in a meeting",
        "I walked over to the main building",
        "The office was closed, so I came back next day",
        *("They took a new photo of me", "I paid five euros", "I waited for an hour"),
        *("they gave me the new badge", "I tried it at the door and it worked"),
    ),
    "ar": (
        *("اكتشفت أن بطاقتي انتهت", "بحثت عن النموذج على الشبكة الداخلية", "طبعت النموذج"),
        *("طلبت من مديري أن يوقعه", "ذهبت إلى المبنى ج مع الورقة", "كان المكتب مغلقا"),
        *("رجعت في صباح اليوم التالي", "التقطوا لي صورة جديدة", "دفعت خمسة يورو"),
        *("انتظرت ساعة كاملة", "أعطوني البطاقة الجديدة", "جربتها عند الباب"),
    ),
}


def _in_the_end(language: str) -> list[str]:
    """As told; then what came to mind later before the tenth, the second first, two made one."""
    told = list(PROPOSED[language])
    later = CORRECTED[language][0].partition(": ")[2]
    waited, got = told[9:11]
    both = f"{waited}{phrases_in(language).parted}{got}"
    return [told[1], told[0], *told[2:9], later, both, told[11]]


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_rambling_story_stands_on_the_map_as_it_was_corrected(
    place: Town, language: str
) -> None:
    there = replace(place, study=new_study(place.store, BADGE.replace("badge", f"b-{language}", 1)))
    teller = Teller(there, language)
    await teller.begins()
    await teller.settled()
    await teller.acts(phrases_in(language).agree)
    for message in TOLD[language]:
        await teller.acts(message)
    proposed = await teller.acts(WORDS[language]["done"])
    for number, step in enumerate(PROPOSED[language], 1):
        assert f"{number}. {step}\n" in f"{proposed.text}\n"
    for correction in CORRECTED[language]:
        await teller.acts(correction)
    await teller.acts(phrases_in(language).steps_right)
    await teller.acts("~")
    wanted = _in_the_end(language)
    assert [step["text"] for step in teller.interview["steps"]] == wanted
    assert teller.answers["story"] == "\n".join(TOLD[language])
    assert await _on_the_map(there) == wanted


async def _on_the_map(there: Town) -> list[str]:
    out = there.place.home / f"map-{there.study}"
    await there.place.command("compile", there.study, "--format", "json", "--out", str(out))
    whole: dict[str, Any] = json.loads((out / f"{there.study}.json").read_text(encoding="utf-8"))
    return [step["label"] for stage in whole["stages"] for step in stage["steps"]]


# ── a whole interview ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["de", "ar"])
async def test_nothing_english_is_said_in_a_whole_interview(place: Town, language: str) -> None:
    teller = Teller(place, language)
    await teller.begins()
    await teller.settled()
    seen = await _through_all(teller)
    assert teller.interview["phase"] == "completed"
    assert teller.interview["language"] == language
    said = "\n".join(seen)
    assert [piece for piece in (*ENGLISH_PIECES, *_english_of(FLOW)) if piece in said] == []
    if language == "ar":
        assert re.findall(r"[A-Za-z]{3,} [A-Za-z]{3,}", said) == []
    assert len(seen) > 60


async def _through_all(teller: Teller) -> list[str]:
    """Answer whatever is asked; all that the bot showed on the way."""
    words, heard, asides = phrases_in(teller.language), list[str](), True
    for _ in range(MOST):
        last = teller.last
        shown = [one.text for one in teller.screen if not one.mine]
        heard += [*last.labels, *teller.person.keys]
        if teller.interview["phase"] == "completed":
            return [*dict.fromkeys((*heard, *shown))]
        if asides and teller.interview["phase"] == "asking":
            asides = False
            for word in ("help", "answers", "back", "skip", "pause", "resume"):
                await teller.acts(WORDS[teller.language][word])
        elif any(label.startswith("☐") for label in last.labels):
            await teller.acts(last.labels[0])
            await teller.acts(words.controls["done"])
        elif options := [label for label, data in last.data if re.search(r":\d+$", data)]:
            await teller.acts(options[0])
        elif words.controls["done"] in teller.person.keys:
            await teller.acts("⟦1⟧")
            await teller.acts(words.controls["done"])
        else:
            await teller.acts("3")
    raise AssertionError(teller.screen[-3:])


def _english_of(name: str) -> Iterator[str]:
    """What a shipped guide says in English, in pieces between what is filled in."""
    for said in _under_en(yaml.safe_load(shipped()[name])):
        for piece in re.split(r"\{\{.*?\}\}", " ".join(said.split())):
            if " " in piece.strip() and len(piece) > 9:  # single words are many languages'
                yield piece.strip()


def _under_en(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("en"), str):
            yield node["en"]
        for each in node.values():
            yield from _under_en(each)
    elif isinstance(node, list):
        for each in node:
            yield from _under_en(each)
