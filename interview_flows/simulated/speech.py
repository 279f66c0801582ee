"""What simulated respondents say, in the languages that interviews are held in.

None of it is a command, a number or a way of saying nothing: it is stored as an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from interview_flows.words import base_language


@dataclass(frozen=True, slots=True)
class Speech:
    """Words of one language."""

    brief: tuple[str, ...]  # answers of two or three words, which follow-ups are due on
    full: tuple[str, ...]
    steps: tuple[str, ...]  # of a story, one message each
    afterthought: str


GARBAGE = ("asdf", "?!?", "🤷🤷", "x" * 60, "-", "hmm hmm")
"""What answers nothing that has options."""

_SPEECH = {
    "en": Speech(
        ("The usual thing", "Rather slow there", "A new form"),
        (
            "I needed a licence for my work, and for example on 3 May nobody could tell me how.",
            "They sent me to another desk because the first one was not in charge of it.",
            "It would have helped to see from the start how long it was going to take.",
        ),
        (
            "First I looked for the form on the website",
            "Then I called the help desk and waited a while",
            "I filled in the form and sent it off",
            "In the end a letter came with the answer",
        ),
        "And before that I had asked a colleague",
    ),
    "de": Speech(
        ("Das Übliche eben", "Eher langsam dort", "Ein neues Formular"),
        (
            "Ich brauchte eine Genehmigung, und zum Beispiel am 3. Mai wusste niemand, wie.",
            "Man schickte mich zu einer anderen Stelle, weil die erste nicht zuständig war.",
            "Es hätte geholfen, von Anfang an zu sehen, wie lange es dauern wird.",
        ),
        (
            "Zuerst suchte ich das Formular auf der Webseite",
            "Dann rief ich beim Service an und wartete eine Weile",
            "Ich füllte das Formular aus und schickte es ab",
            "Am Ende kam ein Brief mit der Antwort",
        ),
        "Und davor hatte ich eine Kollegin gefragt",
    ),
    "es": Speech(
        ("Lo de siempre", "Bastante lento allí", "Un formulario nuevo"),
        (
            "Necesitaba un permiso y, por ejemplo, el 3 de mayo nadie supo decirme cómo pedirlo.",
            "Me enviaron a otra oficina porque la primera no era la encargada.",
            "Habría ayudado saber desde el principio cuánto iba a tardar.",
        ),
        (
            "Primero busqué el formulario en la página",
            "Luego llamé al servicio de ayuda y esperé un rato",
            "Rellené el formulario y lo envié",
            "Al final llegó una carta con la respuesta",
        ),
        "Y antes de eso le había preguntado a una compañera",
    ),
    "fr": Speech(
        ("Comme toujours", "Plutôt lent là-bas", "Un nouveau formulaire"),
        (
            "J'avais besoin d'une autorisation et, par exemple le 3 mai, nul ne savait comment.",
            "On m'a envoyé à un autre guichet parce que le premier n'était pas compétent.",
            "Cela aurait aidé de savoir dès le début combien de temps il faudrait.",
        ),
        (
            "D'abord j'ai cherché le formulaire sur le site",
            "Ensuite j'ai appelé le service d'aide et j'ai attendu",
            "J'ai rempli le formulaire et je l'ai envoyé",
            "À la fin une lettre est arrivée avec la réponse",
        ),
        "Et avant cela j'avais demandé à une collègue",
    ),
    "pt": Speech(
        ("O de sempre", "Bastante lento ali", "Um formulário novo"),
        (
            "Precisava de uma licença e, por exemplo, no dia 3 de maio ninguém sabia como.",
            "Mandaram-me a outro balcão porque o primeiro não tratava disso.",
            "Teria ajudado saber desde o início quanto tempo ia demorar.",
        ),
        (
            "Primeiro procurei o formulário na página",
            "Depois liguei para o apoio e esperei um pouco",
            "Preenchi o formulário e enviei",
            "No fim chegou uma carta com a resposta",
        ),
        "E antes disso tinha perguntado a uma colega",
    ),
    "ar": Speech(
        ("الأمر المعتاد", "بطيء بعض الشيء", "نموذج جديد"),
        (
            "كنت بحاجة إلى ترخيص، وعلى سبيل المثال في 3 مايو لم يعرف أحد كيف أحصل عليه.",
            "أرسلوني إلى مكتب آخر لأن الأول لم يكن مختصًا بالأمر.",
            "كان سيساعدني أن أعرف من البداية كم سيستغرق الأمر.",
        ),
        (
            "في البداية بحثت عن النموذج في الموقع",
            "ثم اتصلت بمكتب المساعدة وانتظرت قليلًا",
            "ملأت النموذج وأرسلته",
            "في النهاية وصلت رسالة فيها الجواب",
        ),
        "وقبل ذلك سألت زميلة لي",
    ),
}

SPEECH: Mapping[str, Speech] = MappingProxyType(_SPEECH)


def speech_in(language: str) -> Speech:
    """The words of a language; English where there are none."""
    return SPEECH.get(base_language(language), SPEECH["en"])
