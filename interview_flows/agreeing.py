"""Whether a typed answer is a yes or a no."""

import re

from interview_flows.words import base_language, emoji_of, unaccented, word_set

_YES = {
    "en": "yes y yep yeah yup ya sure definitely absolutely",
    "de": "ja j jo jawohl jep klar",
    "es": "si s claro",
    "fr": "oui o ouais",
    "pt": "sim s claro",
    "ar": "نعم اجل ايوه ايوة",
}
_NO = {
    "en": "no n nope nah",
    "de": "nein n nee ne",
    "es": "no n",
    "fr": "non n",
    "pt": "nao n",
    "ar": "لا كلا",
}
_YES_EMOJI = word_set("👍 👌 ✅ ✔ ☑ 🆗 💯")
_NO_EMOJI = word_set("👎 ❌ ✖ 🚫 ⛔")
_POLITE = word_set("please thanks thank you danke bitte gracias merci obrigado obrigada شكرا")
_SUBJECTS = word_set("it i we they he she that there")  # "yes it was", but not "no idea"
_DOUBT = word_set("but maybe perhaps if except yet sometimes")


def agreement(text: str, language: str) -> bool | None:
    """Tell yes (True) from no (False); None where it is neither or both.

    >>> agreement("Yep!", "en"), agreement("👎", "en"), agreement("no idea", "en")
    (True, False, None)
    """
    said = unaccented(text)
    if not said:
        pictures = set(emoji_of(text))
        yes, no = bool(pictures & _YES_EMOJI), bool(pictures & _NO_EMOJI)
    else:
        word, others = _deciding_word(text, said), {w for w in said.split() if len(w) > 1}
        agreeing, refusing = _vocabulary(_YES, language), _vocabulary(_NO, language)
        yes = word in agreeing and not others & refusing
        no = word in refusing and not others & agreeing
    return yes if yes != no else None


def _vocabulary(words: dict[str, str], language: str) -> frozenset[str]:
    return word_set(f"{words['en']} {words.get(base_language(language), '')}")


def _deciding_word(text: str, said: str) -> str:
    """Find the one word that a short answer is, or that stands before its first comma."""
    words = [w for w in said.split() if w not in _POLITE]
    if len(words) > 1 and words[1] in _SUBJECTS and not _DOUBT & set(words):
        return words[0]
    head = unaccented(re.split("[,;.!\\n]", text, maxsplit=1)[0]).split()
    for candidate in (set(words), {w for w in head if w not in _POLITE}):
        if len(candidate) == 1:
            return candidate.pop()
    return ""
