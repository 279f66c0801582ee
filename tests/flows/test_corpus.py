from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmodel.errors import InvalidFlow
from interview_flows.loader import load_flow
from tests.flows.corpus import CORPUS, BadFlow
from tests.flows.samples import HEAD, flow_of


@pytest.mark.parametrize("bad", CORPUS, ids=lambda bad: bad.id)
def test_a_bad_flow_is_refused_with_file_line_and_reason(bad: BadFlow) -> None:
    with pytest.raises(InvalidFlow) as refused:
        load_flow(bad.text, "flows/bad.yaml")
    assert (refused.value.file, refused.value.line) == ("flows/bad.yaml", bad.line)
    assert bad.reason in refused.value.reason
    assert str(refused.value).count("\n") == 0


@pytest.mark.parametrize("bad", CORPUS, ids=lambda bad: bad.id)
def test_a_bad_flow_is_refused_in_under_a_second(bad: BadFlow) -> None:
    # Not always at the first try: the collector of a process full of tests may take its second.
    assert any(_seconds_to_refuse(bad) < 1.0 for _ in range(3))


def _seconds_to_refuse(bad: BadFlow) -> float:
    began = process_time()
    with pytest.raises(InvalidFlow):
        load_flow(bad.text, "bad.yaml")
    return process_time() - began


def test_every_case_of_the_corpus_is_there() -> None:
    assert {bad.id[:3] for bad in CORPUS} == {f"f{n:02}" for n in range(1, 13)}


_BITS = st.sampled_from(
    [
        "\n",
        "  ",
        "- ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "|",
        "?",
        "id",
        "kind",
        "text",
        "when",
        "no",
    ]
)


@given(st.one_of(st.binary(), st.text(), st.lists(_BITS).map("".join)))
def test_no_file_whatsoever_brings_another_error(source: str | bytes) -> None:
    with pytest.raises(InvalidFlow):
        load_flow(source, "bad.yaml")


@given(st.lists(_BITS).map("".join))
def test_no_question_whatsoever_brings_another_error(bits: str) -> None:
    with pytest.raises(InvalidFlow):
        load_flow(flow_of("- " + bits, HEAD), "bad.yaml")
