"""Corrections of the steps in six languages; English orders are understood in each."""

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmodel.errors import RejectedAnswer
from interview_flows.corrections import correct_steps
from interview_flows.phrasebook import phrases_in
from interview_flows.stories import split_story
from interview_flows.vocabulary import vocabulary_in
from tests.parsing.wordings import COMMON

LANGUAGES = ("en", "de", "es", "fr", "pt", "ar")
STEPS = ("a", "b", "c", "d", "e")

ORDERS = {
    "a b d e": {
        "en": "please remove step 3|can you delete 3, please?|remove the third step|drop no. 3",
        "de": "entferne 3|Schritt 3 löschen|lösche bitte Schritt 3|nimm 3 raus|streich den dritten",
        "es": "quita 3|elimina el paso 3|borra el 3 por favor|eliminar el tercer paso",
        "fr": "supprime 3|enlève l'étape 3|retire la troisième étape|efface 3 stp",
        "pt": "remover 3|apaga o passo 3|tira o 3 por favor|elimine a terceira etapa",
        "ar": "احذف 3|احذف الخطوة ٣|امسح الخطوة الثالثة من فضلك|أزل رقم 3",
    },
    "a b;c d e": {
        "en": "merge 2 and 3|2 and 3 are the same",
        "de": "verbinde 2 und 3|fasse 2 und 3 zusammen|2 und 3 zusammenlegen|2 und 3 sind eins"
        "|füge 2 und 3 zusammen|füge bitte die Schritte 2 und 3 zusammen|füge zusammen 2 und 3",
        "es": "junta 2 y 3|une los pasos 2 y 3|juntar 2 con 3|combina el 2 y el 3",
        "fr": "fusionne 2 et 3|regroupe les étapes 2 et 3|réunis 2 et 3|fusionner 2 avec 3",
        "pt": "juntar 2 e 3|junta o passo 2 com o 3|une 2 e 3|combine os passos 2 e 3",
        "ar": "ادمج 2 و 3|ادمج 2 و3|اجمع الخطوتين ٢ و ٣|ضم 2 مع 3|دمج الخطوة 2 والخطوة 3",
    },
    "a c b d e": {
        "en": "swap 2 3|switch steps 2 and 3|move 3 up|3 goes before 2|2 should come after 3",
        "de": "tausche 2 und 3|vertausche 2 mit 3|tausch 2 und 3 aus|schieb 3 hoch",
        "es": "cambia 2 y 3|intercambia 2 y 3|sube 3 arriba|mueve 3 hacia arriba"
        "|el 3 va antes del 2",
        "fr": "échange 2 et 3|inverse 2 et 3|déplace 3 vers le haut|3 vient avant 2",
        "pt": "troca 2 e 3|troque o 2 com o 3|move 3 para cima|o 3 vem antes do 2",
        "ar": "بدّل 2 و 3|بدل 2 مع 3|انقل 3 إلى أعلى|3 قبل 2|اجعل 3 قبل 2",
    },
    "c a b d e": {
        "en": "move 3 before 1|step 3 before step 1|put 3 first|move 3 to the start",
        "de": "verschiebe 3 vor 1|Schritt 3 vor Schritt 1|setze 3 an den Anfang|3 vor 1 setzen",
        "es": "mueve 3 antes de 1|el paso 3 antes del 1|pon el 3 al principio|mover 3 a 1",
        "fr": "déplace 3 avant 1|l'étape 3 avant l'étape 1|mets 3 au début|mets la 3 avant la 1",
        "pt": "mova 3 antes de 1|passo 3 antes do passo 1|coloca o 3 no início|mover 3 para 1",
        "ar": "انقل 3 قبل 1|الخطوة 3 قبل الخطوة 1|ضع 3 في البداية|انقل الخطوة ٣ إلى ١",
    },
    "a c d e b": {
        "en": "move 2 after 5|move 2 to the end|put 2 last|move step two behind 5",
        "de": "verschiebe 2 nach 5|2 hinter 5|schiebe 2 ans Ende|setz Schritt 2 an das Ende",
        "es": "mueve 2 después de 5|pon 2 al final|2 despues de 5|mueve el 2 detrás del 5",
        "fr": "déplace 2 après 5|mets 2 à la fin|2 apres 5|place l’étape 2 après la 5",
        "pt": "mova 2 depois de 5|põe o 2 no final|2 depois do 5|mover 2 para o fim",
        "ar": "انقل 2 بعد 5|ضع 2 في النهاية|2 بعد 5|انقل الخطوة الثانية بعد الخامسة",
    },
    "a b x y c d e": {
        "en": "insert after 2: x y|add between 2 and 3: x y|after 2: x y",
        "de": "ergänze nach 2: x y|füge nach 2 ein: x y|zwischen 2 und 3 einfügen: x y|nach 2: x y",
        "es": "añadir después de 2: x y|agrega entre 2 y 3: x y|inserta antes de 3: x y",
        "fr": "ajouter après 2 : x y|insère entre 2 et 3: x y|ajoute avant la 3: x y",
        "pt": "adicionar depois de 2: x y|insere entre 2 e 3: x y|acrescenta antes do 3: x y",
        "ar": "أضف بعد 2: x y|اضف بين 2 و 3: x y|أضف خطوة قبل 3: x y|ادرج بعد الخطوة ٢: x y",
    },
    "a b c d e x y": {
        "en": "add: x y|add at the end: x y|insert x y",
        "de": "ergänze: x y|am Ende einfügen: x y|hinzufügen: x y|füge am Ende hinzu: x y",
        "es": "añade: x y|agregar al final: x y|agrega un paso: x y",
        "fr": "ajoute: x y|ajouter à la fin : x y|rajoute une étape : x y",
        "pt": "adicionar: x y|acrescenta no final: x y|adicione um passo: x y",
        "ar": "أضف: x y|أضف في النهاية: x y|إضافة خطوة: x y",
    },
    "a b x y d e": {
        "en": "change 3: x y|3: x y|3 should be x y|replace 3 with x y|rename step 3 to x y",
        "de": "ändere 3: x y|aendere Schritt 3 in x y|ersetze 3 durch x y|3 soll heißen x y",
        "es": "cambiar 3: x y|cambia el paso 3 por x y|3 debe decir x y|corrige 3: x y",
        "fr": "modifier 3 : x y|change l'étape 3 en x y|remplace 3 par x y|3 devrait être x y",
        "pt": "mudar 3: x y|muda o passo 3 para x y|substitui 3 por x y|3 deve ser x y",
        "ar": "غيّر 3: x y|غير الخطوة 3 إلى x y|استبدل 3 ب x y|عدل ٣: x y|3: x y",
    },
    "a b c1 c2 d e": {
        "en": "split 3: c1 / c2|split 3 into c1 / c2|divide step 3: c1; c2",
        "de": "teile 3: c1 / c2|Schritt 3 aufteilen: c1 / c2|trenne 3 in c1 / c2",
        "es": "dividir 3: c1 / c2|separa el paso 3 en c1 / c2",
        "fr": "diviser 3 : c1 / c2|sépare l'étape 3 en c1 / c2",
        "pt": "dividir 3: c1 / c2|separa o passo 3 em c1 / c2",
        "ar": "قسّم 3: c1 / c2|قسم الخطوة 3 إلى c1 / c2",
    },
    "d a b;c e": {
        "en": "merge 2 and 3 and move 3 before 1|merge 2 and 3; move 3 before 1",
        "de": "verbinde 2 und 3 und verschiebe 3 vor 1|verbinde 2 und 3; 3 vor 1",
        "es": "junta 2 y 3 y luego mueve 3 antes de 1|junta 2 y 3\nmueve 3 antes de 1",
        "fr": "fusionne 2 et 3 puis déplace 3 avant 1|fusionne 2 et 3; 3 avant 1",
        "pt": "junta 2 e 3 e depois move 3 antes de 1|junta 2 e 3; 3 antes de 1",
        "ar": "ادمج 2 و 3 ثم انقل 3 قبل 1|ادمج 2 و 3؛ انقل 3 قبل 1",
    },
}
EVERY = [
    (language, typed, steps)
    for steps, table in (*ORDERS.items(), *COMMON.items())
    for language, all_typed in table.items()
    for typed in all_typed.split("|")
]


def shown(steps: tuple[str, ...]) -> str:
    return " ".join(step.replace("؛", ";").replace("; ", ";") for step in steps)


@pytest.mark.parametrize(("language", "typed", "steps"), EVERY)
def test_an_order_is_carried_out(language: str, typed: str, steps: str) -> None:
    assert shown(correct_steps(STEPS, typed, phrases_in(language))) == steps


@pytest.mark.parametrize("language", LANGUAGES)
def test_english_orders_are_understood_everywhere(language: str) -> None:
    for typed, steps in ((t, s) for code, t, s in EVERY if code == "en"):
        assert shown(correct_steps(STEPS, typed, phrases_in(language))) == steps


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_bot_gives_as_an_example_is_understood(language: str) -> None:
    phrases = phrases_in(language)
    helps = (phrases.steps_help, phrases.steps_wrong, phrases.merge_which, phrases.swap_which)
    adding = (phrases.add_step, phrases.step_added.format(number=3, other=2))
    others = (phrases.one_step_stays, phrases.both_parts.format(number=3))
    said = " ".join((*helps, *adding, *others))
    examples = re.findall("[“„«][ \u00a0\u202f\u2068]*(.+?)[ \u00a0\u202f\u2069]*[”“»]", said)
    assert len(examples) >= 10
    for example in examples:
        assert correct_steps(STEPS, example.replace("…", "x y"), phrases)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "I also asked my mother"),
        ("en", "3 is wrong"),
        ("en", "3 was before lunch"),
        ("de", "3 ist falsch"),
        ("de", "Ich habe auch meine Mutter gefragt"),
        ("es", "3 está mal"),
        ("es", "falta algo entre medias"),
        ("fr", "la 3 est fausse"),
        ("fr", "il manque une étape"),
        ("pt", "o 3 está errado"),
        ("pt", "faltou falar com a minha chefe"),
        ("ar", "الخطوة 3 خطأ"),
        ("ar", "نسيت شيئا"),
        ("en", "3 is no step"),
        ("de", "3 ist kein Schritt"),
        ("es", "3 no es un paso"),
        ("fr", "3 n'est pas une étape"),
        ("pt", "3 não é um passo"),
        ("ar", "3 ليست خطوة"),
    ],
)
def test_what_is_no_order_is_asked_about_in_their_language(language: str, typed: str) -> None:
    phrases = phrases_in(language)
    with pytest.raises(RejectedAnswer) as refused:
        correct_steps(STEPS, typed, phrases)
    assert str(refused.value) == phrases.not_understood.format(words=typed)


TOLD = {
    "en": (
        "So it began when my laptop broke on Monday. First I called the help desk",
        "they told me to fill it in. then I looked for the form for an hour, and then I asked Ann",
        "1) she sent me the link 2) I filled it in 3) my boss had to sign it",
        "After that I waited two weeks! nobody called",
        "finally I went there myself; they had lost it. In the end I got a new one. That's all",
    ),
    "ar": (
        "بدأ الأمر عندما تعطل حاسوبي يوم الاثنين. أولا اتصلت بمكتب المساعدة",
        "قالوا لي أن أملأ نموذجا. ثم بحثت عن النموذج ساعة كاملة وبعد ذلك سألت زميلتي",
        "١- أرسلت لي الرابط ٢- ملأت النموذج ٣- وقعه مديري",
        "بعد ذلك انتظرت أسبوعين! لم يتصل أحد",
        "أخيرًا ذهبت بنفسي؛ كانوا قد أضاعوه. في النهاية حصلت على جهاز جديد. هذا كل شيء",
    ),
}
UNDERSTOOD = {
    "en": (
        "So it began when my laptop broke on Monday",
        "I called the help desk",
        "they told me to fill it in",
        "I looked for the form for an hour",
        "I asked Ann",
        "she sent me the link",
        "I filled it in",
        "my boss had to sign it",
        "I waited two weeks!",
        "nobody called",
        "I went there myself",
        "they had lost it",
        "In the end I got a new one",
    ),
    "ar": (
        "بدأ الأمر عندما تعطل حاسوبي يوم الاثنين",
        "اتصلت بمكتب المساعدة",
        "قالوا لي أن أملأ نموذجا",
        "بحثت عن النموذج ساعة كاملة",
        "سألت زميلتي",
        "أرسلت لي الرابط",
        "ملأت النموذج",
        "وقعه مديري",
        "انتظرت أسبوعين!",
        "لم يتصل أحد",
        "ذهبت بنفسي",
        "كانوا قد أضاعوه",
        "حصلت على جهاز جديد",
    ),
}


@pytest.mark.parametrize(
    ("language", "moves"),
    [
        ("en", ("move 10 before 9", "put step 4 at the end", "merge 1 and 2")),
        ("ar", ("انقل 10 قبل 9", "ضع الخطوة ٤ في النهاية", "ادمج ١ و ٢")),
    ],
)
def test_a_rambling_story_is_parted_and_put_right(language: str, moves: tuple[str, ...]) -> None:
    steps = split_story(TOLD[language], vocabulary_in(language))
    assert steps == UNDERSTOOD[language]
    for move in moves:
        steps = correct_steps(steps, move, phrases_in(language))
    told = UNDERSTOOD[language]
    rest = (told[2], *told[4:8], told[9], told[8], *told[10:], told[3])
    assert steps == (f"{told[0]}{phrases_in(language).parted}{told[1]}", *rest)


@pytest.mark.parametrize(
    ("language", "told", "steps"),
    [
        ("en", "I really only just then saw it", 1),
        ("de", "Hallo! Ich habe angerufen und gewartet", 1),
        ("de", "1. Antrag gesucht 2. Chefin gefragt. Danach wartete ich.", 3),
        ("de", "Ich habe angerufen und dann habe ich gewartet, schließlich kam er", 3),
        ("de", "Ich habe dann noch einmal angerufen", 1),
        ("de", "Wenn man anruft, dann wartet man lange", 1),
        ("es", "Primero llamé a la tienda. Luego fui allí y después pagué todo", 3),
        ("es", "Fui después de comer a la tienda", 1),
        ("fr", "D’abord j’ai appelé, puis j’ai attendu, ensuite j’ai payé. Voilà, c'est tout !", 3),
        ("fr", "Etape 1 : chercher le formulaire\nÉtape 2 : le remplir", 2),
        ("pt", "Primeiro liguei para a loja, depois fui lá e em seguida paguei tudo", 3),
        ("pt", "Fui depois do almoço à loja", 1),
        ("ar", "اتصلت بالشركة ثمّ انتظرت طويلا وبعدين دفعت المبلغ", 3),
        ("ar", "هل أتصل بهم؟ اتصلت. ثم دفعت!", 3),
        ("ar", "إذا اتصلت بهم ثم انتظرت فلن يجيبوا", 1),
        ("ar", "ملأت الطلب ثم دفعت ثم استلمت", 3),
        ("es", "Llamé al banco y luego esperé", 2),
        ("pt", "Liguei para o banco e depois esperei", 2),
    ],
)
def test_a_story_is_parted_in_their_language(language: str, told: str, steps: int) -> None:
    assert len(split_story([told], vocabulary_in(language))) == steps


WORDS = st.sampled_from(
    [*(typed for _, typed, _ in EVERY), "3", ":", ";", "99", "/", "\u0651", "١"]
)


@given(st.text() | st.lists(WORDS, max_size=4).map(" ".join), st.sampled_from(LANGUAGES))
def test_whatever_is_typed_is_done_or_refused(typed: str, language: str) -> None:
    with suppress(RejectedAnswer):
        assert correct_steps(STEPS, typed, phrases_in(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["3 ", "merge 2 and ", "ثم ", "a; ", "add after ", "،", "'"])
def test_a_very_long_text_is_read_in_no_time(language: str, part: str) -> None:
    text = part * (20_000 // len(part))
    began = time.process_time()
    with suppress(RejectedAnswer):
        correct_steps(STEPS, text, phrases_in(language))
    split_story([text], vocabulary_in(language))
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("language", "typed", "steps"),
    [
        ("en", "At the end: paid", "a b c d e paid"),
        ("en", "At the start: paid", "paid a b c d e"),
        ("de", "Am Ende: bezahlt", "a b c d e bezahlt"),
        ("de", "Am Anfang: bezahlt", "bezahlt a b c d e"),
        ("es", "Al final: pagué", "a b c d e pagué"),
        ("es", "Al principio: pagué", "pagué a b c d e"),
        ("fr", "À la fin : payé", "a b c d e payé"),
        ("fr", "Au début : payé", "payé a b c d e"),
        ("pt", "No fim: paguei", "a b c d e paguei"),
        ("pt", "No início: paguei", "paguei a b c d e"),
        ("ar", "في النهاية: دفعت", "a b c d e دفعت"),
        ("ar", "في البداية: دفعت", "دفعت a b c d e"),
        ("ar", "غيّر 3: دفعت", "a b دفعت d e"),
        ("ar", "ادمج الثانية والثالثة", "a b;c d e"),
        ("ar", "احذف الخطوتين الثانية والثالثة", "a d e"),
        ("ar", "بدل بين 1 و 2", "b a c d e"),
        ("ar", "أضف بعد 5: والثالثة", "a b c d e والثالثة"),
        ("de", "verbinde 1 bis 3", "a;b;c d e"),
        ("de", "entferne 3 und füge nach 1 ein: Wartezeit", "a Wartezeit b d e"),
        ("de", "füge vor 1 Anruf ein", "Anruf a b c d e"),
        ("de", "füge nach 5 ein Telefonat ein", "a b c d e ein Telefonat"),
        ("de", "füge nach 5 ein: lade Leute ein", "a b c d e lade Leute ein"),
        ("de", "füge nach 5 ein: wir kamen zusammen", "a b c d e wir kamen zusammen"),
        ("en", "swap the last two", "a b c e d"),
        ("en", "merge the first two", "a;b c d e"),
        ("en", "remove the last 2", "a b c"),
        ("en", "swap 2 and last", "a e c d b"),
        ("en", "remove 2, 3 and last", "a d"),
        ("ar", "ادمج 2 و 3", "a b;c d e"),
        ("es", "cambia 1 y 4 de lugar", "d b c a e"),
        ("fr", "change 1 et 4 de place", "d b c a e"),
        ("pt", "troca 1 e 4 de lugar", "d b c a e"),
        ("en", "replace 3 with 4 calls", "a b 4 calls d e"),
        ("en", "add: waited until after 2", "a b c d e waited until after 2"),
        ("en", "add one step after 2: x y", "a b x y c d e"),
        ("en", "add at the end: new", "a b c d e new"),
        ("en", "add at the beginning: new", "new a b c d e"),
        ("fr", "ajoute à la fin : nouveau", "a b c d e nouveau"),
        ("pt", "adicione no final: novo", "a b c d e novo"),
        ("de", "benenne 3 um in x y", "a b x y d e"),
        ("de", "füge neu ein nach 2", "a b neu c d e"),
    ],
)
def test_a_correction_does_what_it_says(language: str, typed: str, steps: str) -> None:
    corrected = correct_steps(STEPS, typed, phrases_in(language))
    assert shown(corrected) == steps


@pytest.mark.parametrize(
    ("language", "typed"),
    [("es", "cambia 1 y 4 cosas"), ("en", "change 1 and 4 of them"), ("ar", "غير 1 و 4 أشياء")],
)
def test_two_steps_to_change_are_asked_about(language: str, typed: str) -> None:
    phrases = phrases_in(language)
    with pytest.raises(RejectedAnswer, match=re.escape(phrases.swap_which)):
        correct_steps(STEPS, typed, phrases)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "fix 2 and 3"),
        ("en", "update 1 and 2"),
        ("de", "korrigiere 2 und 3"),
        ("es", "corrige 2 y 3"),
        ("fr", "corrige 2 et 3"),
        ("pt", "corrija 2 e 3"),
        ("ar", "صحح 2 و 3"),
    ],
)
def test_two_steps_to_mend_are_not_swapped(language: str, typed: str) -> None:
    phrases = phrases_in(language)
    with pytest.raises(RejectedAnswer, match=re.escape(phrases.words_of_step)):
        correct_steps(STEPS, typed, phrases)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "after 2 weeks: nothing"),
        ("en", "before 2 pm: x"),
        ("de", "vor 2 Uhr: x"),
        ("es", "antes de las 2: x"),
        ("pt", "antes das 2: x"),
    ],
)
def test_a_time_is_no_place(language: str, typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        correct_steps(STEPS, typed, phrases_in(language))


@pytest.mark.parametrize("typed", ["3 غير صحيحة", "3 غير واضحة", "الخطوة 3 غير صحيحة"])
def test_an_opinion_of_a_step_is_no_new_step(typed: str) -> None:
    with pytest.raises(RejectedAnswer):
        correct_steps(STEPS, typed, phrases_in("ar"))
