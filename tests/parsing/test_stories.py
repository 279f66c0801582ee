from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmodel.errors import RejectedAnswer
from interview_flows.corrections import LONGEST_STEP, MOST_STEPS
from interview_flows.english import ENGLISH
from interview_flows.stories import correct_steps, split_story
from interview_flows.vocabulary import vocabulary_in
from interview_flows.words import clean

JENNIFER = (
    "find the pre-approval form; get the manager's approval; check the departmental budget; "
    "fill out a purchase order; the vendor is not in the accounting system, so a separate vendor "
    "form and approval; coordinate payment with Finance; take the training; fill out a “goods and "
    "services received” form; fill out HR's evaluation form"
)


def test_the_reference_case_has_nine_steps() -> None:
    assert split_story([JENNIFER], ENGLISH.heard) == tuple(JENNIFER.split("; "))


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        pytest.param(
            "1. a form\n2) ask HR\n- pay", ("a form", "ask HR", "pay"), id="numbered-lines"
        ),
        pytest.param("• find it\n* pay it", ("find it", "pay it"), id="bullets"),
        pytest.param("a) find it b) c", ("find it b) c",), id="only-numbers-count-inside-a-line"),
        pytest.param("Step 1: find it\nStep 2 - pay it", ("find it", "pay it"), id="step-n"),
        pytest.param("1 – find it\n2 — pay it", ("find it", "pay it"), id="long-dashes"),
        pytest.param("I paid 3 – 4 days later", ("I paid 3 – 4 days later",), id="no-number"),
        pytest.param("① find it ② pay it", ("find it", "pay it"), id="circled"),
        pytest.param("1️⃣ find it\n2️⃣ pay it", ("find it", "pay it"), id="keycaps"),
        pytest.param("I did: 1) find it 2) pay it", ("find it", "pay it"), id="numbers-inline"),
        pytest.param("I paid 2. I left", ("I paid 2. I left",), id="a-number-alone-is-no-list"),
        pytest.param(
            "Search → compare -> buy => use", ("Search", "compare", "buy", "use"), id="arrows"
        ),
        pytest.param("form > boss > paid", ("form", "boss", "paid"), id="greater-than"),
        pytest.param(
            "found it. asked boss. paid", ("found it", "asked boss", "paid"), id="sentences"
        ),
        pytest.param("Why so long? I called!", ("Why so long?", "I called!"), id="marks-stay"),
        pytest.param("I waited... and waited", ("I waited... and waited",), id="hesitation"),
        pytest.param(
            "I waited... Nobody came", ("I waited...", "Nobody came"), id="three-dots-end"
        ),
        pytest.param(
            "我找到了表格。我付了钱。", ("我找到了表格", "我付了钱"), id="ideographic-stop"
        ),
        pytest.param(
            "I saw Dr. Lee, e.g. on 3. May", ("I saw Dr. Lee, e.g. on 3. May",), id="abbrev"
        ),
        pytest.param(
            "Asked J. Smith at 5 p.m. today", ("Asked J. Smith at 5 p.m. today",), id="initial"
        ),
        pytest.param("He said no. I left", ("He said no", "I left"), id="no-is-a-word"),
        pytest.param("Took form no. 5 home", ("Took form no. 5 home",), id="no-before-a-number"),
        pytest.param(
            "It cost 3.50 at x.com/a.b?c", ("It cost 3.50 at x.com/a.b?c",), id="decimals"
        ),
        pytest.param(
            "See https://x.com/a;b. Paid it", ("See https://x.com/a;b", "Paid it"), id="url"
        ),
        pytest.param("I asked (Bob. He knew) why", ("I asked (Bob. He knew) why",), id="brackets"),
        pytest.param("HR said “wait. then pay”", ("HR said “wait. then pay”",), id="quotation"),
        pytest.param(
            "I found the form then asked my boss, and then I paid",
            ("I found the form", "asked my boss", "I paid"),
            id="then",
        ),
        pytest.param(
            "I called, after that I waited and then left",
            ("I called", "I waited and then left"),
            id="a-scrap-is-not-cut-off",
        ),
        pytest.param(
            "First I called. After that, I waited. Finally they came. And then I paid.",
            ("I called", "I waited", "they came", "I paid"),
            id="leading-words-go",
        ),
        pytest.param(
            "If it works, then I pay them", ("If it works, then I pay them",), id="if-then"
        ),
        pytest.param("When asked, I then said no", ("When asked, I then said no",), id="when-then"),
        pytest.param("I then went back to HR", ("I then went back to HR",), id="subject-then"),
        pytest.param("My boss then approved it", ("My boss then approved it",), id="boss-then"),
        pytest.param(
            "I had no form until then, sadly", ("I had no form until then, sadly",), id="until"
        ),
        pytest.param("The next day I paid", ("The next day I paid",), id="the-next-day"),
        pytest.param("Next to HR I saw it", ("Next to HR I saw it",), id="next-to"),
        pytest.param("First class was full", ("First class was full",), id="first-class"),
        pytest.param(
            "find the form, get approval, and then pay",
            ("find the form", "get approval", "pay"),
            id="deeds-with-commas",
        ),
        pytest.param("long forms, slow replies, bad links", None, id="a-list-of-things"),
        pytest.param("I asked Ann, my boss, in person", None, id="commas-inside-a-deed"),
        pytest.param("ok. I called them. That's all!", ("I called them",), id="pleasantries-go"),
        pytest.param("Paid. Left.", ("Paid", "Left"), id="one-word-sentences"),
        pytest.param("a\u2028b\r\nc", ("a", "b", "c"), id="t31-line-breaks"),
        pytest.param(
            "👨‍👩‍👧 came home; we ate 🍕", ("👨‍👩‍👧 came home", "we ate 🍕"), id="t06-family"
        ),
        pytest.param("Then", ("Then",), id="nothing-but-then"),
        pytest.param("😡", ("😡",), id="no-words"),
        pytest.param("\u200b \n", (), id="t10-zero-width"),
    ],
)
def test_a_story_is_split_where_the_respondent_parted_it(
    told: str, steps: tuple[str, ...] | None
) -> None:
    assert split_story([told], ENGLISH.heard) == (steps if steps is not None else (told,))


@pytest.mark.parametrize(
    ("language", "told", "steps"),
    [
        (
            "de",
            "Zuerst suchte ich das Formular, dann fragte ich HR und danach zahlte ich.",
            ("suchte ich das Formular", "fragte ich HR", "zahlte ich"),
        ),
        ("de", "Am 3. Mai kam es an", ("Am 3. Mai kam es an",)),
        ("es", "Busqué el impreso, luego pedí permiso", ("Busqué el impreso", "pedí permiso")),
        ("fr", "J’ai demandé, puis j’ai payé cher", ("J’ai demandé", "j’ai payé cher")),
        ("pt-BR", "Procurei tudo e depois paguei tudo", ("Procurei tudo", "paguei tudo")),
        ("ar", "بحثت عن النموذج ثم سألت المدير", ("بحثت عن النموذج", "سألت المدير")),
    ],
)
def test_a_story_is_split_in_their_language(
    language: str, told: str, steps: tuple[str, ...]
) -> None:
    assert split_story([told], vocabulary_in(language)) == steps


def test_every_message_begins_a_step() -> None:
    assert split_story(["I asked HR", "and my boss"], ENGLISH.heard) == (
        "I asked HR",
        "and my boss",
    )


def test_a_long_story_keeps_its_end_in_the_last_step() -> None:
    steps = split_story([f"thing {n}" for n in range(70)], ENGLISH.heard)
    assert len(steps) == MOST_STEPS
    assert steps[-1].startswith("thing 59; thing 60")
    assert steps[-1].endswith("thing 69")


def test_a_very_long_step_is_clipped() -> None:
    (step,) = split_story(["word " * 1000], ENGLISH.heard)
    assert len(step) <= LONGEST_STEP
    assert step.endswith("word…")


STORY_LIKE = st.text(
    alphabet="abI .,;:\n123)(-•→>!?\"“”’'…\u200b\u0301😀①②thenafri", max_size=80
) | st.lists(
    st.sampled_from(
        ["I asked", "then", ", then ", "and then", "1.", "2)", ";", ". ", "https://x.y"]
    )
).map(" ".join)


@given(st.lists(st.text() | STORY_LIKE, max_size=4), st.sampled_from(["en", "de", "ar", "xx"]))
def test_steps_are_pieces_of_what_was_told(parts: list[str], language: str) -> None:
    steps = split_story(parts, vocabulary_in(language))
    told = " ".join(clean("\n".join(parts)).split())
    assert all(step.strip() and len(step) <= LONGEST_STEP for step in steps)
    if len(steps) < MOST_STEPS and told.isprintable():
        assert all(step.rstrip("…") in told for step in steps)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "part", ["then ", "a then b c, ", "(a. ", "1. a ", "a; ", ". ", "'", "“", "\n"]
)
def test_a_very_long_story_is_split_quickly(part: str) -> None:
    split_story([part * (200_000 // len(part))], ENGLISH.heard)


STEPS = ("find form", "ask HR", "ask boss", "pay")


@pytest.mark.parametrize(
    ("typed", "steps"),
    [
        ("remove 3", ("find form", "ask HR", "pay")),
        ("Please delete step 3.", ("find form", "ask HR", "pay")),
        ("remove 2 and 3", ("find form", "pay")),
        ("remove 2-4", ("find form",)),
        ("remove the last one", ("find form", "ask HR", "ask boss")),
        ("remove ３", ("find form", "ask HR", "pay")),
        ("merge 2 3", ("find form", "ask HR; ask boss", "pay")),
        ("merge 2 and 3", ("find form", "ask HR; ask boss", "pay")),
        ("join 4 with 1", ("ask HR", "ask boss", "pay; find form")),
        ("move 4 before 2", ("find form", "pay", "ask HR", "ask boss")),
        ("move 1 before 3", ("ask HR", "find form", "ask boss", "pay")),
        ("move 4 after 1", ("find form", "pay", "ask HR", "ask boss")),
        ("move 1 after 3", ("ask HR", "ask boss", "find form", "pay")),
        ("move 4 to 2", ("find form", "pay", "ask HR", "ask boss")),
        ("move 1 to 3", ("ask HR", "ask boss", "find form", "pay")),
        ("move 3 up", ("find form", "ask boss", "ask HR", "pay")),
        ("move 4 down", STEPS),
        ("move 2 to the end", ("find form", "ask boss", "pay", "ask HR")),
        ("move 3 to the start", ("ask boss", "find form", "ask HR", "pay")),
        ("swap 2 3", ("find form", "ask boss", "ask HR", "pay")),
        ("swap 2 with 3", ("find form", "ask boss", "ask HR", "pay")),
        ("add after 2: wait 3 days", ("find form", "ask HR", "wait 3 days", "ask boss", "pay")),
        ("insert after 2 wait", ("find form", "ask HR", "wait", "ask boss", "pay")),
        ("insert before 1: wait", ("wait", *STEPS)),
        ("add: wait", (*STEPS, "wait")),
        ("add after lunch I waited", (*STEPS, "after lunch I waited")),
        ("add at start: wait", ("wait", *STEPS)),
        ("add at the end: wait", (*STEPS, "wait")),
        ("change 3: ask ５ bosses", ("find form", "ask HR", "ask ５ bosses", "pay")),
        ("3: ask two bosses", ("find form", "ask HR", "ask two bosses", "pay")),
        ("3) ask two bosses", ("find form", "ask HR", "ask two bosses", "pay")),
        ("3 is ask two bosses", ("find form", "ask HR", "ask two bosses", "pay")),
        ("split 3: ask / boss", ("find form", "ask HR", "ask", "boss", "pay")),
        ("remove 4; remove 3\nadd: go home", ("find form", "ask HR", "go home")),
        ("add: wait; and wait; remove 1", ("ask HR", "ask boss", "pay", "wait; and wait")),
    ],
)
def test_steps_are_corrected(typed: str, steps: tuple[str, ...]) -> None:
    assert correct_steps(STEPS, typed, ENGLISH) == steps


def test_a_step_is_split_by_itself_where_it_holds_an_and() -> None:
    assert correct_steps(("ask HR and ask boss",), "split 1", ENGLISH) == ("ask HR", "ask boss")
    assert correct_steps(("ask HR", "ask boss"), "merge 1 2; split 1", ENGLISH) == (
        "ask HR",
        "ask boss",
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("remove 9", "no step 9. The steps go from 1 to 4"),
        ("remove 0", "no step 0"),
        ("remove 1-4", "One step has to stay"),
        ("merge 2", "merge 2 and 3"),
        ("merge 2 2", "merge 2 and 3"),
        ("swap 1 2 3", "two steps"),
        ("split 4", "both parts"),
        ("change 3: 🙂", "words of the step"),
        ("3 is wrong", "did not understand “3 is wrong”"),
        ("I also asked my mother", "did not understand"),
        ("remove 3\nnonsense", "did not understand “nonsense”"),
        ("", "did not understand"),
        ("remove " + "1" * 500 + "x", "did not understand"),
        ("remove 1\n" * 200, "did not understand"),
    ],
)
def test_a_correction_that_cannot_be_made_is_explained(typed: str, sentence: str) -> None:
    with pytest.raises(RejectedAnswer, match=sentence.replace(".", r"\.")):
        correct_steps(STEPS, typed, ENGLISH)


def test_there_is_room_for_sixty_steps() -> None:
    with pytest.raises(RejectedAnswer, match="I can keep 60 steps"):
        correct_steps(("a step",) * 60, "add: one more", ENGLISH)


WORDS = ("remove", "merge", "move", "add", "split", "swap", "1", "2", "99", "to", "after", ":", "x")


@given(st.text() | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_a_correction_is_made_or_explained(typed: str) -> None:
    with suppress(RejectedAnswer):
        corrected = correct_steps(STEPS, typed, ENGLISH)
        assert corrected
        assert all(step.strip() for step in corrected)
