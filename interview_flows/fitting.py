"""Whether an answer is one to a question as it is put now: it may have been given to another."""

from cxmodel.interview import Answer
from interview_flows.flow import Question


def fits(answer: Answer, question: Question) -> bool:
    """Whether an answer could have been given to this question, wherever it was given.

    An interview that was moved to another version of its flow may hold answers of another kind, to
    options that are no longer there, or out of the range that is asked for: they are asked for
    again.
    """
    if answer.kind is not question.kind:
        return False
    if not question.options and question.range is None:
        return True
    value = answer.value
    if value is None or value == ():
        return True
    if question.options and not (question.free or question.options_from):
        return not gone(answer, question)
    if question.range is not None:
        low, high = question.range.low, question.range.high
        return isinstance(value, int | float) and low <= value <= high
    return True


def gone(answer: Answer, question: Question) -> list[str]:
    """What was chosen and is not among a question's own options."""
    chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    known = [option.id for option in question.options]
    return [str(one) for one in chosen if one is not None and one not in known]
