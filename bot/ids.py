"""Names that nobody can guess, for interviews, respondents, invitations."""

import re
import secrets
import unicodedata
from collections.abc import Container

from cxmodel.interview import InterviewId, Pseudonym, StudyId

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is mistaken when read aloud


def new_interview_id() -> InterviewId:
    """Twelve letters: 59 bits, and short enough for a button's 64 bytes."""
    return InterviewId("".join(secrets.choice(_LETTERS) for _ in range(12)))


def new_pseudonym() -> Pseudonym:
    """Who a respondent is within a study, such as `R-7k2qfm4xbn`.

    50 bits: among a million respondents, two share a name once in two thousand studies.
    """
    return Pseudonym("R-" + "".join(secrets.choice(_LETTERS) for _ in range(10)))


def new_token() -> str:
    """An invitation's token: 256 random bits as 43 characters that a deep link may carry."""
    return secrets.token_urlsafe(32)


def new_study_id(title: str, taken: Container[str]) -> StudyId:
    """A slug of the title, with a number where it is taken.

    >>> new_study_id("Getting a training, 2026!", {"getting-a-training-2026"})
    'getting-a-training-2026-2'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or "study"
    number = 1
    while (name := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return StudyId(name)
