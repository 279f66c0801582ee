"""How somebody comes into an interview: by an invitation, a study's door, a form, or just so."""

from collections.abc import Sequence
from datetime import timedelta

from bot import sentences
from bot.anonymity import is_about_the_past
from bot.entry import asks_for_help, is_under_way, no_entry, wanted_study
from bot.guides import Door, ask_which_guide, guide_tapped, guide_typed, is_to_be_chosen
from bot.messenger import Delivery, PutOff, Report, Start
from bot.visit import Visit, notice
from bot.which import ask_which_study, study_tapped, turn_or_ask, turn_to
from cxmodel.interview import Interview, InterviewId, Phase
from cxmodel.records import Invitation
from cxmodel.store import Reading
from cxmodel.study import Study, StudyFlow
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import Began, Chose, Finished, Outcome, Reply, Said, Skipped

MOST_A_MINUTE = 30  # interviews begun in one open study; a poster can be photographed by a robot
_MINUTE = timedelta(minutes=1)


def arrive(visit: Visit, start: Start, delivery: Delivery) -> None:
    """Somebody opened the bot, through whichever door."""
    match start:
        case Start(token=str(token)):
            visit.blank = True  # the body holds the token
            _accept(visit, visit.work.find_invitation(token, delivery.person), delivery)
        case Start(invitation=str(sent)):
            _accept(visit, visit.work.sent_invitation(sent, delivery.person), delivery, sent=True)
        case Start(study=str(study)):
            _join(visit, visit.work.study(study), start.flow, delivery)
        case Start(flow=str(flow)):
            _find_study(visit, flow, delivery)
        case _:
            welcome(visit, delivery)


def welcome(visit: Visit, delivery: Delivery) -> None:
    """Somebody without an invitation: on with what is open, else into an open study."""
    visit.take_up()
    interview = visit.active()
    if interview is not None and is_under_way(interview):
        visit.step(interview, Began())
        return
    if is_about_the_past(delivery.content):
        visit.tell(sentences.NOTHING_OF_YOURS)
        return
    studies = open_studies(visit.work)
    listed = guide_typed(visit, studies, delivery.content)
    wanted = wanted_study(studies, delivery.content)
    if asks_for_help(delivery.content):
        _explain(visit, delivery, studies)
    elif listed is not None:
        enter_listed(visit, listed, delivery)
    elif wanted is not None:
        _join(visit, wanted, None, delivery)
    elif studies:
        ask_which_study(visit, sentences.WHICH_STUDY, studies, studies)
    else:
        visit.tell(sentences.NO_STUDY)


def _explain(visit: Visit, delivery: Delivery, studies: Sequence[Study]) -> None:
    """How it works, a researcher's orders where it is one, and what can be begun."""
    visit.say(phrases_in(visit.language()).help)
    if visit.work.user_of(delivery.person) is not None:
        visit.say(sentences.DESK_HELP)
    if studies:
        ask_which_study(visit, sentences.WHICH_STUDY, studies, studies)
    else:
        visit.tell(sentences.NO_STUDY)


def enter_listed(visit: Visit, given: Chose, delivery: Delivery) -> None:
    """Into what was tapped on a list, a study or a guide; where that is out of date, it anew."""
    studies = open_studies(visit.work)
    if through := guide_tapped(visit, studies, given):
        return _enter(visit, *through, delivery)
    found = study_tapped(studies, given)
    if found is None:
        return welcome(visit, delivery)
    study, flow = found
    return _join(visit, study, flow, delivery)


def go_on(visit: Visit, earlier: InterviewId, *, asks: bool = True) -> None:
    """Resume where this account was: nothing is reset. What is over sets nothing aside.

    In the middle of another one they are asked first, unless it is known which they want.
    """
    interview = visit.load(earlier)
    if interview is None:
        return visit.tell(sentences.UNKNOWN_LINK)
    if visit.chat.interview == earlier or not is_under_way(interview):
        visit.step(interview, Began())
    elif asks:
        turn_or_ask(visit, interview)
    else:
        turn_to(visit, interview)
    return None


def begin_again(visit: Visit, over: Interview, delivery: Delivery) -> None:
    """Another interview with the guide of one that is over."""
    _join(visit, visit.work.study(over.study), over.flow, delivery)


def put_off(visit: Visit, given: PutOff) -> None:
    """No, to an invitation that was sent: not now, or never again."""
    if given.for_good:
        visit.work.never_invite(visit.chat.id)
    visit.tell(sentences.NEVER_INVITED if given.for_good else sentences.PUT_OFF)


def open_studies(reading: Reading) -> list[Study]:
    """Studies that anybody may begin, in the order in which they were set up."""
    return [study for study in reading.studies() if study.open_link and study.closed_at is None]


# ── doors ─────────────────────────────────────────────────────────────────────────────────────────


def _accept(
    visit: Visit,
    invitation: Invitation | None,
    delivery: Delivery,
    flow: str | None = None,
    *,
    sent: bool = False,
) -> None:
    """Into a study by an invitation, with its guide; `flow`: the one that they chose instead."""
    study = visit.work.study(invitation.study) if invitation is not None else None
    if invitation is None or study is None:
        return visit.tell(sentences.UNKNOWN_LINK)
    if invitation.bound_to_other:
        return visit.tell(sentences.TAKEN_LINK, study)
    named = flow or invitation.flow
    if named is None and invitation.reusable and is_to_be_chosen(visit, study):
        return _offer_guides(visit, Door(study, invitation), delivery)
    chosen = _flow_of(study, named)
    if chosen is None:
        return visit.tell(sentences.CLOSED_STUDY, study)
    earlier = invitation.interview
    if earlier is None and (invitation.reusable or sent):
        earlier = visit.work.interview_by_person(study.id, delivery.person, chosen.flow)
    if earlier is not None and not _begins_anew(visit, chosen, earlier):
        return go_on(visit, earlier)
    if earlier is None and _is_used_up(visit, chosen, invitation, sent=sent):
        return visit.tell(sentences.USED_INVITATION, study)
    refusal = _no_entry_by(visit, study, invitation)
    if refusal is not None:
        return visit.tell(refusal, study)
    interview = visit.begin(study, chosen, delivery, invitation.segment)
    visit.work.use_invitation(invitation.id, delivery.person, interview.id)
    turn_or_ask(visit, interview)
    return None


def _join(visit: Visit, study: Study | None, flow: str | None, delivery: Delivery) -> None:
    """Into a study that needs no invitation, with one of its guides; None: the one they choose."""
    if study is not None and flow is None and is_to_be_chosen(visit, study):
        return _offer_guides(visit, Door(study, None), delivery)
    chosen = _flow_of(study, flow)
    if study is None or chosen is None:
        return visit.tell(sentences.CLOSED_STUDY, study)
    earlier = visit.work.interview_by_person(study.id, delivery.person, chosen.flow)
    if earlier is not None and not _begins_anew(visit, chosen, earlier):
        return go_on(visit, earlier)
    refusal = _no_room(visit, study)
    if refusal is not None:
        return visit.tell(refusal, study)
    turn_or_ask(visit, visit.begin(study, chosen, delivery, None))
    return None


def _enter(visit: Visit, door: Door, flow: str, delivery: Delivery) -> None:
    """Into a study with the guide that was chosen there."""
    if door.link is not None:
        _accept(visit, door.link, delivery, flow)
    else:
        _join(visit, door.study, flow, delivery)


def _offer_guides(visit: Visit, door: Door, delivery: Delivery) -> None:
    """On with what this account has begun there, else have a guide chosen."""
    earlier = visit.work.interview_by_person(door.study.id, delivery.person)
    if earlier is not None and is_under_way(visit.load(earlier)):
        return go_on(visit, earlier)
    if door.link is not None:
        refusal = _no_entry_by(visit, door.study, door.link)
    else:
        refusal = _no_room(visit, door.study)
    if refusal is not None:
        return visit.tell(refusal, door.study)
    return ask_which_guide(visit, door)


def _find_study(visit: Visit, flow: str, delivery: Delivery) -> None:
    """Into the open study that asks with this guide."""
    studies = open_studies(visit.work)
    asking = [study for study in studies if _flow_of(study, flow) is not None]
    if len(asking) == 1:
        _join(visit, asking[0], flow, delivery)
    elif asking:
        ask_which_study(visit, sentences.WHICH_OF_FLOW, studies, asking)
    else:
        visit.tell(sentences.NO_STUDY_OF_FLOW)


def _begins_anew(visit: Visit, chosen: StudyFlow, earlier: InterviewId) -> bool:
    """Whether the guide may be gone through again, and the interview before is over."""
    return _repeats(visit, chosen) and not is_under_way(visit.load(earlier))


def _repeats(visit: Visit, chosen: StudyFlow) -> bool:
    return visit.shelf.flow(chosen.version, visit.work).repeatable


def _is_used_up(visit: Visit, chosen: StudyFlow, invitation: Invitation, *, sent: bool) -> bool:
    """Whether a sent invitation has led to an interview that is nobody's by now."""
    return sent and invitation.used > 0 and not _repeats(visit, chosen)


def _no_entry_by(visit: Visit, study: Study, invitation: Invitation) -> str | None:
    """Why nobody can begin by an invitation just now; None where they can."""
    refusal = no_entry(study, invitation, visit.now)
    if refusal is None and invitation.reusable:
        refusal = _no_room(visit, study)
    if refusal is None and _is_segment_full(visit, study, invitation.segment):
        refusal = sentences.FULL_STUDY
    return refusal


def _no_room(visit: Visit, study: Study) -> str | None:
    """Why nobody can begin in a study uninvited just now; None where they can."""
    if study.closed_at is not None:
        return sentences.CLOSED_STUDY
    if study.limit is not None and _is_full(visit, study, study.limit):
        return sentences.FULL_STUDY
    return _rush(visit, study)


def _is_full(visit: Visit, study: Study, limit: int) -> bool:
    visit.work.hold_study(study.id)  # the last place goes to one of those who come at once
    return visit.work.started_in(study) >= limit


def _is_segment_full(visit: Visit, study: Study, segment: str | None) -> bool:
    """Whether a segment has all the interviews that its quota takes."""
    most = next((quota.most for quota in study.quotas if quota.segment == segment), None)
    if most is None or segment is None:
        return False
    visit.work.hold_study(study.id)
    return visit.work.places_taken(study.id, study.wave, segment) >= most


def _rush(visit: Visit, study: Study) -> str | None:
    """Why nobody more can begin in an open study this minute; a terminal is its owner's own."""
    if not study.open_link or visit.chat.messenger == "terminal":
        return None
    begun = visit.work.begun_since(study.id, visit.now - _MINUTE)
    return sentences.TOO_MANY_AT_ONCE if begun >= MOST_A_MINUTE else None


def _flow_of(study: Study | None, flow: str | None) -> StudyFlow | None:
    if study is None:
        return None
    return (
        study.flows[0] if flow is None else next((f for f in study.flows if f.flow == flow), None)
    )


# ── a form ────────────────────────────────────────────────────────────────────────────────────────


def report(visit: Visit, given: Report, delivery: Delivery) -> None:
    """A form with consent and the first answers: an interview that goes on behind them."""
    study = visit.work.study(given.study)
    chosen = _flow_of(study, given.flow)
    if study is None or chosen is None:
        return visit.tell(sentences.CLOSED_STUDY, study)
    earlier = visit.work.interview_by_person(study.id, delivery.person, chosen.flow)
    if earlier is not None and not _repeats(visit, chosen):
        visit.tell(sentences.FORM_TAKEN_ALREADY, study)
        return go_on(visit, earlier)
    refusal = _no_room(visit, study)
    if refusal is not None:
        return visit.tell(refusal, study)
    visit.set_aside()  # who fills in a form has chosen
    interview = visit.begin(study, chosen, delivery, None)
    visit.turn_to(interview.id)
    for agreeing in (Began(), Chose(0)):  # the form showed what is agreed to
        interview = visit.advance(interview, agreeing).interview
    _fill(visit, interview, given.answers)
    return None


def _fill(visit: Visit, interview: Interview, answers: Sequence[str]) -> None:
    """Give the answers one by one; only what the last of them is answered with is sent.

    Where one is not taken, it and those behind it are said back: they can be sent again.
    """
    taken, told = 0, visit.advance(interview, Began())
    while taken < len(answers):
        asked = _past_follow_ups(visit, told) if taken else told
        told = _answer(visit, asked, answers[taken])
        if told.interview.progress == asked.interview.progress:
            break
        taken += 1
    if left := [f"“{words.strip()}”" for words in answers[taken:] if words.strip()]:
        words = visit.worded(sentences.FORM_TAKEN_IN_PART, words="\n\n".join(left))
        visit.queue(interview.id, notice(words, told.interview))
    for effect in told.effects:
        if isinstance(effect, Reply):  # of the prompts before none was sent, to be settled now
            visit.queue(interview.id, effect)


def _answer(visit: Visit, asked: Outcome, words: str) -> Outcome:
    """Answer what waits with a field of the form, empty or not; nothing where nothing waits."""
    if asked.interview.phase is not Phase.ASKING:
        return asked
    given = Said(words, literal=True) if words.strip() else Skipped()
    told = visit.advance(asked.interview, given)
    return visit.advance(told.interview, Finished()) if _is_telling(told.interview) else told


def _past_follow_ups(visit: Visit, told: Outcome) -> Outcome:
    """A form asks no follow-ups, and shows no steps to be corrected."""
    while told.interview.phase in {Phase.PROBING, Phase.CONFIRMING}:
        given = Skipped() if told.interview.phase is Phase.PROBING else Finished()
        told = visit.advance(told.interview, given)
    return told


def _is_telling(interview: Interview) -> bool:
    """Whether a story was begun, which a form tells in one piece."""
    return bool(interview.progress.parts) and interview.phase is Phase.ASKING
