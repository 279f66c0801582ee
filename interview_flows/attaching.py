"""Files that a respondent sends: kept beside an answer, never opened."""

from dataclasses import replace

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import AnswerId, Attachment, Kind, Phase
from cxmodel.study import Anonymity
from interview_flows.answering import take
from interview_flows.exchange import Exchange
from interview_flows.parsing import Read
from interview_flows.talk import Attached
from interview_flows.words import clean

LARGEST_FILE = 20 * 1024 * 1024  # bytes; what Telegram lets a bot download


def answers_with_file(x: Exchange, given: Attached) -> bool:
    """Take the file as the answer where the question asks for one; False where it does not.

    Raises RejectedAnswer where it is too large to be kept.
    """
    place = x.place
    if x.phase not in (Phase.ASKING, Phase.EDITING) or place is None:
        return False
    if place.question.kind is not Kind.MEDIA:
        return False
    files = _keep_all(x, given)
    if not files:
        raise RejectedAnswer(x.words.file_too_large)
    _say_what_is_not_kept(x, given)
    words = clean(given.caption) or x.interview.attachments[-len(files)].name
    before = len(x.interview.answers)
    take(x, place, Read(files[0], words), messages=(given.message,) if given.message else ())
    link_files(x, files, x.interview.answers[before].id)
    return True


def keep_files(x: Exchange, given: Attached) -> tuple[str, ...]:
    """Keep files that nobody asked for with the answer given last; their ids."""
    files = _keep_all(x, given)
    is_telling = bool(x.progress.parts)
    if x.interview.answers and not is_telling:
        link_files(x, files, x.interview.answers[-1].id)
    _say_what_is_not_kept(x, given)
    return files


def say_kept(x: Exchange, files: tuple[str, ...]) -> None:
    """Say what becomes of files that came without words, if any is kept."""
    if files:
        x.tell(x.words.kept_file)


def _say_what_is_not_kept(x: Exchange, given: Attached) -> None:
    """Say that some are too large, and that no name protects what a file shows."""
    together = (given, *given.beside)
    if not all(_fits(each) for each in together):
        x.tell(x.words.file_too_large)
    if x.study.anonymity is Anonymity.ANONYMOUS and any(_fits(each) for each in together):
        x.tell(x.words.file_shows)


def takes_caption(x: Exchange) -> bool:
    """Whether words that come with a file answer what waits."""
    place = x.place
    if x.phase is Phase.PROBING:
        return True
    if x.phase not in (Phase.ASKING, Phase.EDITING) or place is None:
        return False
    question = place.question
    return question.kind in (Kind.TEXT, Kind.STORY) or question.free


def _keep_all(x: Exchange, given: Attached) -> tuple[str, ...]:
    """Note the files that are to be fetched: those that can be. Their ids."""
    return tuple(_keep(x, each) for each in (given, *given.beside) if _fits(each))


def _fits(given: Attached) -> bool:
    return given.size <= LARGEST_FILE


def _keep(x: Exchange, given: Attached) -> str:
    number = len(x.interview.attachments) + 1
    is_nameless = x.study.anonymity is Anonymity.ANONYMOUS  # a name may say whose it is
    kept = Attachment(
        id=f"f{number}",
        kind=given.kind,
        name=f"{given.kind.replace('_', ' ')} {number}" if is_nameless else _plain_name(given.name),
        size=given.size,
        sha256="",
        source=given.source,
    )
    x.interview = replace(x.interview, attachments=(*x.interview.attachments, kept))
    return kept.id


def _plain_name(name: str) -> str:
    """A file's name without the folders it claims to be in; it is shown, never opened.

    >>> _plain_name("../../x.svg")
    'x.svg'
    """
    return clean(name).replace("\\", "/").rpartition("/")[2].replace("\n", " ").strip() or "file"


def link_files(x: Exchange, files: tuple[str, ...], answer: AnswerId) -> None:
    """Say which answer the files of a message belong to."""
    x.interview = replace(
        x.interview,
        attachments=tuple(
            replace(a, answer=answer) if a.id in files else a for a in x.interview.attachments
        ),
    )
