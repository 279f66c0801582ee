"""The small closed grammar of `when`: comparison, and/or/not, answered. Parsed once, never eval."""

from collections.abc import Callable
from dataclasses import dataclass

from cxmodel.interview import Value

Lookup = Callable[[str], Value]
"""Value of a question by id, or of `study.FIELD`; None where there is no answer."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed `when`."""

    text: str
    names: frozenset[str]  # the questions that it looks at
    test: Callable[[Lookup], bool]

    def holds(self, value_of: Lookup) -> bool:
        """Whether the condition is met; a comparison with nothing is never met."""
        return self.test(value_of)
