"""Faults that a test asks for: what Telegram and the network do on bad days."""

from dataclasses import dataclass, field

from tests.fakes.telegram_api import Refusal

_DESCRIPTIONS = {
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    429: "Too Many Requests: retry after {}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(slots=True, kw_only=True)
class Fault:
    """What goes wrong with the next `times` calls of a method; None: until `clear`.

    Exactly one of `error`, `hang` and `drop` says what happens. With `after` the call is carried
    out first: "record, but answer 502". A hanging call is answered in the end.
    """

    method: str = "*"  # every method
    times: int | None = 1
    error: int | None = None  # status code
    retry_after: int = 1  # seconds, told with a 429
    hang: float | None = None  # seconds
    drop: bool = False  # the connection is cut without an answer
    after: bool = False
    chat: int | None = None  # only calls for this chat
    hits: int = 0

    def fits(self, method: str, chat: object) -> bool:
        """Whether it strikes this call."""
        return (
            self.method.lower() in {"*", method.lower()}
            and (self.times is None or self.hits < self.times)
            and (self.chat is None or self.chat == chat)
        )

    def refusal(self) -> Refusal:
        """What Telegram answers, where the fault is an answer."""
        code = self.error or 500
        description = _DESCRIPTIONS.get(code, "Bad Request: a fault was asked for")
        if code == 429:
            return Refusal(code, description.format(self.retry_after), retry_after=self.retry_after)
        return Refusal(code, description)


@dataclass(slots=True)
class Faults:
    """All faults in force, the oldest first."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> Fault:
        if sum((fault.error is not None, fault.hang is not None, fault.drop)) != 1:
            raise ValueError("a fault is an error, a hang or a drop")
        self.waiting.append(fault)
        return fault

    def strike(self, method: str, chat: object) -> Fault | None:
        """Find the fault of this call, if any, and count it."""
        for fault in self.waiting:
            if fault.fits(method, chat):
                fault.hits += 1
                return fault
        return None

    def clear(self) -> None:
        self.waiting.clear()
