import asyncio

from bot.pace import MOST_CHATS, Limiter, Pace

MANY = Pace(10_000, 10_000)


async def seconds(*waits: object) -> float:
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.gather(*waits)  # type: ignore[call-overload]
    return loop.time() - began


async def test_a_chat_is_paced_after_its_burst() -> None:
    limiter = Limiter(MANY, Pace(50, 2))
    assert await seconds(*[limiter.wait(1) for _ in range(2)]) < 0.02
    assert await seconds(*[limiter.wait(1) for _ in range(4)]) >= 4 / 50


async def test_every_message_goes_in_the_end() -> None:
    limiter, gone = Limiter(MANY, Pace(200, 1)), []

    async def send(number: int) -> None:
        await limiter.wait(1)
        gone.append(number)

    await asyncio.gather(*[send(n) for n in range(20)])
    assert gone == list(range(20))


async def test_one_chat_does_not_slow_another() -> None:
    limiter = Limiter(MANY, Pace(1, 1))
    assert await seconds(*[limiter.wait(chat) for chat in range(100)]) < 0.5


async def test_an_edit_costs_a_chat_nothing_and_the_installation_as_much() -> None:
    limiter = Limiter(MANY, Pace(1, 1))
    edits = [limiter.wait(1, edits=True) for _ in range(5)]
    assert await seconds(*edits, limiter.wait(1)) < 0.5

    limiter = Limiter(Pace(100, 5), MANY)
    assert await seconds(*[limiter.wait(1, edits=True) for _ in range(15)]) >= 10 / 100


async def test_the_whole_installation_is_paced_too() -> None:
    limiter = Limiter(Pace(100, 5), MANY)
    assert await seconds(*[limiter.wait(chat) for chat in range(15)]) >= 10 / 100


async def test_a_silence_is_no_credit_beyond_the_burst() -> None:
    limiter = Limiter(MANY, Pace(100, 2))
    await limiter.wait(1)
    await asyncio.sleep(0.1)
    assert await seconds(*[limiter.wait(1) for _ in range(6)]) >= 4 / 100


async def test_only_so_many_chats_are_remembered() -> None:
    limiter = Limiter(MANY, MANY)
    for chat in range(MOST_CHATS + 10):
        limiter._chats[chat] = limiter._chats.get(chat) or type(limiter._overall)(MANY)
    await limiter.wait(MOST_CHATS + 10)
    assert len(limiter._chats) <= MOST_CHATS + 10
