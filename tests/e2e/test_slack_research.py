"""Researchers in Slack: orders, invitations, maps, notices; and what respondents find at Home."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot import sentences
from interview_flows.library import shipped
from tests.e2e.slack_town import Colleague, SlackTown, slack_town
from tests.e2e.town import ERRAND, WAY, new_study
from tests.fakes.slack import FakeSlackPerson, Seen

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAINS = "pain-point"
PURCHASE = "purchase"  # to which people are invited, and for which nobody else comes


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SlackTown]:
    """A study to which people are invited, and one that is open to everyone."""
    async with slack_town(tmp_path_factory.mktemp("home")) as found:
        new_study(found.store, shipped()[PAINS], open_link=True)
        new_study(found.store, ERRAND.replace("errand", PURCHASE, 1))
        yield found
        assert found.refused == []
        assert found.late == []


class Invited(Colleague):
    """Somebody who has an invitation's card in their direct messages."""

    async def begins(self) -> None:
        await self.hears("asks you to tell about something")
        await self.taps("Start")

    @property
    def card(self) -> Seen:
        """The card as it stands there now."""
        return next(seen for seen in self.person.screen if "asks you to tell" in seen.text)

    def is_answered(self) -> bool:
        """Whether the card shows that they have said something to it."""
        return len(self.card.labels) < 3


def _mentioned(*people: Colleague) -> str:
    """People as a command names them."""
    return " ".join(f"<@{each.person.id}|{each.person.user.name}>" for each in people)


async def _orders(person: FakeSlackPerson, words: str, answer: str) -> None:
    await person.slash("/journey", words)
    await person.hears(answer)


async def test_a_researcher_invites_counts_and_gets_the_map(place: SlackTown) -> None:
    workspace = place.slack.workspace()
    rita = workspace.person("Rita")
    account = f"{workspace.id}/{rita.id}"
    refusal = sentences.NO_RESEARCHER.format(messenger="slack", account=account)
    await _orders(rita, "status", refusal)
    await place.place.command(
        *("user", "add", "rita", "--role", "researcher", "--password-stdin"), typed="a long secret"
    )
    await place.place.command("user", "link", "rita", "--slack", account)
    await _orders(rita, "study", f"{PURCHASE}: {PURCHASE} (open)")

    ann, ben, cleo = (Invited(place, workspace.person(name), "") for name in ("Ann", "Ben", "Cleo"))
    await _orders(rita, f"invite {PURCHASE} {_mentioned(ann, ben, cleo)}", "3 invited.")
    await _put_off_and_refused(ben, cleo)
    await _orders(rita, f"invite {PURCHASE} {_mentioned(cleo)}", "0 invited; 1 was not asked")
    await _orders(rita, f"map {PURCHASE}", f"Nobody has answered in “{PURCHASE}” yet.")
    held = {who.id: _files(who) for who in workspace.people.values()}
    await ann.ends()
    assert ann.card.labels == ()
    assert "\n✓ " in ann.card.text
    await rita.hears(f"An interview in “{PURCHASE}” is complete: 1 of 3.")
    await _orders(rita, f"status {PURCHASE}", "3 invited, 1 started, 1 completed, 0 broken off")
    await _orders(rita, f"map {PURCHASE}", "I am making the map")
    await place.slack.world.bell.until(lambda: bool(_files(rita)), 20, "the map")
    assert sorted(_files(rita)) == [f"{PURCHASE}.html", f"{PURCHASE}.md"]
    for who in workspace.people.values():
        assert who is rita or _files(who) == held[who.id]


async def _put_off_and_refused(ben: Invited, cleo: Invited) -> None:
    """Ben says not now and could still start; Cleo says never."""
    for who, label, answer in (
        (ben, "Not now", sentences.PUT_OFF),
        (cleo, "Never", sentences.NEVER_INVITED),
    ):
        await who.hears("asks you to tell about something")
        await who.taps(label)
        await who.hears(answer)
        await who.person.world.bell.until(who.is_answered, 10, "the card to change")
    assert (ben.card.labels, cleo.card.labels) == (("Start",), ())


def _files(person: FakeSlackPerson) -> list[str]:
    return [name for seen in person.screen for name in seen.files if not seen.mine]


async def test_home_lists_interviews_with_what_can_be_done(place: SlackTown) -> None:
    grace = await place.colleague().chooses()
    home = await _home(grace, "Under way")
    assert home.labels[:4] == ("Resume", "My answers", "My map", "Withdraw")
    await grace.taps("My answers", home)
    await grace.hears("Shoes for winter")
    await grace.taps("My map", home)
    await place.slack.world.bell.until(lambda: bool(_files(grace.person)), 20, "the map")
    await grace.says("pause")
    await grace.hears("We stop here for now")
    await grace.taps("Resume", await _home(grace, "Paused"))
    await grace.hears(WAY)
    await grace.taps("Withdraw", await _home(grace, "Under way"))
    await grace.hears("your answers will not be used")
    assert grace.interview["phase"] == "withdrawn"
    await _home(grace, "Withdrawn")


async def _home(grace: Colleague, containing: str) -> Seen:
    """Their Home tab, opened and up to date."""
    person = grace.person
    await person.opens_home()

    def is_there() -> bool:
        return person.user.home is not None and containing in person.home.text

    await person.world.bell.until(is_there, 10, f"{containing} at Home")
    return person.home


# ── pain points ───────────────────────────────────────────────────────────────────────────────

TOLD = (  # asked, chosen, typed
    ("Where did it happen?", "By e-mail", "by e-mail"),
    ("How was that for you?", "🙁 Bad", "2"),
    ("Why did it happen", "", "Nobody owns the form"),
    ("reason behind that", "", "It was built long ago"),
    ("How much did it get in your way?", "3", "3"),
    ("How often does it happen?", "It happens sometimes", "2"),
    ("how many minutes", "", "30"),
    ("What would have been better?", "", "One form that saves itself"),
    ("May we quote your words", "Yes", "yes"),
)
ASKED = ("Which process is it about?", "What happened?")
CLOSING = "Thank you, that is all."


async def _tells(person: FakeSlackPerson, *, types: bool) -> None:
    """Answer what is asked behind the first two questions, by button or typed."""
    for asked, chosen, typed in TOLD:
        (*_, seen) = await person.hears(asked)
        if types or not chosen:
            await person.says(typed)
        elif chosen in seen.labels:
            await person.taps(chosen)
        else:
            await person.picks(chosen)
    await person.hears(CLOSING)


def _pains(place: SlackTown) -> list[dict[str, str]]:
    """Answers of each interview about a pain point, by question; follow-ups apart."""
    return [
        {a["question"]: a["verbatim"] for a in one["answers"] if a["probe"] is None}
        for one in SlackTown(place.place, PAINS, place.store, place.servers).interviews()
    ]


async def test_a_pain_point_is_told_from_a_message_whose_author_stays_unnamed(
    place: SlackTown,
) -> None:
    """Ida is being interviewed about something else meanwhile, so what she sends is kept."""
    ida = (await place.colleague("Ida").chooses()).person
    uma = place.slack.workspace().person("Umanarina")
    await ida.message_shortcut("pain_point", "the form lost all that I had typed", uma)
    form = await ida.sees(ASKED[0])
    assert "Who wrote it is not kept." in form.text
    await ida.submits({ASKED[0]: "Travel expenses"})
    await ida.sees("I have written to you")
    await _tells(ida, types=False)
    (told,) = [one for one in _pains(place) if one.get("process") == "Travel expenses"]
    assert told["happened"] == "the form lost all that I had typed"
    held = b"".join(file.read_bytes() for file in place.place.home.glob("desirepath.db*"))
    assert uma.id.encode() not in held
    assert b"Umanarina" not in held


async def test_a_pain_point_is_told_from_the_form_for_everyone_by_typing(place: SlackTown) -> None:
    olga = place.slack.workspace().person("Olga")
    await olga.shortcut("tell_us")
    await olga.sees("Tell us about a process")
    await olga.submits()
    await olga.hears("May I begin?")
    await olga.says("yes")
    for asked, words in zip(ASKED, ("Buying a chair", "It took weeks"), strict=True):
        await olga.hears(asked)
        await olga.says(words)
    await _tells(olga, types=True)
    (told,) = [one for one in _pains(place) if one.get("process") == "Buying a chair"]
    assert (told["happened"], told["where"], told["minutes_lost"]) == (
        "It took weeks",
        "by e-mail",
        "30",
    )


@pytest.mark.parametrize("how", [{"error": "internal_error"}, {"error": 500}, {"hang": 4.0}])
async def test_where_no_form_opens_the_talk_begins_all_the_same(
    place: SlackTown, how: dict[str, float | str]
) -> None:
    name = f"Paul {len(place.slack.workspace().people)}"
    paul = place.slack.workspace().person(name)
    place.slack.fail("views.open", **how)
    shortcut = await paul.message_shortcut("pain_point", "it broke", paul)
    assert shortcut.acknowledged
    await paul.hears("May I begin?")
    await paul.taps("I agree")
    await paul.hears(ASKED[0])
    assert paul.modal is None
