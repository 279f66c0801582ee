"""What the platform knows of the respondent: used where they have not told it themselves."""

from dataclasses import replace

from cxmodel.interview import Phase
from interview_flows.exchange import Exchange
from interview_flows.flow import language_among
from interview_flows.prompts import show
from interview_flows.quiet import zone_called
from interview_flows.talk import Known


def get_to_know(x: Exchange, known: Known) -> None:
    """Go by their clock, and before consent talk in their language where ours was a guess.

    They did nothing: nothing counts as heard, and no sentence is said to it.
    """
    zone = zone_called(known.zone)
    if zone is not None and not x.interview.reminded.zone:
        x.interview = replace(x.interview, reminded=replace(x.interview.reminded, zone=zone))
    language = language_among(x.flow.languages, known.language) if known.language else None
    if language is None or not x.progress.guessed:  # a guess that was agreed in is none any more
        return
    x.move(replace(x.progress, guessed=False))
    if language != x.interview.language:
        x.interview = replace(x.interview, language=language)
        if x.phase is Phase.CONSENTING:
            show(x, redraws=True)
