"""A researcher's orders in a messenger: set up, invite, count, fetch the map."""

from collections.abc import Callable, Mapping, Sequence

from bot import sentences
from bot.asking import invite
from bot.homes import FORMATS
from bot.messenger import Asked, Delivery, Found, MapFiles
from bot.order import Order
from bot.settings import read_settings
from bot.studies import set_up_study, study_plan
from bot.visit import Visit
from bot.workplace import known_flows
from cxmodel.errors import InvalidFlow, Refused
from cxmodel.journey import EXTENSIONS
from cxmodel.records import Person, Role, User
from cxmodel.store.values import StudyCounts
from cxmodel.study import FEWEST_ANONYMOUS, Anonymity, Study
from interview_flows.loader import load_flow

_VIEWER_MAY = frozenset({"help", "status", "map"})


def take_order(visit: Visit, given: Asked | Found, delivery: Delivery) -> None:
    """Do what a researcher asks; anybody else is told kindly whom to ask."""
    user = visit.work.user_of(delivery.person)
    verb, *words = given.words.split() or ["help"]
    verb = verb.casefold()
    if user is None:
        visit.say(_who_may(delivery.person))
    elif verb not in _ORDERS:
        visit.say(sentences.UNKNOWN_ORDER.format(word=verb, help=sentences.DESK_HELP))
    elif not _may(user, verb):
        visit.say(sentences.VIEWERS_MAY)
    else:
        try:
            _ORDERS[verb](Order(visit, delivery, given, words))
        except (Refused, InvalidFlow) as refusal:
            visit.say(_capital(str(refusal)))


def _who_may(person: Person) -> str:
    account = f"{person.installation}/{person.id}"
    return sentences.NO_RESEARCHER.format(messenger=person.messenger, account=account)


def _may(user: User, verb: str) -> bool:
    return user.role in {Role.RESEARCHER, Role.ADMIN} or verb in _VIEWER_MAY


def _help(order: Order) -> None:
    order.visit.say(sentences.DESK_HELP)


# ── studies ───────────────────────────────────────────────────────────────────────────────────────


def _study(order: Order) -> None:
    if order.words and order.words[0] == "new":
        _new_study(order)
        return
    lines = [
        f"{study.id}: {study.title} ({'closed' if study.closed_at else 'open'})"
        for study in order.visit.work.studies()
    ]
    order.visit.say("\n".join(lines) or "No studies yet. Make one: study new FLOW TITLE")


def _new_study(order: Order) -> None:
    """As `desirepath study create` does, in the turn's own transaction."""
    visit, texts = order.visit, known_flows(read_settings())
    named = order.word(1, "name the flow and a title: study new FLOW TITLE")
    if named not in texts:  # no other files of the server are read from here
        raise Refused(f"there is no flow {named!r}; there is: {', '.join(texts)}")
    title, is_open, anonymity = _options(order.words[2:])
    if not title:
        raise Refused(f"give it a title: study new {named} TITLE")
    plan = study_plan(
        None,
        flows=[named],
        title=title,
        persona="",
        anonymity=anonymity,
        open_link=is_open,
        limit=None,
    )
    study = set_up_study(visit.work, [load_flow(texts[named], f"{named}.yaml")], plan)
    visit.work.watch(study.id, visit.chat.id)
    visit.say(f"The study is set up: {study.id}. Next: invite {study.id} @people #channel")


def _options(words: Sequence[str]) -> tuple[str, bool, str]:
    """Title, whether open, anonymity; an empty one where none was named."""
    title, is_open, anonymity = [], False, ""
    rest = iter(words)
    for word in rest:
        if word == "--open":
            is_open = True
        elif word == "--anonymity":
            anonymity = next(rest, "?")
        else:
            title.append(word)
    return " ".join(title).strip("\"'“”"), is_open, anonymity


def _notices(order: Order) -> None:
    study = order.study("name the study: notices STUDY on, or off")
    wanted = {"on": True, "off": False}.get(order.word(1, "say on or off").casefold())
    if wanted is None:
        raise Refused(f"say on or off: notices {study.id} off")
    order.visit.work.watch(study.id, order.visit.chat.id, wanted=wanted)
    is_told = "I will tell you" if wanted else "I will not tell you any more"
    order.visit.say(f"{is_told} when an interview in “{study.title}” is complete.")


# ── looking ───────────────────────────────────────────────────────────────────────────────────────


def _status(order: Order) -> None:
    work = order.visit.work
    studies = [order.study("")] if order.words else [s for s in work.studies() if not s.closed_at]
    lines = [f"{study.title}: {_counted(work.study_counts(study.id))}" for study in studies]
    order.visit.say("\n".join(lines) or "No study is open just now.")


def _counted(counts: StudyCounts) -> str:
    broken_off = counts.paused + counts.expired + counts.unreachable
    return (
        f"{counts.invited} invited, {counts.started} started, {counts.completed} completed, "
        f"{broken_off} broken off"
    )


def _map(order: Order) -> None:
    study = order.study("name the study: map STUDY")
    wanted = " ".join(order.words[1:]).replace(",", " ").casefold()
    formats = tuple(dict.fromkeys(wanted.split())) or FORMATS
    unknown = [word for word in formats if word not in EXTENSIONS]
    if unknown:
        raise Refused(f"there is no format {unknown[0]!r}; there is: {', '.join(EXTENSIONS)}")
    _refuse_too_few(study, order.visit.work.study_counts(study.id))
    order.visit.say(f"I am making the map of “{study.title}” …")
    if not order.visit.carry(MapFiles(study=study.id, formats=formats)):
        raise Refused(f"I cannot send files here; use: desirepath compile {study.id} --out FOLDER")


def _refuse_too_few(study: Study, counts: StudyCounts) -> None:
    """As compiling does, which looks at the answers themselves and has the last word."""
    begun = counts.started - counts.declined - counts.withdrawn
    if begun == 0:
        raise Refused(f"nobody has answered in “{study.title}” yet")
    if study.anonymity is Anonymity.ANONYMOUS and begun < FEWEST_ANONYMOUS:
        raise Refused(
            f"study {study.id} is anonymous: a map of so few would show who said what. "
            f"Ask again once {FEWEST_ANONYMOUS} people have answered."
        )


def _capital(sentence: str) -> str:
    """A refusal as a whole sentence; what begins with a file or an option stays as it is."""
    if sentence.partition(" ")[0].isalpha():
        sentence = sentence[:1].upper() + sentence[1:]
    return sentence if sentence.endswith(".") else f"{sentence}."


_ORDERS: Mapping[str, Callable[[Order], None]] = {
    "help": _help,
    "study": _study,
    "invite": invite,
    "status": _status,
    "map": _map,
    "notices": _notices,
}
