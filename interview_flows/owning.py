"""All that is stored of a respondent's own interview, as a file they can keep."""

import json
from typing import Any

from cxmodel.instants import instant
from cxmodel.interchange import dump_interview
from interview_flows.exchange import Exchange
from interview_flows.offers import filled, in_words
from interview_flows.talk import Document

FORMAT = "desirepath.my_data/1"
NAME = "my-data.json"


def my_data(x: Exchange) -> Document:
    """The interview as it is exported, and what was asked and said in words to read."""
    told = {
        "format": FORMAT,
        "study": x.study.title,
        "asked": _asked(x),
        "stored": json.loads(dump_interview(x.interview)),
    }
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return Document(NAME, text, x.words.my_data_caption)


def _asked(x: Exchange) -> list[dict[str, Any]]:
    """Each question that was answered, its step where it asks about one, and their words."""
    return [
        {
            "question": filled(x, place.question.wording, place.step),
            "about": place.step.text if place.step else None,
            "answer": in_words(x, place.question, answer),
            "at": instant(answer.at),
        }
        for place, answer in x.agenda.answered()
    ]
