"""What we tell people to say is understood: labels, the words of the help, examples of orders."""

import re

import pytest

from bot.telegram.reading import COMMANDS
from interview_flows.commands import read_command
from interview_flows.corrections import correct_steps
from interview_flows.english import ENGLISH
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import (
    Finished,
    Moment,
    NoReminders,
    Paused,
    Resumed,
    Skipped,
    ToldZone,
    WentBack,
    Withdrew,
)
from interview_flows.tongue import LANGUAGE_NAMES

QUOTED = re.compile(r"[“„«]\s*([^”“»]+?)\s*[”“»]")
STEPS = ("one", "two", "three", "four")
MEANINGS = {
    "skip": Skipped(),
    "back": WentBack(),
    "pause": Paused(),
    "resume": Resumed(),
    "done": Finished(),
    "no_reminders": NoReminders(),
}

in_each_language = pytest.mark.parametrize("language", LANGUAGE_NAMES)


def words_of_help(language: str) -> list[str]:
    lines = phrases_in(language).help.split("\n")[1:]
    return [word for line in lines for word in re.split("[,،] ", line.split(" – ")[0])]


@in_each_language
def test_a_label_can_be_typed(language: str) -> None:
    words = phrases_in(language)
    understood = {name: read_command(label, words) for name, label in words.controls.items()}
    assert understood == MEANINGS


@in_each_language
def test_each_word_of_the_help_is_a_command(language: str) -> None:
    words = phrases_in(language)
    english = [read_command(word, ENGLISH) for word in words_of_help("en")]
    assert [read_command(word, words) for word in words_of_help(language)] == english
    assert None not in english


@in_each_language
def test_each_command_of_telegrams_menu_is_known_in_each_language(language: str) -> None:
    for word in COMMANDS.values():
        assert read_command(word, phrases_in(language)) == read_command(word, ENGLISH) is not None


@in_each_language
def test_words_quoted_in_sentences_are_commands(language: str) -> None:
    words = phrases_in(language)
    quoting = f"{words.zone_kept} {words.moment_noted} {words.noted_so_far} {words.withdrawn}"
    zone, moment, done, forget = QUOTED.findall(quoting)
    assert read_command(zone, words) == ToldZone("Europe/Berlin")
    assert read_command(moment, words) == Moment()
    assert read_command(done, words) == Finished()
    assert read_command(forget, words) == read_command("forget me", ENGLISH)
    assert QUOTED.findall(words.forget_how)[-1] == forget
    resume, none, stop = QUOTED.findall(words.reminders_paused[1])
    assert [read_command(word, words) for word in (resume, none, stop)] == [
        *(Resumed(), NoReminders(), Withdrew())
    ]
    (new,) = QUOTED.findall(words.offer_anew)
    assert new in words.heard.anew
    (change,) = QUOTED.findall(words.change_how)
    assert read_command(f"{change} 3", words) == read_command("change 3", ENGLISH)


@in_each_language
def test_the_orders_shown_below_the_steps_do_what_they_say(language: str) -> None:
    words = phrases_in(language)
    orders = QUOTED.findall(words.steps_help)
    shown = [order.replace("…", f"x{n}") for n, order in enumerate(orders)]
    assert [correct_steps(STEPS, order, words) for order in shown] == [
        ("one", "two", "four"),
        ("one", f"two{words.parted}three", "four"),
        ("one", "three", "two", "four"),
        ("one", "two", "x3", "three", "four"),
        ("one", "two", "x4", "four"),
        ("one", "two", "x5", "x5", "four"),
    ]


@in_each_language
def test_the_orders_shown_in_refusals_do_what_they_say(language: str) -> None:
    words = phrases_in(language)
    refused = f"{words.one_step_stays} {words.merge_which} {words.swap_which} {words.both_parts}"
    change, merge, swap, split = QUOTED.findall(refused)
    assert correct_steps(STEPS, change.replace("…", "x"), words)[0] == "x"
    assert len(correct_steps(STEPS, merge, words)) == 3
    assert correct_steps(STEPS, swap, words) == ("one", "three", "two", "four")
    assert len(correct_steps(STEPS, split.format(number=2), words)) == 5
