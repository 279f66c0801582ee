"""What newcomers say to their own summary, in six languages."""

import pytest

from cxmodel.interview import Phase, Playback
from interview_flows.phrasebook import phrases_in
from tests.engine.bilingual import begun
from tests.engine.flows import flow_of
from tests.engine.respondent import Respondent

FLOW = flow_of(
    """
sections:
  - id: only
    title: Only
    stage: yes
    items:
      - {id: need, kind: text, lane: need, text: What did you need?}
""",
    playback="yes",
)
NO_CORRECTION = [
    *(("en", words) for words in ("thanks", "Hello!", "many thanks", "🙏")),
    *(("de", words) for words in ("danke", "Hallo", "vielen lieben Dank")),
    *(("es", words) for words in ("gracias", "hola", "¡muchas gracias!")),
    *(("fr", words) for words in ("merci", "bonjour", "merci beaucoup")),
    *(("pt", words) for words in ("obrigada", "olá", "muito obrigado")),
    *(("ar", words) for words in ("شكرا", "مرحبا", "شكرا جزيلا")),
]
PARTLY = [
    *(("en", words) for words in ("kind of", "Sort of, thanks", "well, kind of", "yes, kind of")),
    *(("de", words) for words in ("teils teils", "na ja, geht so", "jein", "ja, teilweise")),
    *(("es", words) for words in ("así así", "a medias", "sí, en parte", "pues, un poco")),
    *(("fr", words) for words in ("à moitié", "bof", "oui, en partie", "euh, un peu")),
    *(("pt", words) for words in ("assim assim", "em termos", "sim, em parte")),
    *(("ar", words) for words in ("إلى حد ما", "نوعا ما", "نص نص", "نعم، جزئيا")),
]
MOSTLY = [
    *(("en", words) for words in ("more or less", "yes, more or less", "almost, thank you")),
    *(("de", words) for words in ("fast", "mehr oder weniger", "ja, im Großen und Ganzen")),
    *(("es", words) for words in ("más o menos", "sí, más o menos", "casi, gracias")),
    *(("fr", words) for words in ("à peu près", "plus ou moins", "oui, plus ou moins")),
    *(("pt", words) for words in ("mais ou menos", "sim, mais ou menos", "quase")),
    *(("ar", words) for words in ("تقريبا", "نعم، تقريبا", "إلى حد كبير")),
]
SAID_AT_ONCE = [
    *(("en", words) for words in ("it was blue, not red", "The second step is wrong")),
    *(("de", words) for words in ("es war blau, nicht rot", "Der zweite Schritt war anders")),
    *(("es", words) for words in ("era azul, no rojo", "El segundo paso no fue así")),
    *(("fr", words) for words in ("c'était bleu, pas rouge", "La deuxième étape est fausse")),
    *(("pt", words) for words in ("era azul, não vermelho", "O segundo passo está errado")),
    *(("ar", words) for words in ("كان أزرق وليس أحمر", "الخطوة الثانية ليست صحيحة")),
]
ONLY_OFF = [
    *(("en", words) for words in ("completely wrong", "something is off", "not quite right")),
    *(("de", words) for words in ("etwas stimmt nicht", "nicht ganz richtig")),
    *(("es", words) for words in ("no está del todo bien", "hay un error")),
    *(("fr", words) for words in ("ce n'est pas tout à fait ça", "il y a une erreur")),
    *(("pt", words) for words in ("não está bem certo", "tem um erro")),
    *(("ar", words) for words in ("ليس صحيحا تماما", "هناك خطأ")),
]


def at_the_playback(language: str = "en") -> Respondent:
    respondent = begun(FLOW, language)
    respondent.says("A chair for my knees")
    assert respondent.phase is Phase.PLAYBACK
    return respondent


@pytest.mark.parametrize(("language", "words"), NO_CORRECTION)
def test_thanks_and_greetings_leave_the_question_open(language: str, words: str) -> None:
    respondent = at_the_playback(language)
    shown = respondent.heard
    respondent.says(words, words)
    assert (respondent.phase, respondent.heard) == (Phase.PLAYBACK, shown)
    assert respondent.interview.playback is None


@pytest.mark.parametrize(("language", "words"), PARTLY)
def test_kind_of_is_a_little_and_no_words_on_what_is_off(language: str, words: str) -> None:
    respondent = at_the_playback(language)
    respondent.says(words)
    assert respondent.interview.playback == Playback(2)
    assert respondent.heard == phrases_in(language).amiss


@pytest.mark.parametrize(("language", "words"), MOSTLY)
def test_more_or_less_is_mostly(language: str, words: str) -> None:
    respondent = at_the_playback(language)
    respondent.says(words)
    assert respondent.interview.playback == Playback(3)
    assert respondent.phase is Phase.COMPLETED


@pytest.mark.parametrize(("language", "words"), SAID_AT_ONCE)
def test_who_says_what_is_off_is_asked_for_the_verdict_alone(language: str, words: str) -> None:
    respondent = at_the_playback(language)
    phrases = phrases_in(language)
    respondent.says(words)
    assert respondent.heard == f"{phrases.off_noted}\n\n{phrases.playback_question}"
    assert respondent.last.options == phrases.verdicts
    respondent.taps(1)
    assert respondent.interview.playback == Playback(2, words=words)
    assert respondent.phase is Phase.COMPLETED


@pytest.mark.parametrize(("language", "words"), ONLY_OFF)
def test_who_says_only_that_something_is_off_is_asked_what(language: str, words: str) -> None:
    respondent = at_the_playback(language)
    respondent.says(words)
    assert respondent.phase is Phase.PLAYBACK
    assert respondent.heard == phrases_in(language).amiss


@pytest.mark.parametrize(("language", "words"), [*NO_CORRECTION, *PARTLY])
def test_what_says_nothing_of_what_is_off_is_not_kept_as_that(language: str, words: str) -> None:
    respondent = at_the_playback(language)
    respondent.taps(1)
    respondent.says(words)
    assert respondent.heard == phrases_in(language).amiss
    respondent.taps(0)
    assert respondent.interview.playback == Playback(2)
