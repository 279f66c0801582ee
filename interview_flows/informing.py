"""What a respondent can ask for at any time: help, their answers, their data, another language."""

from dataclasses import replace
from typing import assert_never

from cxmodel.interview import OPEN_PHASES
from interview_flows.afterwards import takes_more
from interview_flows.exchange import Exchange
from interview_flows.flow import language_among
from interview_flows.listing import answers_to_change
from interview_flows.owning import my_data
from interview_flows.prompts import show, show_in_short
from interview_flows.talk import LANGUAGE, ChangedLanguage, Said, Topic
from interview_flows.tongue import language_called, own_name
from interview_flows.unconfirmed import as_told


def inform(x: Exchange, topic: Topic) -> None:
    """Tell what was asked for, then ask again what waits; its turn stays."""
    match topic:
        case Topic.HELP:
            show_in_short(x, _help(x))
        case Topic.ANSWERS:
            is_told_more = takes_more(x) and not x.flow.repeatable
            after = f"\n\n{x.words.correct_after}" if is_told_more else ""
            show_in_short(x, f"{answers_to_change(x)}{after}")
        case Topic.MY_DATA:
            show_in_short(x, f"{_my_data(x)}\n\n{answers_to_change(x)}", document=my_data(x))
        case _:
            assert_never(topic)


def change_language(x: Exchange, code: str | None) -> None:
    """Talk in another language of the flow, or say which ones there are."""
    known = x.flow.languages
    chosen = language_among(known, code) if code is not None else None
    if chosen is not None:
        x.interview = replace(x.interview, language=chosen)
        x.move(replace(x.progress, guessed=False))
        if x.phase in OPEN_PHASES:
            show(x)
        else:
            x.tell(x.words.language_changed)
        return
    names = [own_name(one) for one in known]
    if len(known) == 1:
        x.tell(x.words.only_language.format(language=names[0]))
        return
    x.move(replace(x.progress, naming_language=True))
    others = tuple(f"{LANGUAGE}{one}" for one in known if one != x.interview.language)
    x.tell(x.words.languages.format(list=" · ".join(names)), controls=others)


def named_language(x: Exchange, given: object) -> ChangedLanguage | None:
    """The language that bare words name once it was asked which; None for all other words."""
    if not isinstance(given, Said) or given.literal:
        return None
    code = language_called(given.text)
    spoken = language_among(x.flow.languages, code) if code is not None else None
    return ChangedLanguage(spoken) if spoken is not None else None


def _help(x: Exchange) -> str:
    contact = x.study.contact
    reach = x.words.contact.format(contact=contact) if contact else ""
    return "\n\n".join(part for part in (x.words.help, x.words.file_limit, reach) if part)


def _my_data(x: Exchange) -> str:
    interview, consent = x.interview, x.interview.consent
    agreed = x.words.agreed_at.format(at=f"{consent.at:%Y-%m-%d %H:%M} UTC") if consent else ""
    return x.words.my_data.format(
        title=x.study.title,
        respondent=interview.respondent,
        messenger=interview.messenger,
        language=own_name(interview.language),
        consent=agreed or x.words.not_agreed,
        count=len(as_told(interview, x.flow, x.study).answers),
        files=len(interview.attachments),
    )
