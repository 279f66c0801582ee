"""One order of a researcher, as it is worked through."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.messenger import Asked, Delivery, Found
from bot.visit import Visit
from bot.workplace import study_or_refuse
from cxmodel.errors import Refused
from cxmodel.study import Study


@dataclass(frozen=True, slots=True)
class Order:
    """Who asks for what; `words` are those behind the first."""

    visit: Visit
    delivery: Delivery
    given: Asked | Found
    words: Sequence[str]

    def word(self, position: int, missing: str) -> str:
        """One of the words. Raises Refused, saying what is missing."""
        if len(self.words) <= position:
            raise Refused(missing)
        return self.words[position]

    def study(self, missing: str) -> Study:
        """The study that the first word names. Raises Refused."""
        return study_or_refuse(self.visit.work, self.word(0, missing).rstrip(","))
