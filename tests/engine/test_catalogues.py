"""Every sentence of ours is there in every language; the files are what `make` makes of them."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from interview_flows.english import ENGLISH
from interview_flows.locale.make import (
    TEMPLATE,
    TRANSLATED,
    compiled,
    missing,
    po_file,
    template,
    updated,
    written,
)
from interview_flows.phrasebook import phrases_in
from interview_flows.tongue import LANGUAGE_NAMES, told

OPENS, CLOSES = "\u2068", "\u2069"  # an isolate: what is inside has a direction of its own
FIGURES = frozenset({
    *("number", "count", "files", "low", "high"),
    *("year", "month", "day", "minutes", "first", "last"),
})  # fmt: skip
OURS = frozenset({"unit", "consent"})  # filled with words of the same language

each_language = pytest.mark.parametrize("language", TRANSLATED)


@pytest.fixture(scope="module")
def current() -> Catalog:
    return template()


def pairs(language: str, current: Catalog) -> Iterator[tuple[str, str]]:
    """Each English sentence and its translation; of those in several forms the last ones."""
    for message in updated(language, current):
        if message.id:
            yield _last(message.id), _last(message.string)


def _last(forms: Any) -> str:
    return forms if isinstance(forms, str) else str(forms[-1])


def fields_of(words: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(words) if name is not None)


def test_the_template_is_current(current: Catalog) -> None:
    """After a change: `python -m interview_flows.locale.make`."""
    assert TEMPLATE.read_bytes() == written(current)


@each_language
def test_a_catalogue_is_current_and_complete(language: str, current: Catalog) -> None:
    """After a change: `python -m interview_flows.locale.make`, and write what it misses."""
    catalogue = updated(language, current)
    assert missing(catalogue) == []
    assert po_file(language).read_bytes() == written(catalogue)
    assert po_file(language).with_suffix(".mo").read_bytes() == compiled(catalogue)


@each_language
def test_a_translation_has_the_same_fields(language: str, current: Catalog) -> None:
    for english, translation in pairs(language, current):
        assert fields_of(translation) == fields_of(english), english


@each_language
def test_every_form_of_a_counted_sentence_can_be_filled(language: str, current: Catalog) -> None:
    for message in updated(language, current):
        if not isinstance(message.id, str):
            assert all(form.format(number=3) for form in message.string or [""])


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 1, "It takes about a minute."),
        ("de", 1, "Es dauert etwa eine Minute."),
        ("de", 7, "Es dauert etwa 7 Minuten."),
        ("ar", 2, "يستغرق ذلك نحو دقيقتين."),
        ("ar", 7, "يستغرق ذلك نحو 7 دقائق."),
        ("ar", 12, "يستغرق ذلك نحو 12 دقيقة."),
    ],
)
def test_minutes_are_counted_as_the_language_counts(language: str, number: int, words: str) -> None:
    assert phrases_in(language).minutes.of(number) == words


def test_words_that_may_run_the_other_way_stand_apart_in_arabic(current: Catalog) -> None:
    """Unless they have a line to themselves: a line ends an isolate."""
    for english, arabic in pairs("ar", current):
        for name in set(fields_of(english)) - FIGURES - OURS:
            place = re.search(rf"(?:^|\n|{OPENS})\{{{name}\}}", arabic)
            assert place is not None, arabic
        assert arabic.count(OPENS) == arabic.count(CLOSES)


def test_the_words_of_the_engine_are_those_of_the_catalogue() -> None:
    german = phrases_in("de-AT")
    assert german.language == "de"
    assert german.controls["skip"] == told("de", ENGLISH.controls["skip"]) == "Überspringen"
    assert german.verdicts[-1] == "Vollständig"
    assert german.face_signs == ENGLISH.face_signs
    assert german.anonymity.keys() == ENGLISH.anonymity.keys()
    assert phrases_in("de-AT") is phrases_in("de-AT")


def test_where_nothing_is_translated_english_is_spoken() -> None:
    assert phrases_in("tlh") is ENGLISH
    assert told("../../etc", "Skip") == "Skip"
    assert told("de", "") == ""  # the empty sentence is gettext's own header


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_labels_of_a_prompt_differ_from_each_other(language: str) -> None:
    """A label says what is meant; and a key has to be short."""
    words = phrases_in(language)
    assert len(set(words.controls.values())) == len(words.controls)
    assert len({*words.faces}) == len(words.faces)
    assert len({*words.verdicts, words.leave_it}) == len(words.verdicts) + 1
    assert len({words.agree, words.decline, words.yes, words.no}) == 4
    assert max(map(len, words.controls.values())) <= 20


def test_no_two_languages_say_a_sentence_alike(current: Catalog) -> None:
    """They would, if one were written into the catalogue of the other."""
    said = [pair for language in TRANSLATED for pair in pairs(language, current)]
    long = [(english, words) for english, words in said if len(words) > 25 and words != english]
    assert len(long) == len(set(long))
