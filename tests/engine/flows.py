"""Flows to test the engine with: one that holds every kind of question, and pieces of it."""

from interview_flows.flow import Flow
from interview_flows.loader import load_flow

HEAD = """
id: trip
title: A trip
languages: [en]
audience: customer
minutes: 7
consent: May I ask you about {{ title }}?
closing: Thank you and good-bye.
"""

EVERY_KIND = """
sections:
  - id: start
    title: The start
    stage: yes
    items:
      - id: need
        kind: text
        lane: need
        text: What did you need?
        skippable: no
      - id: mood
        kind: feeling
        lane: feeling
        text: How did you feel?
      - id: upset
        kind: text
        lane: pain
        when: mood <= -1
        text: What upset you?
  - id: path
    title: The path
    stage: yes
    items:
      - id: story
        kind: story
        lane: action
        text: Tell me the whole story.
      - repeat: steps
        each: story
        questions:
          - id: touchpoint
            kind: choice
            lane: touchpoint_current
            options_from: touchpoints
            free: yes
            text: "Who did you deal with?"
            options:
              - {id: desk, label: A help desk}
              - {id: nobody, label: Nobody, absence: did_not_happen}
          - id: feeling
            kind: feeling
            lane: feeling
            text: How was “{{ step }}”?
          - id: pain
            kind: text
            lane: pain
            when: feeling <= -1
            text: What went wrong?
      - repeat: extras
        until: done
        questions:
          - id: extra
            kind: text
            text: What else did you pay for?
          - id: price
            kind: number
            low: 0
            high: 999
            text: What did {{ step }} cost?
  - id: scores
    title: In numbers
    items:
      - id: effort
        kind: choices
        text: What was part of it?
        options:
          - {id: forms, label: Forms}
          - {id: calls, label: Calls}
          - {id: waiting, label: Waiting}
          - {id: none, label: None of these, exclusive: yes}
      - id: decisive
        kind: choice
        measure: decisive
        options_from: steps
        text: Which step decided it?
      - id: nps
        kind: scale
        measure: nps
        low: 0
        high: 10
        low_label: Never
        high_label: Surely
        text: Would you recommend it?
      - id: day
        kind: date
        text: When was it?
      - id: photo
        kind: media
        text: Do you have a picture?
      - id: wish
        kind: text
        lane: touchpoint_desired
        text: What would you wish?
      - id: quotes
        kind: yesno
        measure: quotes
        text: May we quote you?
      - id: more
        kind: text
        text: Anything else?
"""

PROBED = """
probe_budget: {too_short: 2, why: 4}
sections:
  - id: start
    title: The start
    items:
      - id: need
        kind: text
        text: What did you need?
        probes:
          - reason: too_short
            words: 4
            wordings: [Could you say more?, What was it for?]
      - id: mood
        kind: feeling
        text: How did you feel?
        probes:
          - reason: no_cause
            wordings: [What made it so?, Where did it come from?]
      - id: pain
        kind: text
        text: What went wrong?
        probes:
          - reason: why
            times: 3
            wordings: [Why was that?, What lies behind it?]
      - id: moment
        kind: text
        text: What kept you?
        probes:
          - reason: no_example
            wordings: [When was that?, Do you have an example?]
      - id: story
        kind: story
        text: Tell me the whole story.
        probes:
          - reason: anything_else
            wordings: [Is a step missing?, Was there anything else?]
      - id: wish
        kind: text
        text: What would you wish?
        probes:
          - reason: anything_else
            wordings: [What else?, And then?]
"""


def flow_of(body: str, **head: str) -> Flow:
    """A flow of these sections; `head` overrides single lines, `playback="no"` for one."""
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    return load_flow(HEAD + lines + body, "test.yaml")


def one_question(question: str, **head: str) -> Flow:
    """A flow that asks one question, then a last one in words."""
    body = f"""
sections:
  - id: only
    title: Only
    items:
      - {{{question}}}
      - {{id: last, kind: text, text: And last?}}
"""
    return flow_of(body, **head)


EVERY = flow_of(EVERY_KIND)
WITH_PROBES = flow_of(PROBED, playback="no")
BILINGUAL = load_flow(
    """
id: short
title: {en: Short, de: Kurz}
languages: [en, de]
audience: customer
minutes: 1
consent: {en: May I?, de: Darf ich?}
closing: {en: Thank you., de: Danke.}
sections:
  - id: only
    title: {en: Only, de: Nur}
    items:
      - {id: need, kind: text, text: {en: What?, de: Was?}}
""",
    "short.yaml",
)
