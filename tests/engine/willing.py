"""A respondent who answers whatever waits, in any language; what holds of any interview."""

from cxmodel.interview import OPEN_PHASES, Interview, Phase
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import Chose, Input, Reply, ReplyKind, Resumed, Said, Skipped
from tests.engine.respondent import Respondent

FINAL = (Phase.COMPLETED, Phase.DECLINED, Phase.WITHDRAWN, Phase.EXPIRED)
MOST = 400  # answers that an interview takes

_BY_INPUT = {"number": "1", "date": "2026-02-28", "text": "⟦~⟧ 7", "choices": "1"}


def answer_to(prompt: Reply, pick: int = 0) -> Input:
    """An answer that the prompt takes; `pick` chooses among its options, 0 leaves stories out."""
    words = phrases_in(prompt.language)
    if prompt.input == "story":
        return Skipped() if pick == 0 else Said("Found it. Then I paid it.")
    if prompt.kind is ReplyKind.PROBE or prompt.options[-1:] in (
        (words.thats_all,),
        (words.nothing,),
    ):
        return Chose(prompt.options[-1])
    if prompt.options and prompt.input != "choices":
        return Chose(pick % len(prompt.options))
    return Said(_BY_INPUT[prompt.input]) if prompt.input in _BY_INPUT else Skipped()


def comes_to_an_end(respondent: Respondent) -> bool:
    """Go on until the interview is over; False where it never is."""
    for _ in range(MOST):
        if respondent.phase in FINAL:
            return True
        respondent.does(Resumed())
        prompt = respondent.last
        assert prompt.input != "none", prompt
        respondent.does(answer_to(prompt))
    return False


def holds_together(interview: Interview) -> None:
    """Check what is true of every interview after every step."""
    ids = [answer.id for answer in interview.answers]
    assert ids == [f"a{n}" for n in range(1, len(ids) + 1)]
    current = [a for a in interview.current_answers() if a.probe is None]
    assert len({(a.question, a.step) for a in current}) == len(current)
    shown = [s.order for s in interview.visible_steps()]
    assert shown == list(range(1, len(shown) + 1))
    if interview.phase in OPEN_PHASES - {Phase.CONSENTING, Phase.PLAYBACK}:
        assert interview.progress.at is not None
