"""The JSON Schema of flow files, by which an editor completes keys and marks what cannot be.

Made from the loader's own keys and limits. It knows one place at a time: whether a `when` names a
question asked before, or a translation is missing, only `flow check` can say.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

from cxmodel.guide import Audience, Lane, Measure, Moment, OptionsFrom, Reason
from cxmodel.interview import Absence, Kind
from interview_flows import keys
from interview_flows.durations import Unit
from interview_flows.loader import MOST_MINUTES, MOST_PROBES
from interview_flows.schema import LONGEST_LABEL, LONGEST_PROMPT, LONGEST_TITLE, MOST_OPTIONS

NAME = "flow.schema.json"

Schema = dict[str, Any]

# A value is read as words first, so that an editor may take `yes` or 5 for what it likes.
_WORD: Schema = {"type": ["string", "number", "boolean"]}
_YES: Schema = {"enum": [True, False, "yes", "no", "true", "false"]}
_NUMBER: Schema = {"type": "number"}
_ID: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$"}
_WHEN: Schema = {"type": "string", "description": "when it is asked: `feeling <= -1`"}

_SAID: Mapping[str, str] = {
    "id": "small letters, digits and _",
    "lane": "the row of the map that the answer feeds",
    "measure": "what the value stands for",
    "unit": "what a number counts: “2 hours” are 120 minutes",
    "probes": "planned follow-ups",
    "free": "takes the respondent's own words too",
    "skippable": "no: an answer is needed",
    "stage": "yes: a column group of the map",
    "minutes": "what you promise",
    "probe_budget": "per reason, how many follow-ups one interview may hold",
    "hint": "a quieter second line",
    "repeatable": "yes: the same person may go through it again",
    "playback": "no: without the summary at the end",
}


def schema_file() -> Path:
    """Where the schema lies, as it was shipped."""
    return Path(str(files("interview_flows").joinpath(NAME)))


def flow_schema() -> Schema:
    """The schema as plain data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A desirepath flow: the discussion guide of an interview",
        **_object(
            keys.FLOW_KEYS, _flow(), ("screened_out", "playback", "repeatable", "probe_budget")
        ),
        "$defs": {
            "section": _object(keys.SECTION_KEYS, _section(), ("stage", "when", "probe_budget")),
            "repeat": _repeat(),
            "question": _object(
                keys.QUESTION_KEYS, _question(), set(keys.QUESTION_KEYS) - {"id", "kind", "text"}
            ),
            "option": _object(keys.OPTION_KEYS, _option(), ("absence", "channel", "exclusive")),
            "probe": _object(keys.PROBE_KEYS, _probe(), set(keys.PROBE_KEYS) - {"reason"}),
        },
    }


def flow_schema_text() -> str:
    """The schema as the file is written."""
    return json.dumps(flow_schema(), ensure_ascii=False, indent=1) + "\n"


def _object(known: tuple[str, ...], values: Mapping[str, Schema], optional: Any) -> Schema:
    """A mapping of these keys and no others."""
    told = {key: {**values[key], "description": _SAID[key]} for key in known if key in _SAID}
    return {
        "type": "object",
        "properties": {key: told.get(key, values[key]) for key in known},
        "required": [key for key in known if key not in optional],
        "additionalProperties": False,
    }


def _flow() -> dict[str, Schema]:
    return {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 64},
        "title": _wording(LONGEST_TITLE),
        "languages": {
            "type": "array",
            "items": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z]{2})?$"},
            "minItems": 1,
            "uniqueItems": True,
        },
        "audience": _one_of(Audience),
        "minutes": _whole(1, MOST_MINUTES),
        "consent": _wording(),
        "closing": _wording(),
        "screened_out": _wording(),
        "playback": _YES,
        "repeatable": _YES,
        "probe_budget": _budget(),
        "sections": _list("section"),
    }


def _budget() -> Schema:
    reasons = {reason.value: _whole(0, MOST_PROBES) for reason in Reason}
    return {"type": "object", "properties": reasons, "additionalProperties": False}


def _section() -> dict[str, Schema]:
    item: Schema = {
        "if": {"required": ["repeat"]},
        "then": {"$ref": "#/$defs/repeat"},
        "else": {"$ref": "#/$defs/question"},
    }
    return {
        "id": _ID,
        "title": _wording(LONGEST_TITLE),
        "stage": _YES,
        "when": _WHEN,
        "probe_budget": _budget(),
        "items": {"type": "array", "items": item, "minItems": 1},
    }


def _repeat() -> Schema:
    values = {
        "repeat": _ID,
        "each": _ID,
        "until": {"const": "done"},
        "questions": _list("question"),
    }
    shape = _object(keys.REPEAT_KEYS, values, ("each", "until"))
    return {**shape, "oneOf": [{"required": ["each"]}, {"required": ["until"]}]}


def _question() -> dict[str, Schema]:
    return {
        "id": _ID,
        "kind": _one_of(Kind),
        "text": _wording(),
        "hint": _wording(),
        "lane": _one_of(Lane),
        "measure": _one_of(Measure),
        "effort": _object(keys.EFFORT_KEYS, {"kind": _ID, "moment": _one_of(Moment)}, ()),
        "unit": _one_of(Unit),
        "options": {**_list("option"), "minItems": 0, "maxItems": MOST_OPTIONS},
        "options_from": _one_of(OptionsFrom),
        "free": _YES,
        "low": _NUMBER,
        "high": _NUMBER,
        "low_label": _wording(LONGEST_LABEL),
        "high_label": _wording(LONGEST_LABEL),
        "skippable": _YES,
        "when": _WHEN,
        "screens": {**_WHEN, "description": "what the answer must meet for the talk to go on"},
        "probes": {**_list("probe"), "minItems": 0},
    }


def _option() -> dict[str, Schema]:
    # An editor may read an option's `yes` or `no` as true or false.
    return {
        "id": {"anyOf": [_ID, {"type": "boolean"}]},
        "label": _wording(LONGEST_LABEL),
        "absence": _one_of(Absence),
        "channel": _ID,
        "exclusive": _YES,
    }


def _probe() -> dict[str, Schema]:
    wordings = {"type": "array", "items": _wording(), "minItems": 1}
    return {
        "reason": _one_of(Reason),
        "times": _whole(1, 3),
        "words": _whole(1, 100),
        "contradicts": _WHEN,
        "wordings": wordings,
    }


def _wording(longest: int = LONGEST_PROMPT) -> Schema:
    """A sentence, or one a language."""
    text = {**_WORD, "maxLength": longest}
    each = {"type": "object", "additionalProperties": text, "minProperties": 1}
    return {"anyOf": [text, each]}


def _one_of(known: type[StrEnum]) -> Schema:
    return {"enum": [member.value for member in known]}


def _whole(low: int, high: int) -> Schema:
    return {"type": "integer", "minimum": low, "maximum": high}


def _list(what: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{what}"}, "minItems": 1}


if __name__ == "__main__":
    schema_file().write_text(flow_schema_text(), encoding="utf-8")
