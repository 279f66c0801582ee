"""The steps on the table while they are confirmed: each correction of them, and its undoing."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from cxmodel.interview import Correction, Part, Progress, Step, StepId
from interview_flows.agenda import Place
from interview_flows.exchange import Exchange
from interview_flows.offers import brief
from interview_flows.prompts import show
from interview_flows.words import spoken

_WORDS_SHOWN = 60  # characters of the correction that is taken back


def corrected(
    progress: Progress, steps: tuple[str, ...], words: str, part: Part | None = None
) -> Progress:
    """Put other steps on the table, and note how to come back to those that stood there.

    `words`: what the respondent said for it; `part`: where it belongs to their story.
    """
    before = progress.draft_steps or ()
    at = _alike(before, steps)
    end = _alike(before[at:][::-1], steps[at:][::-1])
    size = len(steps) - end - at
    done = Correction(brief(words, _WORDS_SHOWN), at, before[at : len(before) - end], size, part)
    return replace(
        progress,
        parts=progress.parts if part is None else (*progress.parts, part),
        draft_steps=steps,
        corrections=(*progress.corrections, done),
    )


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the steps from the front in which two lists are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def take_back_correction(x: Exchange, place: Place) -> None:
    """Show the steps as they were before the last correction, and say which that was."""
    *earlier, last = x.progress.corrections
    steps, end = x.progress.draft_steps or (), last.at + last.size
    if last.words:
        _keep_words(x, place, steps[last.at : end], (*steps[: last.at], *last.was, *steps[end:]))
    x.settle()
    x.turn_over(
        replace(
            x.progress,
            parts=_without(x.progress.parts, last.part),
            draft_steps=(*steps[: last.at], *last.was, *steps[end:]),
            corrections=tuple(earlier),
        )
    )
    show(x, x.words.correction_undone.format(words=last.words) if last.words else "")


def wordless(corrections: Sequence[Correction], message: str) -> tuple[Correction, ...]:
    """Corrections that no longer hold the words of a message: it was deleted by its sender."""
    return tuple(
        replace(each, words="", part=None) if each.part and each.part.message == message else each
        for each in corrections
    )


def _without(parts: tuple[Part, ...], gone: Part | None) -> tuple[Part, ...]:
    """Parts without the one that a correction brought, which may have been edited since."""
    if gone is None:
        return parts
    named = [
        n
        for n, part in enumerate(parts)
        if part == gone or (gone.message and part.message == gone.message)
    ]
    return tuple(part for n, part in enumerate(parts) if n not in named[-1:])


def _keep_words(x: Exchange, place: Place, gone: Sequence[str], left: Sequence[str]) -> None:
    """Keep what is said in steps that are taken back, and in none that is left, as hidden steps."""
    told = {word for text in left for word in spoken(text).split()}
    for text in gone:
        known = x.interview.steps
        if not set(spoken(text).split()) <= told and text not in {s.text for s in known}:
            number = StepId(f"s{len(known) + 1}")
            step = Step(id=number, order=0, text=text, hidden=True, source=place.question.id)
            x.interview = replace(x.interview, steps=(*known, step))
