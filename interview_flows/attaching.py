"""Files that a respondent sends: kept beside an answer, never opened."""

from dataclasses import replace

from cxmodel.interview import AnswerId, Attachment, Kind, Phase
from interview_flows.answering import take
from interview_flows.exchange import Exchange
from interview_flows.parsing import Read
from interview_flows.talk import Attached
from interview_flows.words import clean


def answers_with_file(x: Exchange, given: Attached) -> bool:
    """Take the file as the answer where the question asks for one; False where it does not."""
    place = x.place
    if x.phase not in (Phase.ASKING, Phase.EDITING) or place is None:
        return False
    if place.question.kind is not Kind.MEDIA:
        return False
    files = _keep_all(x, given)
    words = clean(given.caption) or clean(given.name) or given.kind
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
    return files


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
    return tuple(_keep(x, each) for each in (given, *given.beside))


def _keep(x: Exchange, given: Attached) -> str:
    file = f"f{len(x.interview.attachments) + 1}"
    kept = Attachment(
        id=file,
        kind=given.kind,
        name=_plain_name(given.name),
        size=given.size,
        sha256="",
        source=given.source,
    )
    x.interview = replace(x.interview, attachments=(*x.interview.attachments, kept))
    return file


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
