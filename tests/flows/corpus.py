"""The flow files that must be refused (f01–f12), each with the line and a word of the reason."""

from dataclasses import dataclass

from tests.flows.samples import HEAD, STORY, flow_of


@dataclass(frozen=True)
class BadFlow:
    id: str
    text: bytes
    line: int
    reason: str


def _bomb() -> str:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10)]
    return HEAD + "l0: &l0 lol\n" + "\n".join(levels) + "\n"


def _question(number: int) -> str:
    return f"- {{id: q{number}, kind: text, text: Question {number}?}}"


def _choice(options: str) -> str:
    return flow_of(f"- id: pick\n  kind: choice\n  text: Which?\n  options:\n{options}")


def _options(count: int) -> str:
    return "\n".join(f"    - {{id: o{n}, label: Option {n}}}" for n in range(count))


TWO = "    - {id: a, label: First}\n    - {id: b, label: Second}"
TRANSLATED = HEAD.replace("[en]", "[en, de]").replace("A sample", "{en: A sample, de: Beispiel}")
WHEN = """
- {id: feeling, kind: feeling, text: How was it?}
- {id: pick, kind: choice, text: Which?, options: [{id: a, label: A}, {id: b, label: B}]}
- {id: ticks, kind: choices, text: Which?, options: [{id: a, label: A}, {id: b, label: B}]}
- {id: why, kind: text, text: Why?, when: '%s'}
"""

CASES = [
    ("f01 alias bomb", _bomb(), 12, "an anchor"),
    ("f01 alias without an anchor", HEAD + "      - *x\n", 12, "an alias"),
    ("f02 duplicate key", HEAD.replace("minutes: 5", "id: other"), 5, "twice"),
    (
        "f02 duplicate key in a question",
        flow_of("- id: a\n  kind: text\n  kind: date"),
        14,
        "twice",
    ),
    ("f02 duplicate question", flow_of(f"{_question(1)}\n{_question(1)}"), 13, "twice"),
    ("f02 duplicate option", _choice(TWO.replace("id: b", "id: a")), 17, "same id"),
    ("f03 no as a choice key", _choice("    - no: No thanks\n    - yes: Yes"), 16, "no key `no`"),
    ("f03 choices as a mapping", _choice("    no: No thanks\n    yes: Yes"), 16, "must be a list"),
    ("f04 deep nesting", HEAD + "      - " + "[" * 10_000, 12, "nested deeper"),
    ("f04 deep mappings", "a: " + "{a: " * 10_000, 1, "nested deeper"),
    ("f05 nothing to choose", flow_of("- {id: a, kind: choice, text: Which?}"), 12, "dead end"),
    ("f05 an empty section", HEAD.replace("items:", "items: []"), 11, "dead end"),
    ("f05 no sections", HEAD[: HEAD.index("sections")] + "sections: []\n", 8, "dead end"),
    ("f05 no closing", HEAD.replace("closing: Thank you.\n", ""), 1, "no `closing`"),
    (
        "f05 steps that nobody told",
        flow_of("- {id: a, kind: choice, text: Which?, options_from: steps}"),
        12,
        "dead end",
    ),
    (
        "f05 stages that nobody went through",
        flow_of("- {id: a, kind: choice, text: Which?, options_from: stages}"),
        12,
        "fewer than two stages",
    ),
    ("f06 an option that is none", flow_of(WHEN % 'pick == "c"'), 15, "no option `c`"),
    ("f06 a tick that is none", flow_of(WHEN % '"c" in ticks'), 15, "no option `c`"),
    ("f06 contradiction", flow_of(WHEN % "feeling < 0 and feeling > 1"), 15, "unreachable"),
    ("f06 beyond the scale", flow_of(WHEN % "feeling > 2"), 15, "unreachable"),
    ("f06 asked later", flow_of(WHEN % "answered(later)" + _question(9)), 15, "nothing of this id"),
    ("f06 unknown question", flow_of(WHEN % "feelin < 0"), 15, "did you mean `feeling`"),
    ("f06 itself", flow_of(WHEN % "answered(why)"), 15, "nothing of this id"),
    (
        "f07 repeat without exit",
        flow_of("- repeat: r\n  questions:\n    - {id: a, kind: text, text: And?}"),
        12,
        "loop without exit",
    ),
    (
        "f07 until never",
        flow_of("- repeat: r\n  until: never\n  questions: [{id: a, kind: text, text: And?}]"),
        13,
        "loop without exit",
    ),
    (
        "f07 an opener that cannot be left out",
        flow_of(
            "- repeat: r\n  until: done\n  questions:\n"
            "    - {id: a, kind: text, text: And?, skippable: no}"
        ),
        15,
        "loop without exit",
    ),
    (
        "f07 each of no story",
        flow_of("- repeat: r\n  each: story\n  questions: [{id: a, kind: text, text: And?}]"),
        13,
        "no story",
    ),
    (
        "f07 repeat in a repeat",
        flow_of(
            STORY + "- repeat: r\n  each: story\n  questions:\n"
            "    - {repeat: s, each: story, questions: []}"
        ),
        16,
        "no key `repeat`",
    ),
    ("f08 101 options", _choice(_options(101)), 116, "100 is the most"),
    ("f08 label of 76", _choice(TWO.replace("Second", "x" * 76)), 17, "75 is the most"),
    ("f08 label of 38 emoji", _choice(TWO.replace("Second", "😀" * 38)), 17, "75 is the most"),
    (
        "f09 a bare text beside two languages",
        HEAD.replace("[en]", "[en, de]"),
        2,
        "no translation for de: write `en: …` and `de: …`",
    ),
    (
        "f09 missing translation",
        TRANSLATED.replace("May we begin?", "{en: Begin?}"),
        6,
        "no translation for de",
    ),
    ("f10 UTF-8 with a mark", "\ufeff" + flow_of(_question(1)), 1, "byte order mark"),
    ("f11 5000 questions", flow_of("\n".join(map(_question, range(5000)))), 512, "500 questions"),
    ("f12 eval", flow_of(WHEN % 'eval("1")'), 15, "`when`"),
    ("f12 import", flow_of(WHEN % "__import__(os).system(ls)"), 15, "`when`"),
    ("f12 a method", flow_of(WHEN % "feeling.__class__ == 1"), 15, "`when`"),
    ("f12 arithmetic", flow_of(WHEN % "feeling + 1 > 0"), 15, "`when`"),
    ("f12 a lambda", flow_of(WHEN % "lambda: 1"), 15, "`when`"),
]
UTF16 = flow_of(_question(1))

CORPUS = [BadFlow(name, text.encode(), line, reason) for name, text, line, reason in CASES] + [
    BadFlow("f10 UTF-16 with a mark", UTF16.encode("utf-16"), 1, "byte order mark"),
    BadFlow("f10 UTF-16 without a mark", UTF16.encode("utf-16-le"), 1, "UTF-16"),
    BadFlow(
        "f10 an escaped zero",
        flow_of('- {id: a, kind: text, text: "x\\0y"}').encode(),
        12,
        "U+0000",
    ),
    BadFlow(
        "f10 an escaped bell",
        flow_of('- {id: a, kind: text, text: "x\\ay"}').encode(),
        12,
        "U+0007",
    ),
    BadFlow("f10 Latin-1", flow_of("- {id: é}").encode("latin-1"), 12, "not UTF-8"),
]
