"""What a change has made: told by people who look back at it, where others tell what they wish."""

from collections.abc import Collection, Iterable

from cxmodel.guide import Guide, Lane, Moment
from cxmodel.interview import QuestionId
from cxmodel.journey import Document
from reports.claims import Voices
from reports.lists import MOST_LISTED
from reports.telling import Saying


def looking_back(guides: Iterable[Guide]) -> frozenset[QuestionId]:
    """Questions for a difference that was made, in guides that count what it took before it."""
    asked: dict[bool, set[QuestionId]] = {True: set(), False: set()}
    for guide in guides:
        looks_back = any(t.effort and t.effort.moment == Moment.EARLIER for t in guide.topics)
        asked[looks_back] |= {t.question for t in guide.topics if t.lane is Lane.DIFFERENCE}
    return frozenset(asked[True] - asked[False])


class Differences(Voices):
    """A difference, and whether all who tell it say that it has come about."""

    def __init__(self, looking_back: Collection[QuestionId]) -> None:
        super().__init__()
        self._looking_back = looking_back
        self._made = True

    def add(self, saying: Saying, burden: bytes | None = None) -> None:
        """Take in one more voice."""
        super().add(saying, burden)
        self._made &= saying.question in self._looking_back

    def claim(self, most: int = MOST_LISTED) -> Document:
        """The claim; `of_change` where it was made, not wished for."""
        return super().claim(most) | ({"of_change": True} if self._made else {})
