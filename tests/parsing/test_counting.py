"""Which numbers in a sentence are the amount asked for, in six languages."""

import re

import pytest

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Kind
from interview_flows.durations import Unit
from interview_flows.parsing import Asked, Read, read_answer
from interview_flows.phrasebook import phrases_in

TIMES = {
    "en": "10|about 10|10 or so|10 days|it took 3 days|around 10, I think|maybe 10"
    "|I waited 3 days|probably about ten|like 5|almost 10|10, more or less"
    "|more or less 10|I'd say 10|roughly 2 weeks|it took us 5|a couple of days"
    "|10 days or so|~10|5 days in total|I guess 7|just 1|only 2 days|3, I believe"
    "|it was 4 days I think|nearly three weeks|took ages, maybe 20|3 - too long"
    "|3, which was long|since Monday, so 3|not long, one day|it was short but one day",
    "de": "10|etwa 10|ca. 10|ungefähr 10 Tage|es hat 3 Tage gedauert|so um die 10|vielleicht 10"
    "|rund 10|knapp 10|mehr oder weniger 10|10, mehr oder weniger"
    "|ich habe 3 Tage gewartet|es waren 5|fast zwei Wochen|insgesamt 4 Tage|ich glaube 7"
    "|drei Tage|gute 10 Tage|an die 10",
    "es": "10|unos 10|como 10|aproximadamente 10 días|tardó 3 días|más o menos 10"
    "|10 más o menos|alrededor de 10|fueron 5|casi 10|esperé 3 días|creo que 7|quizás 10"
    "|en total 4 días|dos semanas",
    "fr": "10|environ 10|à peu près 10|ça a pris 3 jours|plus ou moins 10|10 plus ou moins"
    "|10 jours environ|j'ai attendu 3 jours|presque 10|je dirais 7|peut-être 10"
    "|deux semaines|au total 4 jours|près de 10|c'était 5",
    "pt": "10|cerca de 10|uns 10|mais ou menos 10|10 mais ou menos|demorou 3 dias|levou 5"
    "|por volta de 10|quase 10|esperei 3 dias|acho que 7|talvez 10|ao todo 4 dias"
    "|duas semanas",
    "ar": "10|حوالي 10|تقريبا 10|10 تقريبا|استغرق الأمر 3 أيام|انتظرت 3 أيام|ربما 10"
    "|نحو 10 أيام|أظن 7|ثلاثة أيام|أسبوعين|يومين|كانت 5",
}
COUNTS = {
    "en": "5 forms|3 times|I called 3 times|about 12 euros|3 people helped me"
    "|we needed 4 approvals"
    "|I called the office 3 times|I sent the form 12 times",
    "de": "3 Mal|ich habe 3 Formulare ausgefüllt|5 Personen|ich rief im Büro 3 Mal an",
    "es": "3 veces|llamé 3 veces|fui a la oficina 3 veces|5 formularios",
    "fr": "3 fois|j'ai appelé 3 fois|je suis allé au bureau 3 fois|5 formulaires",
    "pt": "3 vezes|liguei 3 vezes|fui ao escritório 3 vezes|5 formulários",
    "ar": "3 مرات|اتصلت 3 مرات|ذهبت إلى المكتب 3 مرات|5 نماذج",
}
OPEN = {
    "en": "more than 10|at least 10|up to 10|less than 10|under 10|over 10 days|10 or more|10+"
    "|>10|10 days or more|no more than 10|max 10|more than a week|10 days at least"
    "|at most ten|fewer than five|a minimum of 3|10 or less|max. 5|min. 5|min 5",
    "de": "mehr als 10|mindestens 10|bis zu 10|weniger als 10|unter 10|über 10 Tage"
    "|10 oder mehr|höchstens 10|10 Tage mindestens|länger als 3 Tage|wenigstens zehn"
    "|10 oder weniger|max. 5|mind. 5|min. 5",
    "es": "más de 10|al menos 10|hasta 10|menos de 10|como mínimo 10|10 o más"
    "|por lo menos diez días|como mucho 10|10 días o más|10 o menos|máx. 5|mín. 5",
    "fr": "plus de 10|au moins 10|jusqu'à 10|moins de 10|10 ou plus|au plus dix jours"
    "|10 jours minimum|plus d'une semaine|10 ou moins|max. 5|min. 5",
    "pt": "mais de 10|pelo menos 10|até 10|menos de 10|no máximo 10|10 ou mais"
    "|no mínimo dez dias|10 dias ou mais|10 ou menos|máx. 5|mín. 5",
    "ar": "أكثر من 10|على الأقل 10|حتى 10|أقل من 10|10 أو أكثر|10 على الأقل|لا يقل عن 10"
    "|10 أيام كحد أقصى",
}
NAMED = {
    "en": "nobody told me, see ticket 77|it was in room 12|see no. 4|version 2|in 2019"
    "|ticket #77|INC-77|on page 3|at 10 o'clock",
    "de": "mir sagte niemand etwas, siehe Ticket 77|es war in Zimmer 12|siehe Nr. 4|Version 2"
    "|seit 2019|um 10 Uhr",
    "es": "nadie me dijo nada, vea el ticket 77|fue en la sala 12|véase n.º 4|versión 2|en 2019",
    "fr": "personne ne m'a rien dit, voir ticket 77|c'était dans la salle 12|voir n° 4"
    "|version 2|en 2019",
    "pt": "ninguém me disse nada, veja o ticket 77|foi na sala 12|veja n.º 4|versão 2|em 2019",
    "ar": "انظر التذكرة 77|كان في الغرفة 12|انظر رقم 4|الإصدار 2|في 2019",
}
NOT_ONE = {
    "en": "not one day|not even one day|not a day|not 5|not five days",
    "de": "nicht ein Tag|nicht mal einen Tag|nicht 5|keine 5 Tage",
    "es": "ni un solo día|ni un día|ni siquiera un día|no 5",
    "fr": "pas un seul jour|pas un jour|même pas un jour|pas 5",
    "pt": "nem um dia|nem um só dia|nem um único dia|não 5",
    "ar": "ولا يوم|ولا يوم واحد|ليس يوما واحدا|ليس 5",
}
DATED = {
    "en": "on 3 May|May 3|10%|$5|5 €",
    "de": "am 3. Mai|10%|5 €|$5",
    "es": "el 3 de mayo|10%|$5|5 €",
    "fr": "le 3 mai|10 %|5 €",
    "pt": "3 de maio|10%|€5",
    "ar": "3 مايو|10٪|5 $",
}
RATES = {
    "en": "every 3 days|once every three days|3 days per form|every 2 weeks",
    "de": "alle 3 Tage|alle drei Wochen|jede 3 Tage|3 Tage pro Formular|3 Tage je Antrag",
    "es": "cada 3 días|todos los 3 días|3 días por cada formulario",
    "fr": "tous les 3 jours|toutes les deux semaines|3 jours par dossier",
    "pt": "a cada 3 dias|cada três dias|3 dias por cada formulário",
    "ar": "كل 3 أيام|كل ثلاثة أيام|3 أيام لكل استمارة",
}
MOMENTS = {
    "en": "at 5|at about 5.|at 10:30",
    "es": "a las 5|a las cinco|hacia las 5 de la tarde|a las 5 y media",
    "fr": "à 5 heures|vers 5 h|dès 8 heures",
    "pt": "às 5|às 5 horas|pelas 5 da tarde",
    "ar": "الساعة 5|في الساعة 5",
}
ORDINALS = {
    "en": "in the 3. room",
    "de": "3. Stock|im 3. Stock|beim 3. Mal",
    "es": "3.º piso",
    "fr": "3. étage",
    "pt": "3.º andar",
    "ar": "الطابق 3",
}
IN_OTHER_WORDS = {
    "en": {
        "twice": 2,
        "once": 1,
        "I called twice": 2,
        "just once": 1,
        "I had to go there once.": 1,
    },
    "de": {
        "zweimal": 2, "dreimal": 3, "ich habe zweimal angerufen": 2, "fünfmal": 5,
        "nur einmal": 1, "ein Formular": 1, "nur ein Formular": 1, "eines": 1,
        "eine einzige Anfrage": 1, "ein einziges": 1,
    },
    "es": {"una vez": 1, "solo una vez": 1, "una sola vez": 1, "un formulario": 1, "dos veces": 2}
    | {"un solo formulario": 1, "una llamada": 1},
    "fr": {"une fois": 1, "une seule fois": 1, "un formulaire": 1, "une demande": 1}
    | {"j'ai appelé une fois": 1},
    "pt": {"uma vez": 1, "só uma vez": 1, "um formulário": 1, "uma chamada": 1, "duas vezes": 2},
    "ar": {"استمارتان": 2, "استمارتين": 2, "مرتين": 2, "مرة واحدة": 1, "استمارة واحدة": 1}
    | {"نموذجان": 2, "مكالمتان فقط": 2},
}  # fmt: skip
NO_CERTAIN_NUMBER = {
    "en": "once or twice|at once|a couple|twice as long|once the form was there|twice a day"
    "|not once|never once|not even once|more than once|at least twice|not twice"
    "|no more than twice",
    "de": "ein paar|noch einmal|ein- oder zweimal|eine Menge|ein Dutzend|dreimal so viele"
    "|zweimal pro Woche|eine Handvoll|ein bisschen|mehr als einmal|mindestens zweimal|nicht zweimal"
    "|nicht nur einmal|eine Weile|ein Witz|ein Stapel|ein Albtraum|ein Euro",
    "es": "otra vez|una vez que lo tuve|un par|un montón|una docena|una o dos veces|un poco"
    "|ni una vez|al menos una vez|un lío|una locura",
    "fr": "encore une fois|une fois arrivé|une douzaine|une poignée|une ou deux fois|une vingtaine"
    "|pas une fois|plus d'une fois|au moins une fois|une éternité|une catastrophe",
    "pt": "outra vez|uma vez que chegou|uma dúzia|uma parte|uma ou duas vezes|mais uma vez"
    "|nem uma vez|pelo menos uma vez|uma bagunça|uma confusão",
    "ar": "ستين أو سبعين|مرة أو مرتين|روتين|الاستمارة رقم واحد|لم أملأ أي نموذج واحد",
}
OTHERS = {
    "en": "I asked 3 colleagues|3 forms|I called 3 times",
    "de": "ich habe 3 Kollegen gefragt|3 Formulare",
    "es": "pregunté a 3 colegas|3 formularios",
    "fr": "j'ai demandé à 3 collègues|3 formulaires",
    "pt": "perguntei a 3 colegas|3 formulários",
    "ar": "سألت 3 زملاء|3 نماذج",
}


def said(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, typed) for language in table for typed in table[language].split("|")]


def read(typed: str, language: str, unit: Unit) -> Read:
    return read_answer(Asked(Kind.NUMBER, low=0, unit=unit), typed, phrases_in(language))


@pytest.mark.parametrize(("language", "typed"), said(TIMES))
def test_a_time_in_a_few_words_is_taken(language: str, typed: str) -> None:
    assert read(typed, language, Unit.DAYS).value


@pytest.mark.parametrize(("language", "typed"), said(COUNTS))
def test_a_count_in_a_few_words_is_taken(language: str, typed: str) -> None:
    found = re.search("[0-9]+", typed)
    assert found is not None
    assert read(typed, language, Unit.THINGS).value == int(found[0])


@pytest.mark.parametrize("unit", [Unit.DAYS, Unit.THINGS])
@pytest.mark.parametrize(("language", "typed"), said(OPEN))
def test_what_leaves_a_number_open_asks_for_the_closest(
    language: str, typed: str, unit: Unit
) -> None:
    with pytest.raises(RejectedAnswer, match=re.escape(phrases_in(language).closest_number)):
        read(typed, language, unit)


@pytest.mark.parametrize(("language", "typed"), said(NOT_ONE))
def test_not_one_is_never_one(language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer, match=re.escape(phrases_in(language).closest_number)):
        read(typed, language, Unit.DAYS)


@pytest.mark.parametrize(("language", "typed"), said(DATED))
def test_a_date_a_share_and_a_price_are_no_time(language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer, match=re.escape(phrases_in(language).number_alone)):
        read(typed, language, Unit.DAYS)


@pytest.mark.parametrize(("typed", "value"), [("10%", 10), ("$5", 5), ("5 €", 5)])
def test_shares_and_prices_are_taken_where_no_time_was_asked_for(typed: str, value: int) -> None:
    assert read(typed, "en", Unit.THINGS).value == value


@pytest.mark.parametrize(("language", "typed"), said(RATES))
def test_how_often_is_no_time(language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer, match=re.escape(phrases_in(language).number_alone)):
        read(typed, language, Unit.DAYS)


def test_all_three_are_three_where_things_are_counted() -> None:
    assert read("alle 3 Formulare", "de", Unit.THINGS).value == 3
    assert read("todas as 5", "pt", Unit.THINGS).value == 5


@pytest.mark.parametrize("typed", ["2 à 3 heures", "de 2 à 3 heures"])
def test_a_range_of_hours_is_no_time_of_day(typed: str) -> None:
    with pytest.raises(RejectedAnswer, match=re.escape(phrases_in("fr").unsafe_number)):
        read(typed, "fr", Unit.HOURS)


def test_how_many_hours_later_is_no_time_of_day() -> None:
    assert read("a las 48 horas", "es", Unit.DAYS).value == 2


@pytest.mark.parametrize("typed", ["I'd put it at 5", "I would estimate it at 5"])
def test_an_estimate_is_no_time_of_day(typed: str) -> None:
    assert read(typed, "en", Unit.THINGS).value == 5


@pytest.mark.parametrize(
    ("language", "typed"),
    said(
        {
            "en": "3 times|twice|once a week|twice a week",
            "de": "2 Mal|zwei Mal|2 mal im Monat",
            "es": "2 veces",
            "fr": "2 fois",
            "pt": "2 vezes",
            "ar": "مرتين|مرة واحدة فقط|كل يوم",
        }
    ),
)
def test_how_often_is_no_amount_of_time(language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        read(typed, language, Unit.DAYS)


@pytest.mark.parametrize("unit", [Unit.DAYS, Unit.THINGS])
@pytest.mark.parametrize(("language", "typed"), said(MOMENTS))
def test_a_time_of_day_is_no_amount(language: str, typed: str, unit: Unit) -> None:
    phrases = phrases_in(language)
    days = phrases.other_unit.format(unit=phrases.unit_names["days"])
    asked = days if unit is Unit.DAYS else phrases.no_time
    with pytest.raises(RejectedAnswer, match=re.escape(asked)):
        read(typed, language, unit)


def test_an_hour_that_was_spent_is_no_time_of_day() -> None:
    assert read("a las 3 semanas", "es", Unit.DAYS).value == 21
    assert read("il y a 5 heures", "fr", Unit.HOURS).value == 5


@pytest.mark.parametrize("unit", [Unit.DAYS, Unit.THINGS])
@pytest.mark.parametrize(("language", "typed"), said(ORDINALS))
def test_the_third_floor_is_not_three(language: str, typed: str, unit: Unit) -> None:
    with pytest.raises(RejectedAnswer, match=re.escape(phrases_in(language).number_alone)):
        read(typed, language, unit)


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [(language, *each) for language, table in IN_OTHER_WORDS.items() for each in table.items()],
)
def test_a_count_in_other_words_is_taken(language: str, typed: str, value: int) -> None:
    answer = read(typed, language, Unit.THINGS)
    assert (answer.value, answer.verbatim) == (value, typed)


@pytest.mark.parametrize(("language", "typed"), said(NO_CERTAIN_NUMBER))
def test_what_tells_no_certain_number_is_asked_again(language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        read(typed, language, Unit.THINGS)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "twice"),
        ("es", "una vez"),
        ("fr", "une fois"),
        ("de", "zweimal"),
        ("ar", "استمارتان"),
    ],
)
def test_how_many_times_is_no_time(language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        read(typed, language, Unit.DAYS)


@pytest.mark.parametrize("unit", [Unit.DAYS, Unit.THINGS])
@pytest.mark.parametrize(("language", "typed"), said(NAMED))
def test_a_number_of_something_else_is_asked_for_alone(
    language: str, typed: str, unit: Unit
) -> None:
    with pytest.raises(RejectedAnswer) as refused:
        read(typed, language, unit)
    found = re.search("[0-9]+", typed)
    assert found is not None
    phrases = phrases_in(language)
    assert str(refused.value) == (
        f"{phrases.number_read.format(number=found[0])} {phrases.number_alone}"
    )


@pytest.mark.parametrize(("language", "typed"), said(OTHERS))
def test_a_count_of_things_is_no_time(language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer, match=re.escape(phrases_in(language).number_alone)):
        read(typed, language, Unit.DAYS)


@pytest.mark.parametrize("typed", ["at least 8", "8 or more", "see ticket 8", "in room 8", "8+"])
def test_on_a_scale_too(typed: str) -> None:
    with pytest.raises(RejectedAnswer, match="from 0 to 10"):
        read_answer(Asked(Kind.SCALE, low=0, high=10), typed, phrases_in("en"))
