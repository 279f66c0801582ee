"""Command words in six languages: each means one thing, and the English ones work in all."""

import re

import pytest

from interview_flows.commands import ChangedNumber, UnknownCommand, read_command
from interview_flows.phrasebook import phrases_in
from interview_flows.quiet import zone_called
from interview_flows.talk import (
    Added,
    AskedFor,
    ChangedLanguage,
    Finished,
    Forgot,
    Input,
    Moment,
    NoReminders,
    Paused,
    Resumed,
    Skipped,
    ToldZone,
    Topic,
    WentBack,
    Withdrew,
)
from interview_flows.vocabulary.meanings import by_words

LANGUAGES = ("en", "de", "es", "fr", "pt", "ar")
INPUTS: dict[str, Input] = {
    "skip": Skipped(),
    "back": WentBack(),
    "answers": AskedFor(Topic.ANSWERS),
    "pause": Paused(),
    "resume": Resumed(),
    "help": AskedFor(Topic.HELP),
    "language": ChangedLanguage(),
    "stop": Withdrew(),
    "my_data": AskedFor(Topic.MY_DATA),
    "forget_me": Forgot(),
    "add": Added(),
    "moment": Moment(),
    "no_reminders": NoReminders(),
    "done": Finished(),
}
TYPED = {
    "en": "skip|go back|my answers|pause|continue|help|language|stop|My data|forget me|add|moment"
    "|no more reminders|done",
    "de": "überspringen|zurueck|Meine Antworten|Pause|weiter|Hilfe!|Sprache|aufhören|meine Daten"
    "|vergiss mich|ergänzen|Moment|keine Erinnerungen mehr|fertig",
    "es": "saltar|atras|mis respuestas|pausa|seguir|Ayuda|idioma|parar|mis datos|olvidame|agregar"
    "|momento|no más recordatorios|listo",
    "fr": "passer|Précédent|mes reponses|pause|reprendre|à l’aide !|langue|arreter|mes données"
    "|oublie-moi|ajouter|moment|plus de rappels|terminé",
    "pt": "pular|Voltar|minhas respostas|pausa|continuar|ajuda|idioma|parar|meus dados"
    "|me esqueça|acrescentar|momento|sem lembretes|pronto",
    "ar": "تخطّي|ارجع|اجاباتي|استراحة|متابعه|مساعدة|اللغة|توقف|بياناتي|انسني|أضف|لحظة"
    "|لا تذكرني|انتهيت",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_respondent_can_do_has_words_in_their_language(language: str) -> None:
    phrases = phrases_in(language)
    typed = TYPED[language].split("|")
    assert [read_command(word, phrases) for word in typed] == list(INPUTS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_english_words_and_slashes_work_in_every_language(language: str) -> None:
    phrases = phrases_in(language)
    for name, given in INPUTS.items():
        assert read_command(name.replace("_", " "), phrases) == given
        assert read_command(f"/{name}", phrases) == given
    assert read_command("/nonsense", phrases) == UnknownCommand()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_bot_tells_them_to_say_is_understood(language: str) -> None:
    phrases = phrases_in(language)
    for name, label in phrases.controls.items():
        assert read_command(label, phrases) == INPUTS[name]
    lines = [line.split(" – ")[0] for line in phrases.help.split("\n")[1:]]
    words = [word for line in lines for word in re.split("[,،] ", line)]
    assert len(words) >= 10
    assert all(read_command(word, phrases) is not None for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_command_is_also_a_yes_a_no_or_the_end(language: str) -> None:
    heard = phrases_in(language).heard
    assert not heard.commands.keys() & (heard.yes | heard.no | heard.finished)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_words_of_the_language_itself(language: str) -> None:
    heard, english = phrases_in(language).heard, phrases_in("en").heard
    named = {name for word, name in heard.commands.items() if english.commands.get(word) != name}
    assert language == "en" or named >= INPUTS.keys() - {"done", "stop", "moment"}


def test_words_with_two_meanings_are_no_vocabulary() -> None:
    with pytest.raises(ValueError, match="“volver” means both skip and back"):
        by_words({"skip": "saltar|volver", "back": "atrás|volver"})


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "change 3"),
        ("de", "ändere 3"),
        ("de", "aendere Antwort 3"),
        ("es", "cambiar 3"),
        ("es", "cambia la 3"),
        ("fr", "modifier 3"),
        ("pt", "mudar 3"),
        ("ar", "غيّر 3"),
        ("ar", "غير ٣"),
        ("ar", "change 3"),
    ],
)
def test_an_answer_is_changed_by_its_number(language: str, typed: str) -> None:
    assert read_command(typed, phrases_in(language)) == ChangedNumber(3)


@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [
        ("de", "Sprache Englisch", "en"),
        ("es", "idioma alemán", "de"),
        ("fr", "langue anglais", "en"),
        ("ar", "اللغة العربية", "ar"),
        ("en", "language Deutsch", "de"),
    ],
)
def test_a_language_is_asked_for_by_its_name(language: str, typed: str, code: str) -> None:
    assert read_command(typed, phrases_in(language)) == ChangedLanguage(code)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("de", "zurück zum Amt"),
        ("es", "volver a la tienda"),
        ("fr", "passer à la caisse"),
        ("pt", "parar no balcão"),
        ("ar", "توقف الموظف عن العمل"),
    ],
)
def test_a_command_word_within_an_answer_is_part_of_it(language: str, typed: str) -> None:
    assert read_command(typed, phrases_in(language)) is None


@pytest.mark.parametrize(
    ("language", "typed", "place"),
    [
        ("en", "time zone Berlin", "Berlin"),
        ("en", "time zone New York", "New York"),
        ("en", "time zone: São Paulo", "São Paulo"),
        ("en", "time zone Atlantis", "Atlantis"),
        ("de", "meine Zeitzone Los Angeles", "Los Angeles"),
        ("fr", "fuseau horaire America/Argentina/Buenos Aires", "America/Argentina/Buenos Aires"),
    ],
)
def test_a_time_zone_is_told_by_its_place(language: str, typed: str, place: str) -> None:
    assert read_command(typed, phrases_in(language)) == ToldZone(place)


def test_what_is_told_of_a_time_zone_is_an_answer() -> None:
    assert read_command("my time zone is wrong in their form", phrases_in("en")) is None


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("são paulo", "America/Sao_Paulo"),
        ("Sao  Paulo", "America/Sao_Paulo"),
        ("etc/gmt+5", "Etc/GMT+5"),
        ("Asunción", "America/Asuncion"),
        ("Atlantis", None),
    ],
)
def test_a_place_is_known_with_and_without_accents(typed: str, zone: str | None) -> None:
    assert zone_called(typed) == zone
