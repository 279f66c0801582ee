"""Whether a typed text is a yes or a no, and whether it says that all has been told."""

import re
from functools import cache

from interview_flows.words import base_language, emoji_of, unaccented, word_set

_YES = {
    "en": "yes|y|yep|yeah|yup|ya|ok|okay|sure|sure thing|fine|all right|alright|of course|certainly"
    "|definitely|absolutely|totally|exactly|precisely|indeed|agree|i agree|agreed|i do agree|i do"
    "|accept|i accept|gladly|with pleasure|go ahead|lets go|lets do it|sounds good|sounds right"
    "|looks good|looks right|looks fine|looks good to me|good|great|perfect|correct|right|true"
    "|thats right|that is right|thats correct|that is correct|thats it exactly|thats fine"
    "|that is fine|thats ok|its fine|its ok|its right|its correct|its perfect|all good|all correct"
    "|all right so far|spot on|100 percent|hundred percent|you may|you can|i dont mind",
    "de": "ja|j|jo|jawohl|jep|klar|genau|stimmt|gerne|in ordnung|einverstanden",
    "es": "si|s|claro|de acuerdo|vale|exacto",
    "fr": "oui|o|ouais|daccord|exactement|bien sur",
    "pt": "sim|s|claro|exato|de acordo",
    "ar": "نعم|اجل|ايوه|ايوة",
}
_NO = {
    "en": "no|n|nope|nah|not now|not really|not at all|not ok|not okay|not right|not correct"
    "|not quite|no way|of course not|absolutely not|definitely not|certainly not|better not"
    "|rather not|id rather not|i would rather not|decline|i decline|disagree|i disagree|i dont"
    "|i do not|i dont agree|i do not agree|i dont think so|wrong|thats wrong|its wrong"
    "|thats not right|thats not correct|its not right",
    "de": "nein|n|nee|ne|stimmt nicht|lieber nicht",
    "es": "no|n",
    "fr": "non|n",
    "pt": "nao|n",
    "ar": "لا|كلا",
}
_FINISHED = {
    "en": "done|im done|i am done|all done|finished|im finished|i am finished|i have finished"
    "|ive finished|thats all|that is all|thats it|that is it|that was it|that was all"
    "|thats everything|that is everything|that was everything|thats about it|thats the end"
    "|that was the end|that is the end|thats the whole story",
    "de": "das wars|fertig",
    "es": "eso es todo",
    "fr": "cest tout|voila",
    "pt": "e isso|e tudo",
    "ar": "هذا كل شيء",
}
_YES_EMOJI = word_set("👍 👌 ✅ ✔ ☑ 🆗 💯")
_NO_EMOJI = word_set("👎 ❌ ✖ 🚫 ⛔")
_POLITE = word_set("please thanks thank you danke bitte gracias merci obrigado obrigada شكرا")
_SUBJECTS = word_set("it i we they he she that there")  # "yes it was", but not "no idea"
_DOUBT = word_set("but maybe perhaps if except yet sometimes")
_LONGEST = 60  # characters of a text that says nothing but yes, no or that it is over


def agreement(text: str, language: str, *, whole: bool = False) -> bool | None:
    """Tell yes (True) from no (False); None where it is neither or both.

    `whole`: nothing else may be said beside it, as where much hangs on a yes, or where a further
    word is to be heard.

    >>> agreement("Yep!", "en"), agreement("👎", "en"), agreement("no idea", "en")
    (True, False, None)
    >>> agreement("Yes, my boss was", "en"), agreement("Yes, my boss was", "en", whole=True)
    (True, None)
    """
    said = unaccented(text.replace("%", " percent"))
    if said:
        yes, no = _made_of(_YES, said, language), _made_of(_NO, said, language)
        if not yes and not no and not whole:
            yes, no = _led_by(text, said, language)
    else:
        pictures = set(emoji_of(text))
        yes, no = bool(pictures & _YES_EMOJI), bool(pictures & _NO_EMOJI)
    asks_back = whole and ("?" in text or "؟" in text)
    return yes if yes != no and not asks_back else None


def finished(text: str, language: str) -> bool:
    """Whether a text says that all has been told, and nothing else.

    >>> finished("OK, I'm done.", "en"), finished("I'm done with forms", "en")
    (True, False)
    """
    said = unaccented(text)
    words = _forms(_FINISHED, language).fullmatch
    return len(said) <= _LONGEST and (
        words(said) is not None or words(_without_opening(said, language)) is not None
    )


def _without_opening(said: str, language: str) -> str:
    """Take off the yes, no or ok that "that's all" begins with."""
    opening = _vocabulary(_YES, language) | _vocabulary(_NO, language)
    head, _, rest = said.partition(" ")
    return rest if head in opening else said


def _led_by(text: str, said: str, language: str) -> tuple[bool, bool]:
    """Whether a text that says more is led by a yes, or by a no."""
    word, others = _deciding_words(text, said), {w for w in said.split() if len(w) > 1}
    return (
        _made_of(_YES, word, language) and not others & _vocabulary(_NO, language),
        _made_of(_NO, word, language) and not others & _vocabulary(_YES, language),
    )


def _made_of(words: dict[str, str], said: str, language: str) -> bool:
    """Whether a text is one or more of these words, whatever politeness stands between them."""
    bare = " ".join(word for word in said.split() if word not in _POLITE)
    if len(bare) > _LONGEST:
        return False
    return bool(bare) and _forms(words, language).fullmatch(bare) is not None


def _forms(words: dict[str, str], language: str) -> re.Pattern[str]:
    return _compiled(_known(words, language))


def _vocabulary(words: dict[str, str], language: str) -> frozenset[str]:
    return _single(_known(words, language))


def _known(words: dict[str, str], language: str) -> str:
    """Words of English, which many speak, and of the respondent's language."""
    return f"{words['en']}|{words.get(base_language(language), '')}".strip("|")


@cache
def _compiled(known: str) -> re.Pattern[str]:
    form = f"(?:{known})"
    return re.compile(rf"{form}(?: {form})*")


@cache
def _single(known: str) -> frozenset[str]:
    return frozenset(word for word in known.split("|") if " " not in word)


def _deciding_words(text: str, said: str) -> str:
    """Find the word before a subject ("yes it was"), else what stands before the first comma."""
    words = [w for w in said.split() if w not in _POLITE]
    if len(words) > 1 and words[1] in _SUBJECTS and not _DOUBT & set(words):
        return words[0]
    return unaccented(re.split("[,;.!\\n]", text, maxsplit=1)[0])
