"""What goes into one step of an interview and what comes out: plain data, no messenger in sight."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cxmodel.interview import Interview, Phase, QuestionId

# ── in ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Began:
    """The respondent opened the invitation."""


@dataclass(frozen=True, slots=True)
class Said:
    """Typed words. `early`: sent before the waiting prompt was visible to them."""

    text: str
    message: str | None = None  # the platform's id of the message
    early: bool = False
    literal: bool = False  # written into a form's field: an answer, whatever command it reads as


@dataclass(frozen=True, slots=True)
class Chose:
    """A tap on an option: its 0-based position or its label, and the turn its button carried."""

    option: int | str
    turn: int | None = None  # None: of the prompt that waits


@dataclass(frozen=True, slots=True)
class ChoseSeveral:
    """A checklist as it stands where the messenger keeps the ticks; `done`: it is the answer."""

    options: tuple[int, ...]  # 0-based positions
    turn: int
    done: bool = True


@dataclass(frozen=True, slots=True)
class Attached:
    """A photo, voice message or document, with the words that came along."""

    kind: str
    name: str
    size: int  # bytes
    source: str  # the platform's id of the file
    caption: str = ""
    message: str | None = None
    beside: tuple["Attached", ...] = ()  # the other files of the same message
    album: str = ""  # what the platform calls those that were sent together, an update each


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message of theirs now reads `text`; named by message or by turn answered."""

    text: str
    message: str | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Deleted:
    """An earlier message of theirs was deleted."""

    message: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Skip this question. `turn` is set where a button was tapped, as below."""

    turn: int | None = None


@dataclass(frozen=True, slots=True)
class WentBack:
    """Ask the question before this one again."""

    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """Ask an earlier question again, by its id."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class Added:
    """Add to the last answer."""


@dataclass(frozen=True, slots=True)
class Finished:
    """An answer in several messages or ticks is complete."""

    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Paused:
    """Stop for now."""

    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """Go on where we were."""


@dataclass(frozen=True, slots=True)
class ChangedLanguage:
    """Talk in another language from here on; `code` None: ask which."""

    code: str | None = None


class Topic(StrEnum):
    """What a respondent can ask about."""

    HELP = "help"
    ANSWERS = "answers"
    MY_DATA = "my_data"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Help, the list of answers, or all that is stored about them."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class Withdrew:
    """Stop for good; the answers leave every map."""


@dataclass(frozen=True, slots=True)
class Forgot:
    """Erase me. Asked twice, then done."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that no interview can take: a sticker, a poll, a contact."""

    what: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something is happening just now that belongs to the story; told in the next message."""


@dataclass(frozen=True, slots=True)
class NoReminders:
    """Send me no reminders of this interview."""


@dataclass(frozen=True, slots=True)
class ToldZone:
    """The respondent's time zone, such as Europe/Berlin; empty: they ask which it is."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the platform knows of the respondent, who did nothing; empty where it knows nothing."""

    zone: str = ""  # such as Europe/Berlin
    language: str = ""  # such as de-DE


@dataclass(frozen=True, slots=True)
class TimePassed:
    """Nothing was heard for a while: remind, close the interview, or wait, as its silence says.

    `aside`: another interview is talked through in its chat, so that nothing can be said here.
    """

    aside: bool = False


Input = (
    Began
    | Said
    | Chose
    | ChoseSeveral
    | Attached
    | Edited
    | Deleted
    | Skipped
    | WentBack
    | Changed
    | Added
    | Finished
    | Paused
    | Resumed
    | ChangedLanguage
    | AskedFor
    | Withdrew
    | Forgot
    | Unreadable
    | Moment
    | NoReminders
    | ToldZone
    | Known
    | TimePassed
)

# ── out ───────────────────────────────────────────────────────────────────────────────────────


class ReplyKind(StrEnum):
    """What a message is for (contract §4)."""

    CONSENT = "consent"
    QUESTION = "question"
    PROBE = "probe"
    ECHO = "echo"
    CONFIRM = "confirm"
    PLAYBACK = "playback"
    NOTICE = "notice"
    CLOSING = "closing"
    ERROR = "error"


LANGUAGE: Final = "language:"
FINISH_FIRST: Final = "finish_first"
TO_OTHER: Final = "to_other"


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """One step of a mini-map."""

    title: str
    detail: str = ""  # where it happened, or what was said of it
    feeling: int | None = None  # −2 … +2


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The respondent's mini-map as it is drawn: sentences in their language, faces as numbers.

    All of it is said in words as well, so a picture that never arrives takes nothing away.
    """

    heading: str
    need: str = ""
    steps: tuple[DrawnStep, ...] = ()
    low: str = ""
    wish: str = ""
    caption: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to keep, as text."""

    name: str
    text: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message to the respondent, or with `redraws` a new drawing of the waiting prompt.

    A reply with `input` other than "none" is a prompt: its buttons carry `turn`.
    """

    say: str
    kind: ReplyKind
    question: QuestionId | None = None
    input: str = "none"  # a Kind's value, or "none"
    options: tuple[str, ...] = ()  # labels, in the order of their positions
    selected: tuple[int, ...] = ()  # ticked positions of a checklist
    # of skip, back, done, pause, resume, no_reminders: small buttons below;
    # LANGUAGE with a language's code: a button to talk in that language;
    # FINISH_FIRST and TO_OTHER: buttons that say which of two interviews is talked through now
    controls: tuple[str, ...] = ()
    context: str = ""  # the stage's name, shown quietly
    turn: int
    phase: Phase
    language: str = "en"
    redraws: bool = False
    picture: Picture | None = None  # follows behind, where the messenger shows pictures
    document: Document | None = None  # likewise, where it sends files


@dataclass(frozen=True, slots=True)
class Settled:
    """The prompt of `turn` is answered: leave `chosen` visible and take its options away.

    Only for prompts that had options; their controls go with them.
    """

    turn: int
    chosen: str | None  # None: answered in words, or no longer waiting


Effect = Reply | Settled


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one input did: the interview after it, what to send, and a word where the finger is.

    `toast` answers a tap in place (stale button, "noted"); it never becomes a message.
    `erased`: the respondent confirmed "forget me"; everything of theirs is to be erased.
    `begins_anew`: this interview is over and they want another one of the same repeatable flow,
    which is to be begun for them; nothing else was done.
    """

    interview: Interview
    effects: tuple[Effect, ...] = ()
    toast: str | None = None
    erased: bool = False
    begins_anew: bool = False
