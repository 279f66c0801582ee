"""What people type in six languages, and what it means: the same meanings in each."""

from datetime import date
from typing import Any

import pytest

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Absence, Kind
from interview_flows.agreeing import agreement, finished
from interview_flows.choosing import Choice
from interview_flows.durations import Unit
from interview_flows.parsing import Asked, read_answer
from interview_flows.phrasebook import phrases_in
from interview_flows.unsaid import absence_said
from interview_flows.words import unaccented

TODAY = date(2026, 5, 3)  # a Sunday
LANGUAGES = ("en", "de", "es", "fr", "pt", "ar")

SAID = {
    "en": {
        "yes": "yep|Sure, go ahead!|that's right|sounds good|👍|ok",
        "no": "nope|No, thanks|not really|that's wrong|👎|i'd rather not",
        "finished": "Done|that's all|OK, I'm done.|that was it",
        "dont_know": "dunno|No idea, sorry|hard to say|I don't remember",
        "nothing": "nothing else|None|no that's all",
        "once": "just this once|never before",
        "sometimes": "now and then|most of the time",
        "always": "every single time|constantly",
        "-2": "terrible|really bad",
        "-1": "quite bad|annoyed",
        "0": "so so|okay",
        "1": "pretty good|pleased",
        "2": "great|really happy",
    },
    "de": {
        "yes": "Ja|jo|Klar!|na klar|stimmt|passt|ja genau|gerne|Einverstanden|natürlich|natuerlich",
        "no": "nein|Nö|nee danke|stimmt nicht|lieber nicht|auf keinen Fall|nicht wirklich",
        "finished": "fertig|das wars|Das war's!|so, das war alles|bin fertig",
        "dont_know": "weiß nicht|Weiss ich nicht|keine Ahnung|kp|schwer zu sagen|tja, keine Ahnung",
        "nothing": "nichts|nix|sonst nichts|nein, das war's|Nichts weiter",
        "once": "nur einmal|zum ersten Mal",
        "sometimes": "ab und zu|manchmal|öfter|meistens",
        "always": "immer|jedes Mal|ständig|staendig",
        "-2": "schrecklich|total schlecht|Katastrophe|sehr unzufrieden",
        "-1": "nicht so gut|genervt|eher schlecht|nicht zufrieden|gar nicht gut",
        "0": "geht so|so lala|naja",
        "1": "ganz gut|zufrieden",
        "2": "super|richtig gut|sehr zufrieden",
    },
    "es": {
        "yes": "sí|Si|claro que si|vale|de acuerdo|así es|exacto|dale",
        "no": "No|no, gracias|para nada|claro que no|mejor no|no es así",
        "finished": "listo|eso es todo|ya está|ya terminé|Bueno, eso fue todo",
        "dont_know": "no sé|no se|ni idea|la verdad no lo sé|no me acuerdo|quién sabe",
        "nothing": "nada|nada más|no, nada más|ninguno|nada en especial",
        "once": "una sola vez|nunca antes|solo una vez",
        "sometimes": "a veces|de vez en cuando|casi siempre",
        "always": "siempre|todas las veces|cada vez",
        "-2": "pésimo|fatal|horrible",
        "-1": "bastante mal|frustrada|no muy bien|nada bien",
        "0": "más o menos|regular|ni bien ni mal",
        "1": "bastante bien|contenta|satisfecho",
        "2": "excelente|genial|muy contenta|buenísimo",
    },
    "fr": {
        "yes": "oui|Ouais|d'accord|D’accord !|bien sûr|c'est ça|tout à fait|ok|ça marche",
        "no": "non|nan|pas vraiment|non merci|pas du tout|c'est faux|pas tout à fait",
        "finished": "fini|J'ai terminé|c'est tout|voilà|Voilà, c'est tout.",
        "dont_know": "je ne sais pas|chais pas|aucune idée|j'en sais rien|je ne me souviens plus",
        "nothing": "rien|rien d'autre|Non, rien|rien de spécial",
        "once": "une seule fois|c'était la première fois",
        "sometimes": "parfois|de temps en temps|assez souvent",
        "always": "toujours|à chaque fois|tout le temps",
        "-2": "horrible|catastrophique|nul|très mal|en colère",
        "-1": "mal|pas top|déçue|plutôt mal|énervé",
        "0": "moyen|comme ci comme ça|bof bof|ni bien ni mal",
        "1": "plutôt bien|pas mal|contente|bien",
        "2": "très bien|génial|super|très contente|ravi",
    },
    "pt": {
        "yes": "sim|Claro|com certeza|tá bom|isso mesmo|concordo|beleza|pode ser",
        "no": "não|nao|Não, obrigada|de jeito nenhum|está errado|prefiro não|nem pensar",
        "finished": "pronto|Pronto!|é isso|é só isso|já acabei|foi isso",
        "dont_know": "não sei|nao sei|sei lá|não faço ideia|não me lembro|difícil dizer",
        "nothing": "nada|mais nada|nenhum|Não, mais nada|nada de especial",
        "once": "só uma vez|foi a primeira vez",
        "sometimes": "às vezes|as vezes|de vez em quando|quase sempre",
        "always": "sempre|toda vez|o tempo todo",
        "-2": "péssimo|horrível|terrivel|muito mal",
        "-1": "mal|ruim|chateada|não muito bem",
        "0": "mais ou menos|normal|nem bom nem ruim",
        "1": "bem|bastante bom|satisfeita|contente",
        "2": "muito bem|ótimo|excelente|adorei|muito satisfeito",
    },
    "ar": {
        "yes": "نعم|ايوه|أكيد|اكيد|تمام|موافق|صحيح|طيب|بالطبع|نَعَم",
        "no": "لا|لأ|كلا|لا شكرا|غير صحيح|مش صحيح|لا أريد|لا، شكرًا",
        "finished": "انتهيت|خلص|هذا كل شيء|هذا كل شئ|وبس|طيب، انتهيت",
        "dont_know": "لا أعرف|لا اعرف|ما أدري|مدري|مش عارف|لا أتذكر|ليس لدي فكرة",
        "nothing": "لا شيء|ولا شيء|لا شيء آخر|لا يوجد|مافي",
        "once": "مرة واحدة|مره واحده|أول مرة",
        "sometimes": "أحيانا|احيانًا|من وقت لآخر|نادرا",
        "always": "دائما|دائمًا|كل مرة|باستمرار",
        "-2": "فظيع|سيئ للغاية|كارثة",
        "-1": "مزعج|مش كويس|ليس جيدا|لم أكن سعيدا",
        "0": "عادي|نص نص|لا بأس",
        "1": "كويس|مرتاح|سعيدة",
        "2": "رائع|ممتاز|سعيد جدا|رائـــع",
    },
}


def said(*meanings: str) -> list[tuple[str, str, str]]:
    return [
        (language, meaning, typed)
        for language, table in SAID.items()
        for meaning in meanings
        for typed in table[meaning].split("|")
    ]


def each_of(table: dict[str, dict[str, Any]]) -> list[tuple[str, str, Any]]:
    return [(language, *each) for language, meant in table.items() for each in meant.items()]


@pytest.mark.parametrize(("language", "meaning", "typed"), said("yes", "no"))
def test_yes_and_no(language: str, meaning: str, typed: str) -> None:
    heard = phrases_in(language).heard
    assert agreement(typed, heard) is (meaning == "yes")
    assert agreement(typed, heard, whole=True) is (meaning == "yes")


@pytest.mark.parametrize(("language", "meaning", "typed"), said("finished"))
def test_the_end_of_a_telling(language: str, meaning: str, typed: str) -> None:
    assert finished(typed, phrases_in(language).heard)


@pytest.mark.parametrize(("language", "meaning", "typed"), said("dont_know", "nothing"))
def test_words_that_hold_no_answer(language: str, meaning: str, typed: str) -> None:
    absence = Absence.SKIPPED if meaning == "dont_know" else Absence.DID_NOT_HAPPEN
    assert absence_said(typed, phrases_in(language)) is absence


@pytest.mark.parametrize(("language", "meaning", "typed"), said("once", "sometimes", "always"))
def test_how_often(language: str, meaning: str, typed: str) -> None:
    how_often = phrases_in(language).heard.how_often
    choices = tuple(Choice(name, f"…{name}…", also=also) for name, also in how_often.items())
    assert read_answer(Asked(Kind.CHOICE, choices), typed, phrases_in(language)).value == meaning


@pytest.mark.parametrize(("language", "meaning", "typed"), said("-2", "-1", "0", "1", "2"))
def test_feelings(language: str, meaning: str, typed: str) -> None:
    assert read_answer(Asked(Kind.FEELING), typed, phrases_in(language)).value == int(meaning)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_face_is_named_by_its_label_with_and_without_accents(language: str) -> None:
    phrases = phrases_in(language)
    for value, label in enumerate(phrases.faces, -2):
        for typed in (label, label[2:], unaccented(label)):
            assert read_answer(Asked(Kind.FEELING), typed, phrases).value == value


NUMBERS: dict[str, dict[str, Any]] = {
    "de": {
        "1,5": 1.5,
        "1.500": 1500,
        "zwölf": 12,
        "anderthalb": 1.5,
        "zwanzig": 20,
        "keine": 0,
        "so drei Formulare": 3,
    },
    "es": {
        "once": 11,
        "1,5": 1.5,
        "veinte": 20,
        "tres y medio": 3.5,
        "ninguna": 0,
        "dieciséis": 16,
        "cien": 100,
    },
    "fr": {"deux et demi": 2.5, "vingt": 20, "aucun": 0, "1 500": 1500, "seize": 16},
    "pt": {"duas": 2, "dois e meio": 2.5, "dezesseis": 16, "nenhum": 0},
    "ar": {
        "٣": 3,
        "ثلاثة": 3,
        "ثلاثه": 3,
        "٢٫٥": 2.5,
        "عشرون": 20,
        "ولا واحد": 0,
        "ثلاثة ونصف": 3.5,
        "حوالي خمس": 5,
    },
}


@pytest.mark.parametrize(("language", "typed", "number"), each_of(NUMBERS))
def test_numbers(language: str, typed: str, number: float) -> None:
    assert read_answer(Asked(Kind.NUMBER), typed, phrases_in(language)).value == number


TIMES: dict[str, dict[str, Any]] = {
    "de": {
        "zwei Tage": 48,
        "eine halbe Stunde": 0.5,
        "anderthalb Stunden": 1.5,
        "3 Std": 3,
        "eine Viertelstunde": 0.25,
        "1,5 h": 1.5,
        "eine Dreiviertelstunde": 0.75,
        "zwei und eine halbe Stunde": 2.5,
    },
    "es": {
        "3 horas": 3,
        "media hora": 0.5,
        "hora y media": 1.5,
        "un día": 24,
        "dos horas y media": 2.5,
        "dos dias": 48,
        "tres cuartos de hora": 0.75,
    },
    "fr": {
        "demi-heure": 0.5,
        "une demi-heure": 0.5,
        "une heure et demie": 1.5,
        "1h30": 1.5,
        "un quart d'heure": 0.25,
        "deux jours": 48,
        "trois quarts d’heure": 0.75,
    },
    "pt": {
        "meia hora": 0.5,
        "uma hora e meia": 1.5,
        "dois dias": 48,
        "1h30": 1.5,
        "duas horas e meia": 2.5,
        "um dia": 24,
        "um par de horas": 2,
    },
    "ar": {
        "يومين": 48,
        "نصف ساعة": 0.5,
        "ساعة": 1,
        "ساعة ونصف": 1.5,
        "٣ ساعات": 3,
        "ثلاثة أيام": 72,
        "ربع ساعه": 0.25,
        "ثلاثة أرباع الساعة": 0.75,
        "ساعة وست دقائق": 1.1,
        "ساعة و6 دقائق": 1.1,
        "أسبوع ويومين": 9 * 24,
        "ساعتين ونصف": 2.5,
        "عشر دقائق": 0.17,
    },
}


@pytest.mark.parametrize(("language", "typed", "hours"), each_of(TIMES))
def test_times(language: str, typed: str, hours: float) -> None:
    unit, whole = (Unit.DAYS, 24) if hours >= 24 else (Unit.HOURS, 1)
    read = read_answer(Asked(Kind.NUMBER, unit=unit), typed, phrases_in(language))
    assert read.value == hours / whole


DAYS: dict[str, dict[str, Any]] = {
    "en": {
        "3 days ago": "04-30",
        "a week ago": "04-26",
        "last Monday": "04-27",
        "March 3rd": "03-03",
    },
    "de": {
        "gestern": "05-02",
        "vor drei Tagen": "04-30",
        "am 3. März": "03-03",
        "3. Maerz": "03-03",
        "31.12.2025": None,
        "am 3.3.2026": "03-03",
        "letzten Montag": "04-27",
    },
    "es": {
        "ayer": "05-02",
        "hace tres días": "04-30",
        "el 3 de marzo": "03-03",
        "antier": "05-01",
        "el lunes pasado": "04-27",
        "el 3/4/2026": "04-03",
        "anteayer": "05-01",
    },
    "fr": {
        "hier": "05-02",
        "le 3 mars": "03-03",
        "le 03/04/2026": "04-03",
        "avant-hier": "05-01",
        "lundi dernier": "04-27",
        "il y a 3 jours": "04-30",
        "1er mai": "05-01",
    },
    "pt": {
        "ontem": "05-02",
        "há três dias": "04-30",
        "3 dias atrás": "04-30",
        "3 de março": "03-03",
        "em 3/4/2026": "04-03",
        "segunda-feira": "04-27",
        "anteontem": "05-01",
    },
    "ar": {
        "أمس": "05-02",
        "امبارح": "05-02",
        "قبل ثلاثة أيام": "04-30",
        "بتاريخ 3/4/2026": "04-03",
        "قبل يومين": "05-01",
        "قبل أسبوع": "04-26",
        "منذ أسبوعين": "04-19",
        "قبل يوم": "05-02",
        "قبل عشرين يوما": "04-13",
        "٣ مارس": "03-03",
        "أول أمس": "05-01",
        "3 آذار 2026": "03-03",
        "يوم الاثنين": "04-27",
        "3 كانون الثاني": "01-03",
    },
}


@pytest.mark.parametrize(("language", "typed", "day"), each_of(DAYS))
def test_days(language: str, typed: str, day: str | None) -> None:
    expected = f"2026-{day}" if day else "2025-12-31"
    assert read_answer(Asked(Kind.DATE), typed, phrases_in(language), TODAY).value == expected


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        *(("en", "last week"), ("en", "Sunday"), ("de", "letzte Woche"), ("de", "3. Maz 2026")),
        *(("es", "la semana pasada"), ("es", "hace mucho"), ("fr", "la semaine dernière")),
        *(("pt", "semana passada"), ("pt", "31.02.2026"), ("ar", "الأسبوع الماضي"), ("ar", "٣")),
        *(("en", "a couple of days ago"), ("en", "3 working days ago"), ("ar", "قبل أيام")),
    ],
)
def test_a_time_that_is_no_day_is_asked_about_in_their_language(language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer) as refused:
        read_answer(Asked(Kind.DATE), typed, phrases_in(language), TODAY)
    assert any(figure in str(refused.value) for figure in ("2026", "31"))


def test_the_first_of_january_was_this_year_and_christmas_the_year_before() -> None:
    english = phrases_in("en")
    for typed, day in (("1 January", "2026-01-01"), ("25 December", "2025-12-25")):
        assert read_answer(Asked(Kind.DATE), typed, english, TODAY).value == day
    assert read_answer(Asked(Kind.DATE), "29 Feb", english, TODAY).value == "2024-02-29"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_week_is_asked_for_its_day(language: str) -> None:
    phrases = phrases_in(language)
    for period in phrases.heard.calendar.periods:
        with pytest.raises(RejectedAnswer) as refused:
            read_answer(Asked(Kind.DATE), period, phrases, TODAY)
        assert str(refused.value) == phrases.which_day


@pytest.mark.parametrize("typed", ["twenty-one", "two hundred", "hundred five", "2 hundred"])
def test_number_words_side_by_side_are_not_read(typed: str) -> None:
    english = phrases_in("en")
    with pytest.raises(RejectedAnswer) as refused:
        read_answer(Asked(Kind.NUMBER), typed, english)
    assert str(refused.value) == english.unsafe_number


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_is_asked_for_its_day(language: str) -> None:
    phrases = phrases_in(language)
    with pytest.raises(RejectedAnswer) as refused:
        read_answer(
            Asked(Kind.DATE), f"{phrases.heard.calendar.month_names[4]} 2026", phrases, TODAY
        )
    assert str(refused.value) == phrases.which_day


SOFTENED: dict[str, dict[str, Any]] = {
    "en": {"yes, sadly": True, "honestly no": False, "No, no idea": None},
    "de": {"ja leider": True, "leider nein": False, "eher ja": True, "nein ich weiß nicht": None},
    "es": {"creo que sí": True, "no sé": None, "no lo sé": None, "no se sabe": None},
    "fr": {"malheureusement non": False, "non je ne sais pas": None},
    "pt": {"acho que sim": True, "não sei": None},
    "ar": {
        "للأسف لا": False,
        "لا طبعا": False,
        "نعم حدث ذلك": True,
        "نعم ربما": None,
        "إن شاء الله": None,
    },
}


@pytest.mark.parametrize(("language", "typed", "agrees"), each_of(SOFTENED))
def test_a_softened_yes_is_one_and_a_doubt_is_neither(
    language: str, typed: str, agrees: bool | None
) -> None:
    assert agreement(typed, phrases_in(language).heard) is agrees


def test_much_hangs_on_no_softened_yes() -> None:
    assert agreement("ja leider", phrases_in("de").heard, whole=True) is None


UNSURE = {
    "en": "a third|two thirds|one or two|less than five|minus five|a friend and 2 colleagues",
    "de": "ein oder zwei|ein bis zwei|weniger als 5|zwei Drittel|ein Formular und 2 Anrufe",
    "es": "treinta y una|treinta y un|una o dos|menos de 5|tres cuartos",
    "fr": "trente et une|vingt et un|une ou deux|une à deux|un peu|un peu plus de 5|moins de 5",
    "pt": "vinte e uma|vinte e um|uma ou duas|um bocado|um par|um pouco|menos de 5",
    "ar": "خمسة وعشرون|خمس وأربعين|أحد عشر|اثنا عشر|ثلاثة عشر|مئة وخمسين|مئة و٥٠|ثلاثة أرباع",
}
UNSURE_TIMES = {
    "en": "2 hours less 10 minutes|2 hours minus 10 minutes|a third of an hour|2 hours a day"
    "|2 hours and a bit|3 per month|an hour and a quarter",
    "de": "eine und eine halbe Stunde|eine und eine Viertelstunde|ein bis zwei Wochen"
    "|2 Stunden weniger 10 Minuten|2 Stunden am Tag|ein oder zwei",
    "es": "hora y tres cuartos|una o dos semanas|dos horas menos diez minutos|hora y 5",
    "fr": "une heure trois quarts|une ou deux semaines|deux heures moins dix minutes",
    "pt": "uma ou duas semanas|um bocado|duas horas menos dez minutos",
    "ar": "ساعة وربع|خمسة وعشرون دقيقة|أحد عشر يوما|مئة وخمسين دقيقة|ساعتان إلا خمس دقائق",
}


def doubts(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, typed) for language in table for typed in table[language].split("|")]


@pytest.mark.parametrize(("language", "typed"), doubts(UNSURE))
@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.SCALE])
def test_a_number_that_is_not_sure_is_asked_again(kind: Kind, language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        read_answer(Asked(kind, low=0, high=100), typed, phrases_in(language))


@pytest.mark.parametrize(("language", "typed"), doubts(UNSURE_TIMES))
@pytest.mark.parametrize("unit", [Unit.MINUTES, Unit.DAYS])
def test_a_time_that_is_not_sure_is_asked_again(unit: Unit, language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        read_answer(Asked(Kind.NUMBER, unit=unit), typed, phrases_in(language))


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        *(("en", "more or less 5"), ("en", "5 hours to finish a form"), ("es", "más o menos 5")),
        *(("fr", "plus ou moins 5"), ("fr", "à peu près 5"), ("pt", "mais ou menos 5")),
        *(("de", "mehr oder weniger 5"), ("ar", "٥ ساعات")),
    ],
)
def test_words_around_a_number_leave_it_as_it_is(language: str, typed: str) -> None:
    assert read_answer(Asked(Kind.NUMBER, unit=Unit.HOURS), typed, phrases_in(language)).value == 5
