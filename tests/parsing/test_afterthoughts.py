"""Steps that come to mind late, and words that tell none, in six languages."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flows.afterthoughts import afterthought_in
from interview_flows.stories import split_story
from interview_flows.vocabulary import vocabulary_in

STEPS = {
    "en": ("searched the website", "called the help desk", "filled in the form"),
    "de": ("auf der Webseite gesucht", "den Helpdesk angerufen", "das Formular ausgefüllt"),
    "es": ("busqué en la página web", "llamé a la tienda", "rellené el formulario"),
    "fr": ("cherché sur le site", "appelé le guichet", "rempli le formulaire"),
    "pt": ("procurei no site", "liguei para a loja", "preenchi o formulário"),
    "ar": ("بحثت في الموقع", "اتصلت بالمكتب", "ملأت النموذج"),
}

TOLD = [
    ("en", "I forgot: before I called the help desk, I asked Ann", 1),
    ("en", "I asked Ann before I called the help desk", 1),
    ("en", "after I called the help desk I asked Ann", 2),
    ("en", "oh, and before that I asked Ann", 3),
    ("en", "I also asked Ann", 3),
    ("en", "before step 2 I asked Ann", 1),
    ("en", "before the second step I asked Ann", 1),
    ("en", "after 1 I asked Ann", 1),
    ("en", "between 1 and 2 I asked Ann", 1),
    ("en", "I forgot, I asked Ann before step 3", 2),
    ("en", "before the last step I asked Ann", 2),
    ("en", "at the beginning I asked Ann", 0),
    ("en", "at the end I asked Ann", 3),
    ("en", "then I asked Ann", 3),
    ("en", "oh and my boss had to sign", 3),
    ("en", "after 2 weeks they answered", 3),
    ("en", "I forgot my password and reset it", 3),
    ("de", "Ich habe vergessen: bevor ich den Helpdesk anrief, habe ich Anna gefragt", 1),
    ("de", "ach, und davor habe ich Anna gefragt", 3),
    ("de", "Ich habe auch meine Mutter gefragt", 3),
    ("de", "vor Schritt 2 habe ich Anna gefragt", 1),
    ("de", "dann habe ich Anna gefragt", 3),
    ("de", "vor drei Wochen kam ein Brief", 3),
    ("es", "Se me olvidó: antes de llamar a la tienda pregunté a Ana", 1),
    ("es", "ah, y antes de eso pregunté a Ana", 3),
    ("es", "también pregunté a mi madre", 3),
    ("es", "antes del paso 2 pregunté a Ana", 1),
    ("es", "además pagué", 3),
    ("fr", "J'ai oublié : avant d'appeler le guichet, j'ai demandé à Anne", 1),
    ("fr", "ah, et avant cela j'ai demandé à Anne", 3),
    ("fr", "j’ai aussi demandé à ma mère", 3),
    ("fr", "après la 1 j'ai attendu", 1),
    ("pt", "Esqueci: antes de ligar para a loja perguntei à Ana", 1),
    ("pt", "ah, e antes disso perguntei à Ana", 3),
    ("pt", "também perguntei à minha mãe", 3),
    ("pt", "antes do passo 2 perguntei à Ana", 1),
    ("ar", "نسيت: قبل أن أتصل بالمكتب سألت أمي", 1),
    ("ar", "وقبل ذلك سألت أمي", 3),
    ("ar", "سألت أمي أيضا", 3),
    ("ar", "قبل الخطوة 2 سألت أمي", 1),
    ("en", "at the end I celebrated", 3),
    ("es", "Al final lo celebré", 3),
    ("fr", "D'abord j'ai demandé à Anne", 0),
    ("pt", "No final comemorei", 3),
    ("ar", "أولا سألت أمي", 0),
    ("ar", "في النهاية احتفلت", 3),
    ("en", "Then nothing happened for weeks", 3),
    ("en", "then 3 people called me", 3),
    ("de", "Am Ende habe ich gefeiert", 3),
    ("de", "Dann ist wochenlang nichts passiert", 3),
    ("de", "Dann passierte nichts bis Montag", 3),
    ("es", "Luego no pasó nada durante semanas", 3),
    ("fr", "Ensuite il ne s'est rien passé pendant des semaines", 3),
    ("pt", "Depois não aconteceu nada por semanas", 3),
    ("ar", "ثم لم يحدث شيء لأسابيع", 3),
]
WHOLE = [
    ("en", "Before 2 pm I had to call again"),
    ("en", "Before 9 I rang them"),
    ("de", "Zwischen 9 und 10 wartete ich im Flur"),
    ("en", "Between 2 and 3 pm I waited outside"),
    ("en", "after 3 people called me I left"),
    ("en", "I forgot to add the receipt"),
    ("en", "before that I called the help desk"),
    ("de", "Vor 2 Uhr musste ich noch mal anrufen"),
    ("de", "Zwischen 2 und 3 Uhr wartete ich draußen"),
    ("es", "Antes de las 2 tuve que llamar otra vez"),
    ("es", "Entre las 2 y las 3 esperé fuera"),
    ("fr", "Après 2 semaines on m'a appelé"),
    ("fr", "Avant 14 h j'ai dû rappeler"),
    ("pt", "Antes das 2 tive que ligar de novo"),
    ("pt", "Entre as 2 e as 3 esperei lá fora"),
    ("pt", "depois 3 pessoas ligaram"),
    ("ar", "قبل الساعة 2 اضطررت إلى الاتصال مرة أخرى"),
]
CUT = [
    ("en", "Oh, and I forgot to say that I asked Ann", "I asked Ann"),
    ("en", "before step 2, I asked Ann", "I asked Ann"),
    ("en", "I forgot, I asked Ann, before step 3", "I asked Ann"),
    ("en", "one more thing: I paid", "I paid"),
    ("de", "noch was: ich habe bezahlt", "ich habe bezahlt"),
    ("de", "zwischen 1 und 2 habe ich gewartet", "habe ich gewartet"),
    ("es", "olvidé decir que pregunté a Ana", "pregunté a Ana"),
    ("fr", "j'ai oublié de dire que j'ai payé", "j'ai payé"),
    ("pt", "esqueci de dizer que paguei tudo", "paguei tudo"),
    ("ar", "نسيت أن أقول إنني سألت أمي", "سألت أمي"),
    ("en", "One thing I left out: I asked Ann", "I asked Ann"),
    ("en", "one thing that I forgot: I asked Ann", "I asked Ann"),
    ("en", "I missed the part where I scanned my badge", "I scanned my badge"),
    ("en", "You missed the part where I scanned my badge", "I scanned my badge"),
    ("en", "What's missing: the call with Ann", "the call with Ann"),
    ("de", "Eins habe ich vergessen: ich habe bezahlt", "ich habe bezahlt"),
    ("de", "Eine Sache habe ich ausgelassen: ich habe bezahlt", "ich habe bezahlt"),
    ("de", "Du hast vergessen, dass ich Anna gefragt habe", "ich Anna gefragt habe"),
    ("de", "Was fehlt: ich habe bezahlt", "ich habe bezahlt"),
    ("es", "Una cosa que olvidé: pregunté a Ana", "pregunté a Ana"),
    ("es", "Me faltó la parte donde escaneé mi tarjeta", "escaneé mi tarjeta"),
    ("es", "olvidaste que llamé a Ana", "llamé a Ana"),
    ("es", "Falta algo: pregunté a Ana", "pregunté a Ana"),
    ("fr", "Une chose que j'ai oubliée : j'ai payé", "j'ai payé"),
    ("fr", "J'ai oublié la partie où j'ai scanné mon badge", "j'ai scanné mon badge"),
    ("fr", "vous avez oublié que j'ai payé", "j'ai payé"),
    ("fr", "Il manque : j'ai payé", "j'ai payé"),
    ("pt", "Uma coisa que deixei de fora: paguei tudo", "paguei tudo"),
    ("pt", "Faltou a parte em que escaneei o crachá", "escaneei o crachá"),
    ("pt", "você esqueceu que liguei para a Ana", "liguei para a Ana"),
    ("pt", "Falta uma coisa: paguei tudo", "paguei tudo"),
    ("ar", "شيء واحد نسيته: سألت أمي", "سألت أمي"),
    ("ar", "نسيت الجزء الذي مسحت فيه بطاقتي", "مسحت فيه بطاقتي"),
    ("ar", "ينقص شيء: سألت أمي", "سألت أمي"),
]
EMPTY = [
    ("en", "I forgot something"),
    ("de", "Ich habe etwas vergessen"),
    ("es", "olvidé algo"),
    ("fr", "j'ai oublié quelque chose"),
    ("pt", "esqueci algo"),
    ("ar", "نسيت شيئا"),
    ("en", "There is a step missing after 2"),
    ("en", "you forgot something after 2"),
    ("de", "da fehlt etwas nach 2"),
    ("fr", "il manque une étape après la 2"),
    ("ar", "هناك خطوة ناقصة بعد 2"),
]
NONE = [
    ("en", "then 3 is wrong"),
    ("en", "at the end I was happy"),
    ("en", "nothing happened there"),
    ("de", "da ist nichts passiert"),
    ("es", "no pasó nada"),
    ("fr", "À la fin j'étais content"),
    ("pt", "não aconteceu nada"),
    ("ar", "لم يحدث شيء"),
    ("en", "The order is wrong after 2"),
    ("en", "not sure what comes after 2"),
    ("en", "nothing happened between 2 and 3"),
    ("en", "I also think this is right"),
    ("en", "I also want to say that I love my job"),
    ("en", "Before that everything is right"),
    ("en", "After step 2 I was very tired"),
    ("de", "die Reihenfolge ist falsch nach 2"),
    ("de", "ich glaube auch, dass das stimmt"),
    ("de", "zwischen 2 und 3 ist nichts passiert"),
    ("de", "davor war alles richtig"),
    ("es", "falta un paso después de 2"),
    ("es", "entre 2 y 3 no pasó nada"),
    ("es", "el orden es incorrecto después del 2"),
    ("es", "también creo que está bien"),
    ("fr", "l'ordre est faux après 2"),
    ("fr", "je pense aussi que c'est juste"),
    ("pt", "a ordem está errada depois do 2"),
    ("pt", "também acho que está certo"),
    ("ar", "الترتيب خطأ بعد 2"),
    ("ar", "أعتقد أيضا أن هذا صحيح"),
    ("ar", "لم يحدث شيء بين 2 و 3"),
    ("en", "3 is wrong"),
    ("en", "also 3 is wrong"),
    ("en", "that's not right"),
    ("en", "no it was different"),
    ("en", "and what do you mean?"),
    ("en", "also remove the third one with Ann"),
    ("en", "the first is wrong"),
    ("en", "before that"),
    ("en", "I forgot step 3"),
    ("en", "hello"),
    ("de", "3 ist falsch"),
    ("es", "falta algo entre medias"),
    ("fr", "il manque une étape"),
    ("pt", "o 3 está errado"),
    ("ar", "الخطوة 3 خطأ"),
]


@pytest.mark.parametrize(("language", "typed", "at"), TOLD)
def test_what_is_told_late_finds_its_place(language: str, typed: str, at: int) -> None:
    told = afterthought_in(typed, STEPS[language], vocabulary_in(language))
    assert told is not None
    assert (told.at, bool(told.words)) == (at, True)


@pytest.mark.parametrize(("language", "typed", "words"), CUT)
def test_what_leads_it_is_left_out(language: str, typed: str, words: str) -> None:
    told = afterthought_in(typed, STEPS[language], vocabulary_in(language))
    assert told is not None
    assert told.words == words


@pytest.mark.parametrize(("language", "typed"), WHOLE)
def test_times_and_deeds_stay_in_the_words(language: str, typed: str) -> None:
    told = afterthought_in(typed, STEPS[language], vocabulary_in(language))
    assert told is not None
    assert (told.words, told.at) == (typed, 3)
    assert split_story([told.words], vocabulary_in(language))[0][-8:] == typed[-8:]


@pytest.mark.parametrize(("language", "typed"), EMPTY)
def test_that_something_is_missing_is_understood(language: str, typed: str) -> None:
    told = afterthought_in(typed, STEPS[language], vocabulary_in(language))
    assert told is not None
    assert told.words == ""


@pytest.mark.parametrize(("language", "typed"), NONE)
def test_what_tells_nothing_further_is_none(language: str, typed: str) -> None:
    assert afterthought_in(typed, STEPS[language], vocabulary_in(language)) is None


@pytest.mark.parametrize(
    ("language", "told", "steps"),
    [
        (
            "en",
            "So, hmm, where do I start. I called. Oh, and I forgot: before I called I looked",
            2,
        ),
        ("en", "Ok, let me think... Good question! I called them. Then I paid", 2),
        ("de", "Also, hmm, wo fange ich an. Ich rief an. Ich vergaß zu sagen: davor suchte ich", 2),
        ("es", "Bueno, a ver, por dónde empiezo. Llamé. Se me olvidó decir que antes busqué", 2),
        ("fr", "Alors, euh, par où commencer. J'ai appelé. J'ai oublié de dire que j'ai payé", 2),
        ("pt", "Bom, hmm, por onde começo. Liguei. Ah, esqueci de dizer que antes procurei", 2),
        ("ar", "طيب، من أين أبدأ. اتصلت بالمكتب. نسيت أن أقول إنني دفعت", 2),
    ],
)
def test_words_that_put_off_a_story_are_no_step(language: str, told: str, steps: int) -> None:
    found = split_story([told], vocabulary_in(language))
    assert len(found) == steps
    assert not any("orgot" in step or "olvid" in step or "ubli" in step for step in found)


def test_a_story_in_single_words_keeps_them_all() -> None:
    told = ["1. searched\n2. called\n3. wait\n4. paid"]
    assert split_story(told, vocabulary_in("en")) == ("searched", "called", "wait", "paid")


@pytest.mark.parametrize(
    ("language", "deed"),
    [
        ("en", "I forgot to add the receipt"),
        ("en", "I forgot to tell my manager"),
        ("en", "I forgot, so I had to call again"),
        ("en", "I forgot something at the shop"),
        ("de", "Ich habe vergessen, das Datum zu schreiben"),
        ("de", "Ich habe vergessen, dass ich einen Termin hatte"),
        ("es", "Olvidé agregar el recibo"),
        ("fr", "J'ai oublié d'ajouter la pièce jointe"),
        ("fr", "J'ai oublié de préciser mon adresse"),
        ("pt", "Esqueci de acrescentar o recibo"),
        ("ar", "نسيت أن أضيف الإيصال"),
        ("ar", "نسيت، فاتصلت مرة أخرى"),
    ],
)
def test_forgetting_is_a_deed_where_nothing_is_told(language: str, deed: str) -> None:
    assert split_story([f"{STEPS[language][0]}. {deed}."], vocabulary_in(language))[1] == deed


def test_what_is_forgotten_in_a_story_stays() -> None:
    told = ["I forgot my password. Then I reset it"]
    assert split_story(told, vocabulary_in("en")) == ("I forgot my password", "I reset it")


def test_a_story_of_nothing_else_keeps_its_words() -> None:
    assert split_story(["So, hmm, where do I start"], vocabulary_in("en"))


@given(st.text(), st.sampled_from(sorted(STEPS)))
def test_whatever_is_typed_lies_within_the_list(typed: str, language: str) -> None:
    told = afterthought_in(typed, STEPS[language], vocabulary_in(language))
    assert told is None or 0 <= told.at <= len(STEPS[language])


@pytest.mark.parametrize("language", sorted(STEPS))
@pytest.mark.parametrize("part", ["and ", "oh, ", "I forgot ", "after 2 ", "y ", "و", "also "])
def test_a_very_long_text_is_read_in_no_time(language: str, part: str) -> None:
    began = time.process_time()
    afterthought_in(part * (20_000 // len(part)), STEPS[language], vocabulary_in(language))
    assert time.process_time() - began < 0.5
