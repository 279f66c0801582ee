"""Somebody's own interviews outside the talk: the page that lists them, the buttons beside each."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot import sentences
from bot.arrivals import go_on, open_studies
from bot.messenger import Home, HomeEntry, MapFiles, Wish, Wished
from bot.visit import Visit
from cxmodel.interview import COUNTED_PHASES, OPEN_PHASES, Interview, Phase
from cxmodel.study import Anonymity, Study
from interview_flows.talk import AskedFor, Input, Reply, Topic, Withdrew

MOST = 21  # interviews read for the page, the newest first: one more than it shows
FORMATS = ("html", "md")  # of a map that is sent without anybody having said which

_STATES = (
    dict.fromkeys(OPEN_PHASES | {Phase.INVITED}, "open")
    | dict.fromkeys((Phase.PAUSED, Phase.UNREACHABLE), "paused")
    | dict.fromkeys((Phase.COMPLETED, Phase.EXPIRED), "done")
    | dict.fromkeys((Phase.DECLINED, Phase.WITHDRAWN), "withdrawn")
)


def home_of(visit: Visit) -> Home:
    """The page as it stands now, what this visit has done included."""
    interviews = visit.load_all(visit.work.interviews_in(visit.chat.id, MOST))
    begun = {interview.study for interview in interviews}
    offers = [study for study in open_studies(visit.work) if study.id not in begun]
    return Home(
        language=interviews[0].language if interviews else visit.language(next(iter(offers), None)),
        entries=tuple(_entry(visit, interview) for interview in interviews),
        offers=tuple((study.id, study.title) for study in offers),
    )


def grant(visit: Visit, wished: Wished) -> str | None:
    """Do what a button beside an interview says, if it is theirs; the word where the finger is."""
    chat = visit.work.chat_of(wished.interview)
    interview = visit.load(wished.interview)
    if chat is None or chat.id != visit.chat.id or interview is None:
        visit.blank = True  # it names an interview that may be nobody's by now
        return visit.worded(sentences.NOT_YOURS)
    match wished.wish:
        case Wish.RESUME:
            go_on(visit, interview.id, asks=False)
            visit.carry(home_of(visit))  # the page that was tapped shows what it changed
        case Wish.ANSWERS:
            return _tell(visit, interview, AskedFor(Topic.ANSWERS))
        case Wish.WITHDRAW:
            toast = _tell(visit, interview, Withdrew())
            visit.carry(home_of(visit))
            return toast
        case Wish.MAP:
            return _send_map(visit, interview)
    return None


def _entry(visit: Visit, interview: Interview) -> HomeEntry:
    study = visit.shelf.study(interview.study, visit.work)
    last = max([interview.started_at, *(answer.at for answer in interview.answers)])
    return HomeEntry(
        interview=interview.id,
        title=study.title,
        state=_STATES[interview.phase],
        when=last.astimezone(ZoneInfo(study.time_zone)).date().isoformat(),
        wishes=_wishes(interview, study),
    )


def _wishes(interview: Interview, study: Study) -> tuple[Wish, ...]:
    """What can be asked of an interview, as far as it has come."""
    state = _STATES[interview.phase]
    possible = {
        Wish.RESUME: state in {"open", "paused"},
        Wish.ANSWERS: state != "withdrawn" and _has_told(interview),
        Wish.MAP: _no_map(interview, study) is None,
        Wish.WITHDRAW: state != "withdrawn",
    }
    return tuple(wish for wish, is_possible in possible.items() if is_possible)


def _no_map(interview: Interview, study: Study) -> str | None:
    """Why their answers make no map; None where they do."""
    if study.anonymity is Anonymity.ANONYMOUS:
        return sentences.NO_MAP_OF_ONE
    has_answers = interview.phase in COUNTED_PHASES and _has_told(interview)
    return None if has_answers else sentences.NO_MAP_YET


def _has_told(interview: Interview) -> bool:
    """Whether anything was answered; the story that is being told counts too."""
    return bool(interview.answers or interview.progress.parts)


def _send_map(visit: Visit, interview: Interview) -> str | None:
    refusal = _no_map(interview, visit.shelf.study(interview.study, visit.work))
    if refusal is not None:
        return visit.worded(refusal)
    parcel = MapFiles(
        study=interview.study,
        formats=FORMATS,
        interview=interview.id,
        language=interview.language,
    )
    return None if visit.carry(parcel, interview.id) else visit.worded(sentences.NO_MAP_HERE)


def _tell(visit: Visit, interview: Interview, given: Input) -> str | None:
    """Ask something of an interview, be it the active one or one that is paused or over."""
    if interview.id == visit.chat.interview:
        return visit.step(interview, given)
    outcome = visit.advance(interview, given)
    for effect in outcome.effects:
        if isinstance(effect, Reply):  # its prompt is not the one that would be settled
            visit.queue(interview.id, effect)
    others = tuple(each for each in visit.chat.paused if each != interview.id)
    if outcome.interview.phase is Phase.WITHDRAWN:
        visit.chat = replace(visit.chat, paused=others)
    return outcome.toast
