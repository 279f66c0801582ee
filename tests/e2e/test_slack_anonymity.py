"""An anonymous interview in Slack, from the invitation to the goodbye, leaves nobody behind."""

import asyncio
from pathlib import Path

from cxmodel.study import Anonymity
from tests.e2e.slack_town import Colleague, SlackTown, slack_town
from tests.e2e.test_anonymity import holding, is_in
from tests.e2e.town import PATIENCE, WAY

NAME = "Canarina"


async def test_who_completed_it_in_slack_is_found_nowhere(tmp_path: Path) -> None:
    async with slack_town(tmp_path, anonymity=Anonymity.ANONYMOUS) as there:
        colleague = there.colleague(NAME)
        await colleague.person.opens_home()
        await colleague.person.sees("Your interviews")
        await colleague.chooses()
        assert "inbox" in holding(there, colleague.person.id)
        await colleague.person.overflow("Pause")
        await colleague.hears("We stop here for now")
        await colleague.says("resume")
        await colleague.hears(WAY)
        await _ends(colleague)
        await colleague.settled()

        assert colleague.interview["phase"] == "completed"
        assert colleague.answers["need"] == "Shoes for winter"
        traces = _traces(there, colleague)
        assert {word: holding(there, word) for word in traces if holding(there, word)} == {}
        async with asyncio.timeout(PATIENCE):  # until the server was quiet
            while is_in(tmp_path, *traces):  # noqa: ASYNC110
                await asyncio.sleep(0.2)

        await colleague.says("forget me")
        await colleague.hears("I know of no answers of yours here")
        await colleague.settled()
        assert holding(there, NAME, colleague.person.id) == set()


async def _ends(colleague: Colleague) -> None:
    """Answer from the second question to the goodbye."""
    await colleague.taps("The shop")
    for words, answer in (
        ("What did you do?", "I went there"),
        ("press Done", "done"),
        ("Is that right?", "yes"),
        ("How was", "4"),
        ("How many forms?", "2"),
        ("What would you wish for?", "Nothing more"),
        ("From 0 to 10?", "9"),
    ):
        await colleague.hears(words)
        await colleague.says(answer)
    await colleague.hears("That was all. Good-bye.")


def _traces(there: SlackTown, colleague: Colleague) -> set[str]:
    """Whatever Slack calls them, their conversation, its messages and its events."""
    person = colleague.person
    stamps = {seen.ts for seen in person.screen}
    payloads = [delivery.payload for delivery in there.slack.delivered]
    keys = {
        str(payload.get(key, NAME)) for payload in payloads for key in ("event_id", "trigger_id")
    }
    as_numbers = {stamp.replace(".", "") for stamp in stamps}
    return {person.id, person.dm.id, NAME, NAME.lower()} | stamps | as_numbers | keys
