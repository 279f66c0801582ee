"""Small flows for tests: a head of eleven lines, then the questions from line 12 on."""

from textwrap import dedent, indent

HEAD = """\
id: sample
title: A sample
languages: [en]
audience: customer
minutes: 5
consent: May we begin?
closing: Thank you.
sections:
  - id: main
    title: Main
    items:
"""
FIRST = 12  # line of the first question

STORY = """
- {id: story, kind: story, text: Tell me all.}
"""


def flow_of(items: str, head: str = HEAD) -> str:
    """A flow that asks `items`."""
    return head + indent(dedent(items).strip("\n"), " " * 6) + "\n"
