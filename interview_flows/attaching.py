"""Files that a respondent sends: kept beside an answer, never opened."""

from dataclasses import replace

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import AnswerId, Attachment, Kind, Phase
from cxmodel.study import Anonymity
from interview_flows.answering import take
from interview_flows.exchange import Exchange
from interview_flows.parsing import Read
from interview_flows.recording import link_files
from interview_flows.talk import Attached
from interview_flows.words import clean

LARGEST_FILE = 20 * 1024 * 1024  # bytes; what Telegram lets a bot download

_WAITING = (Phase.ASKING, Phase.PROBING, Phase.CONFIRMING, Phase.EDITING)


def answers_with_file(x: Exchange, given: Attached) -> bool:
    """Take the file as the answer where the question asks for one; False where it does not.

    Raises RejectedAnswer where it is too large to be kept.
    """
    place = x.place
    if x.phase not in (Phase.ASKING, Phase.EDITING) or place is None:
        return False
    if place.question.kind is not Kind.MEDIA or _continues_album(x, given):
        return False
    files = _keep_all(x, given)
    if not files:
        raise RejectedAnswer(x.words.file_too_large)
    _say_what_is_not_kept(x, given)
    words = clean(given.caption) or x.interview.attachments[-len(files)].name
    x.move(replace(x.progress, album=given.album))
    take(x, place, Read(files[0], words), messages=(given.message,) if given.message else ())
    return True


def keep_files(x: Exchange, given: Attached) -> bool:
    """Keep files that nobody asked for; whether any is kept that is still to be spoken of.

    They belong to the answer that the words behind them give, and where nothing waits for words,
    to the one given last. What comes in one album stays together, and is spoken of once.
    """
    continues = _continues_album(x, given)
    beside = x.interview.attachments[-1].answer if continues else None
    files = _keep_all(x, given)
    answer = beside or _answered_already(x)
    if answer is not None:
        link_files(x, answer)
    x.move(replace(x.progress, album=given.album if files else ""))
    if not continues:
        _say_what_is_not_kept(x, given)
    return bool(files) and not continues


def _continues_album(x: Exchange, given: Attached) -> bool:
    """Whether the file before this one came in the same album, of which each is an update."""
    return bool(given.album) and given.album == x.progress.album


def _answered_already(x: Exchange) -> AnswerId | None:
    """The answer that a file without words belongs to; None where words are awaited.

    Who was asked for a picture may send several, one by one.
    """
    if x.progress.adding_to is not None or not x.interview.answers:
        return x.progress.adding_to
    last = x.interview.answers[-1]
    return last.id if x.phase not in _WAITING or last.kind is Kind.MEDIA else None


def say_kept(x: Exchange) -> None:
    """Say what becomes of files that came without words."""
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
