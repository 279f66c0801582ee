import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.slack.texts import LONGEST_TEXT, clipped, escaped, length, parted, pieces, signs_in, typed

FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        pytest.param("1 &lt; 2 &amp; 3 &gt; 2", "1 < 2 & 3 > 2", id="entities"),
        pytest.param("&amp;lt;!here&amp;gt;", "&lt;!here&gt;", id="i18 typed entities"),
        pytest.param("&lt;!channel&gt;", "<!channel>", id="i16 typed brackets"),
        pytest.param("&lt;http://x|Approve&gt;", "<http://x|Approve>", id="i17 typed link"),
        pytest.param("<https://x.org>", "https://x.org", id="link"),
        pytest.param("<http://x.org|x.org>", "x.org", id="link as it was shown"),
        pytest.param("<https://x.org/?a=1&amp;b=2>", "https://x.org/?a=1&b=2", id="query"),
        pytest.param("<mailto:desk@x.org|desk@x.org>", "desk@x.org", id="mail"),
        pytest.param("<mailto:desk@x.org>", "desk@x.org", id="mail without a label"),
        pytest.param("ask <@U1|ann> or <@W2>", "ask @someone or @someone", id="people"),
        pytest.param("in <#C1|general>, <#C2|>, <#C3>", "in #general, #channel, #channel", id="#"),
        pytest.param("the <!subteam^S1|@clerks>", "the @clerks", id="user group"),
        pytest.param("the <!subteam^S1>", "the @group", id="user group without a label"),
        pytest.param("<!channel> <!here|@here>", "@channel @here", id="everybody"),
        pytest.param("on <!date^1700000000^{date}|14 Nov>", "on 14 Nov", id="date"),
        pytest.param("a < b > c", "a < b > c", id="brackets that Slack never sends"),
        pytest.param("<>", "<>", id="empty brackets"),
        pytest.param("a\ud83d \0", "a\ufffd \ufffd", id="t02 t04 broken characters"),
        pytest.param(FAMILY, FAMILY, id="t06 family"),
        pytest.param("\u202eabc", "\u202eabc", id="t08 right to left"),
    ],
)
def test_what_was_typed_is_read_from_what_slack_sends(sent: str, meant: str) -> None:
    assert typed(sent) == meant


def test_emoji_are_read_as_signs_where_slack_gives_one() -> None:
    blocks = [
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "so "},
                        {"type": "emoji", "name": "+1", "unicode": "1f44d"},
                        {
                            "type": "emoji",
                            "name": "+1",
                            "unicode": "1f44d-1f3fd",
                            "skin_tone": 4,
                        },
                        {"type": "emoji", "name": "party_parrot"},
                    ],
                }
            ],
        }
    ]
    said = typed("so :+1::+1::skin-tone-4::party_parrot: at 10:30:45", signs_in(blocks))
    assert said == "so 👍👍🏽:party_parrot: at 10:30:45"


def test_a_message_without_blocks_has_no_signs() -> None:
    assert signs_in(None) == {}
    assert signs_in("nonsense") == {}


@settings(deadline=None)
@given(st.text(max_size=200))
@example("<!channel>")
@example("&lt;!here&gt;")
@example("<http://x|Approve>")
def test_escaped_text_reads_back_as_it_was_and_marks_nothing(text: str) -> None:
    sent = escaped(text)
    assert not set("<>") & set(sent)
    assert typed(sent) == typed(escaped(typed(sent)))
    if text.isprintable():
        assert typed(sent) == text


@settings(deadline=None)
@given(st.text(alphabet="ab &<>\n.é👍\u200d\u0301🇩👧\ud83d", max_size=400))
@example("&" * 61)
@example("\u200d" * 60)
def test_pieces_fit_however_slack_counts_and_lose_nothing(text: str) -> None:
    found = pieces(text, 60)
    assert all(0 < length(piece) <= 60 for piece in found)
    lost = "".join(text.replace("\ud83d", "\ufffd").split())
    assert "".join("".join(found).split()) == lost


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 5000, id="t29 one long word"),
        pytest.param("z" + "\u0301" * 10_000, id="t07 zalgo"),
        pytest.param(FAMILY * 900, id="families"),
        pytest.param("&" * 4000, id="entities count five"),
        pytest.param("\u202e" + "שלום " * 1000, id="t08 t13 right to left"),
    ],
)
def test_long_texts_are_cut_at_what_a_text_object_holds(text: str) -> None:
    found = pieces(text)
    assert len(found) > 1
    assert all(length(piece) <= LONGEST_TEXT for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_family_is_not_cut() -> None:
    assert all(set(piece.split(FAMILY)) == {""} for piece in pieces(FAMILY * 900))


def test_labels_are_clipped_to_what_they_would_be_escaped() -> None:
    assert clipped("R&D", 7) == "R&D"
    assert clipped("R&D and more", 10) == "R&D a…"


def test_an_order_is_parted_from_whom_it_names() -> None:
    order = parted(
        "invite R&amp;D <@U1|ann> <@U2> <@U1|ann> <#C1|general> <!subteam^S1|@clerks> "
        "<https://x.org|x.org>"
    )
    assert order.words == "invite R&D x.org"
    assert order.people == (("U1", "ann"), ("U2", ""))
    assert order.groups == ("C1", "S1")
