import asyncio
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot import sentences
from bot.outbox import DOUBTS, TRIES, Timing
from cxmodel.errors import SendFailed
from cxmodel.interview import Phase
from cxmodel.records import Claim, Sent
from cxmodel.store import Store
from tests.bot.pigeon import Pigeon
from tests.bot.post import QUICK, PostOffice, until
from tests.bot.town import Town

SLOW_DOWN = SendFailed("429", retry_after=timedelta(seconds=0.4))
BUSY = SendFailed("502")
REFUSED = SendFailed("400", permanent=True)
BLOCKED = SendFailed("403", permanent=True, unreachable=True)
NO_ENTRY = SendFailed("401", unauthorized=True, retry_after=timedelta(seconds=0.4))


UNSURE = SendFailed("cut off", uncertain=True)


async def hangs() -> None:
    await asyncio.sleep(60)


async def sunshine() -> None:
    pass


def sent_of(claim: Claim, state: str) -> Sent:
    return Sent(row=claim.rows[0].id, chat=claim.chat.id, fence=claim.fence, state=state)


async def test_letters_of_a_chat_arrive_in_order(store: Store) -> None:
    async with PostOffice(store) as post:
        chats = [post.queues(str(n), *"abcde") for n in range(70)]
        await until(lambda: all(post.states(chat) == ["sent"] * 5 for chat in chats))

    assert all(post.pigeon.texts(str(n)) == list("abcde") for n in range(70))
    last = post.chat(chats[0])
    assert (last.prompt_turn, last.prompt_message) == (5, "5")


async def test_a_chat_that_is_to_slow_down_waits_and_others_go_on(store: Store) -> None:
    async with PostOffice(store) as post:
        post.pigeon.meets("1", SLOW_DOWN)
        slow, began = post.queues("1", "a", "b"), time.monotonic()
        await until(lambda: post.states(slow)[0] == "queued" and post.rows(slow)[0][1] == 1)
        other = post.queues("2", "x")
        await until(lambda: post.states(other) == ["sent"])
        assert post.pigeon.texts("1") == []

        await until(lambda: post.states(slow) == ["sent", "sent"])
    assert time.monotonic() - began >= 0.4
    assert post.pigeon.texts("1") == ["a", "b"]


async def test_a_busy_platform_is_tried_again_ever_later(store: Store) -> None:
    flights: list[float] = []

    async def busy() -> None:
        flights.append(time.monotonic())
        raise BUSY

    async with PostOffice(store) as post:
        post.pigeon.meets("1", busy, busy, busy, busy)
        chat = post.queues("1", "a", "b")
        await until(lambda: post.states(chat) == ["sent", "sent"])

    waits = [later - earlier for earlier, later in pairwise(flights)]
    assert [wait >= least for wait, least in zip(waits, (0.025, 0.05, 0.1), strict=True)]
    assert post.rows(chat) == [("sent", 5), ("sent", 1)]
    assert post.pigeon.texts("1") == ["a", "b"]


def test_the_longest_wait_is_kept_after_any_number_of_tries(store: Store) -> None:
    outbox = PostOffice(store, timing=Timing()).outbox
    waits = [outbox._backoff(attempts) for attempts in (0, 3, 12, 5_000)]

    assert all(wait <= timedelta(minutes=5) for wait in waits)
    assert waits[0] <= timedelta(seconds=1) <= timedelta(seconds=4) <= waits[1]
    assert waits[3] >= timedelta(minutes=2.5)


async def test_a_letter_that_may_have_arrived_is_sent_once_more(store: Store) -> None:
    async with PostOffice(store) as post:
        post.pigeon.meets("1", hangs, hangs)
        chat = post.queues("1", "a", "b", prompts=False)
        await until(lambda: post.states(chat) == ["sent", "sent"])

    assert post.rows(chat) == [("sent", 2), ("sent", 1)]
    assert post.pigeon.texts("1") == ["b"]


async def test_a_question_in_doubt_is_sent_until_it_has_surely_arrived(store: Store) -> None:
    async with PostOffice(store) as post:
        post.pigeon.meets("1", hangs, hangs, hangs)
        chat = post.queues("1", "a", "b")
        await until(lambda: post.states(chat) == ["sent", "sent"])

    assert post.rows(chat) == [("sent", 4), ("sent", 1)]
    assert post.pigeon.texts("1") == ["a", "b"]


async def test_a_question_that_stays_in_doubt_holds_nothing_up_for_ever(store: Store) -> None:
    async with PostOffice(store) as post:
        post.pigeon.meets("1", *[hangs] * DOUBTS)
        chat = post.queues("1", "a", "b")
        await until(lambda: post.states(chat) == ["sent", "sent"])

    assert post.rows(chat) == [("sent", DOUBTS), ("sent", 1)]
    assert post.pigeon.texts("1") == ["b"]


async def test_a_prompt_that_may_have_arrived_can_be_answered(store: Store) -> None:
    async with PostOffice(store) as post:
        post.pigeon.meets("1", hangs, hangs)
        chat = post.queues("1", "a")
        await until(lambda: post.states(chat) == ["uncertain"])
        assert (post.chat(chat).prompt_turn, post.chat(chat).prompt_message) == (1, None)
        await until(lambda: post.states(chat) == ["sent"])


async def test_a_second_doubt_ends_it_whatever_came_between(store: Store) -> None:
    async with PostOffice(store) as post:
        post.pigeon.meets("1", hangs, BUSY, SLOW_DOWN, hangs)
        chat = post.queues("1", "a", prompts=False)
        await until(lambda: post.states(chat) == ["sent"])

    assert post.rows(chat) == [("sent", 4)]
    assert post.pigeon.texts("1") == []


async def test_a_form_that_is_refused_is_replaced_by_the_bare_words(store: Store) -> None:
    async with PostOffice(store) as post:
        post.pigeon.meets("1", REFUSED)
        chat = post.queues("1", "a", "b")
        await until(lambda: post.states(chat) == ["sent", "sent"])

    assert [body.get("plain") for _, body in post.pigeon.delivered] == [True, None]


async def test_words_that_are_refused_too_are_given_up(store: Store) -> None:
    async with PostOffice(store) as post:
        post.pigeon.meets("1", REFUSED, REFUSED)
        chat = post.queues("1", "a", "b")
        await until(lambda: post.states(chat) == ["dead", "sent"])

    assert post.pigeon.texts("1") == ["b"]


async def test_who_blocked_us_is_sent_nothing_more(store: Store) -> None:
    town = Town(store)
    jennifer = town.respondent("1").starts(town.invites(town.study())).agrees()
    async with PostOffice(store, town.pigeon) as post:
        town.pigeon.meets("1", BLOCKED)
        chat = post.queues("1", "a", "b", "c")
        await until(lambda: post.states(chat)[-3:] == ["dead"] * 3)

    assert jennifer.phase is Phase.UNREACHABLE
    assert not {"a", "b", "c"} & set(town.pigeon.texts("1"))


async def test_a_token_that_is_not_accepted_halts_its_messenger_alone(store: Store) -> None:
    closed, fine = Pigeon("closed"), Pigeon("fine")
    async with PostOffice(store, closed, fine) as post:
        closed.meets("1", NO_ENTRY)
        first = post.queues("1", "a", loft=closed)
        await until(lambda: closed.key in post.outbox.halted)
        second = post.queues("2", "b", loft=closed)
        other = post.queues("1", "x", loft=fine)
        await until(lambda: post.states(other) == ["sent"])
        assert post.states(first) == post.states(second) == ["queued"]
        assert closed.delivered == []

        await until(lambda: post.states(first) == post.states(second) == ["sent"])


async def test_a_defect_of_ours_does_not_hold_up_a_chat_for_ever(store: Store) -> None:
    async with PostOffice(store) as post:
        post.pigeon.meets("1", *[KeyError("do") for _ in range(5)])
        chat = post.queues("1", "a", "b")
        await until(lambda: post.states(chat) == ["dead", "sent"])


async def test_a_late_mark_under_a_lost_lease_is_left_alone(store: Store) -> None:
    async with PostOffice(store) as post:

        async def loses_lease() -> None:
            later = datetime.now(UTC) + timedelta(hours=1)
            with store.writing() as work:
                assert work.claim([post.pigeon.key], later, lease=timedelta(hours=1))

        post.pigeon.meets("1", loses_lease)
        chat = post.queues("1", "a")
        await until(lambda: post.pigeon.texts("1") == ["a"])

    assert post.rows(chat) == [("queued", 0)]
    assert post.chat(chat).prompt_turn is None


async def test_a_queue_that_outlasts_its_lease_is_claimed_anew(store: Store) -> None:
    async def slowly() -> None:
        await asyncio.sleep(0.1)

    short = Timing(send_timeout=QUICK.send_timeout, lease=timedelta(seconds=0.6), sweep=QUICK.sweep)
    async with PostOffice(store, timing=short) as post:
        post.pigeon.meets("1", *[slowly] * 8)
        chat = post.queues("1", *"abcdefgh")
        await until(lambda: post.states(chat) == ["sent"] * 8)

    assert post.pigeon.texts("1") == list("abcdefgh")
    assert post.rows(chat) == [("sent", 1)] * 8


# ── what takes its time ───────────────────────────────────────────────────────────────────────────


async def test_a_slow_letter_holds_up_neither_what_follows_nor_what_comes_in(store: Store) -> None:
    flies, lands = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        flies.set()
        await lands.wait()

    async with PostOffice(store) as post:
        post.pigeon.meets("1", sunshine, slowly)
        post.queues("1", "a", "map", slow="map")
        await flies.wait()
        chat = post.queues("1", "b")
        await until(lambda: post.states(chat) == ["sent", "slow", "sent"])
        with store.writing() as work:
            waiting = work.take([post.pigeon.key], datetime.now(UTC))
        assert [each.chat.id for each in waiting] == [chat.id]
        lands.set()
        await until(lambda: post.states(chat) == ["sent"] * 3)

    assert post.pigeon.texts("1") == ["a", "b", "map"]
    assert post.rows(chat) == [("sent", 1)] * 3


async def test_nobody_else_begins_a_slow_letter_within_its_lease(store: Store) -> None:
    claims: list[Claim] = []

    async def slowly() -> None:
        await asyncio.sleep(0.5)  # longer than a send may take
        with store.writing() as work:
            now = datetime.now(UTC)
            claims.extend(work.claim_slow([post.pigeon.key], now, QUICK.slow_lease, 9))

    async with PostOffice(store) as post:
        post.pigeon.meets("1", slowly)
        chat = post.queues("1", "map", slow="map")
        await until(lambda: post.states(chat) == ["sent"])

    assert claims == []
    assert post.rows(chat) == [("sent", 1)]
    assert post.pigeon.texts("1") == ["map"]


async def test_a_slow_letter_whose_sender_died_is_due_again_after_its_lease(store: Store) -> None:
    dead, short = PostOffice(store), timedelta(seconds=0.5)
    chat = dead.queues("1", "map", slow="map")
    with store.writing() as work:
        (claim,) = work.claim([dead.pigeon.key], datetime.now(UTC), lease=short)
        work.mark([sent_of(claim, "slow")])
        work.release([claim])
        assert work.claim_slow([dead.pigeon.key], datetime.now(UTC), short, 9)
    began = time.monotonic()
    async with PostOffice(store) as post:
        await until(lambda: post.states(chat) == ["sent"])
    assert time.monotonic() - began >= 0.4
    assert post.rows(chat) == [("sent", 2)]


async def test_a_slow_letter_that_fails_is_tried_again_beside_the_others(store: Store) -> None:
    flies = asyncio.Event()

    async def slowed_down() -> None:
        flies.set()
        raise SLOW_DOWN

    async with PostOffice(store) as post:
        post.pigeon.meets("1", slowed_down)
        post.queues("1", "map", slow="map")
        await flies.wait()
        chat = post.queues("1", "b")
        await until(lambda: post.states(chat) == ["slow", "sent"])
        await until(lambda: post.states(chat) == ["sent", "sent"])
    assert post.pigeon.texts("1") == ["b", "map"]
    assert post.rows(chat) == [("sent", 2), ("sent", 1)]


@pytest.mark.parametrize(
    ("weather", "tries", "reason"),
    [
        pytest.param([REFUSED], 1, "400", id="refused"),
        pytest.param([KeyError("do")] * TRIES, TRIES, "KeyError", id="a defect"),
        pytest.param([UNSURE] * TRIES, TRIES, "cut off", id="no answer"),
    ],
)
async def test_who_asked_is_told_what_was_given_up(
    store: Store, weather: list[Exception], tries: int, reason: str
) -> None:
    async with PostOffice(store) as post:
        post.pigeon.meets("1", *weather)
        chat = post.queues("1", "map", slow="map")
        await until(lambda: post.states(chat) == ["dead", "sent"])

    assert post.rows(chat)[0] == ("dead", tries)
    assert post.pigeon.texts("1") == [sentences.NOT_DONE.format(reason=reason)]


async def test_a_slow_letter_that_hangs_is_broken_off_within_its_lease(store: Store) -> None:
    short = replace(QUICK, slow_lease=timedelta(seconds=0.5))
    async with PostOffice(store, timing=short) as post:
        post.pigeon.meets("1", hangs)
        chat = post.queues("1", "map", slow="map")
        await until(lambda: post.states(chat) == ["sent"])
    assert post.rows(chat) == [("sent", 2)]


# ── the way out ───────────────────────────────────────────────────────────────────────────────────


async def test_on_the_way_out_what_is_in_the_air_arrives(store: Store) -> None:
    landed = asyncio.Event()

    async def flies() -> None:
        landed.set()
        await asyncio.sleep(0.15)

    post = PostOffice(store)
    async with post:
        post.pigeon.meets("1", flies)
        chat = post.queues("1", "a", "b")
        await landed.wait()

    assert post.pigeon.texts("1") == ["a"]
    assert post.states(chat) == ["sent", "queued"]
    with store.writing() as work:  # the lease was given back, so the next process goes on at once
        assert work.claim([post.pigeon.key], datetime.now(UTC), lease=timedelta(seconds=1))


async def test_on_the_way_out_a_claim_under_way_is_not_forgotten(store: Store) -> None:
    post = PostOffice(store)
    claim, claimed = post.outbox._claim, threading.Event()

    def slowly() -> tuple[list[Claim], list[Claim]]:
        claims = claim()
        claimed.set()
        time.sleep(0.1)
        return claims

    post.outbox._claim = slowly  # type: ignore[method-assign]
    chat = post.queues("1", "a")
    async with post:
        await asyncio.to_thread(claimed.wait)

    with store.writing() as work:
        free = work.claim([post.pigeon.key], datetime.now(UTC), lease=timedelta(seconds=1))
    assert post.states(chat) == ["sent"] or free


async def test_a_database_that_is_away_keeps_every_letter(store: Store) -> None:
    async with PostOffice(store) as post:
        chat = post.queues("1", "a")
        await until(lambda: post.states(chat) == ["sent"])
        writing = store.writing
        store.writing = _away  # type: ignore[method-assign, assignment]
        post.outbox.wake()
        await asyncio.sleep(0.15)
        store.writing = writing  # type: ignore[method-assign]
        later = post.queues("1", "b")
        await until(lambda: post.states(later) == ["sent", "sent"])


def _away() -> None:
    raise OSError("the database is away")


async def test_what_is_optional_is_given_up_in_silence(store: Store) -> None:
    """A picture: all of it was said in words."""
    async with PostOffice(store) as post:
        post.pigeon.meets("1", *[BUSY] * TRIES)
        chat = post.queues("1", "picture", slow="picture", optional=True)
        await until(lambda: post.states(chat) == ["dead"])
        assert post.rows(chat) == [("dead", TRIES)]
        post.pigeon.meets("2", REFUSED)
        refused = post.queues("2", "picture", slow="picture", optional=True)
        await until(lambda: post.states(refused) == ["dead"])
    assert post.pigeon.delivered == []
