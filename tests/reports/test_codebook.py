from collections.abc import Iterable

from cxmodel.codebook import Codebook, CodeKind, Theme
from reports.align import canonical_steps
from reports.codebook import MOST_RAW, Coder, Entry, codebook_of
from reports.themes import Themes, Told, assigned, merge, raw_key
from tests.reports.test_align import told as teller

EN, DE = "en", "de"
Words = tuple[Told, str]  # and who told them


def en(text: str) -> Told:
    return Told(text, language=EN)


def de(text: str) -> Told:
    return Told(text, language=DE)


def theme(*texts: Told, name: str = "", pinned: bool = False) -> Theme:
    keys = tuple(sorted(raw_key(text) for text in texts))
    return Theme(kind=CodeKind.TOUCHPOINT, name=name, texts=keys, pinned=pinned)


def table(told: Iterable[Words], *decided: Theme) -> list[Entry]:
    coder = Coder(Codebook(decided), EN)
    tellers: dict[Told, list[str]] = {}
    for text, person in told:
        tellers.setdefault(text, []).append(person)
    groups = coder.grouped(CodeKind.TOUCHPOINT, list(tellers))
    return coder.entries(CodeKind.TOUCHPOINT, "", groups, tellers)


def shown(entries: Iterable[Entry]) -> list[tuple[str, list[str], str]]:
    return [(e.name, [raw.text for raw in e.raw], e.by) for e in entries]


def test_two_languages_stay_apart_though_their_words_are_equal() -> None:
    assert merge([en("The HR portal"), de("The HR portal"), en("HR portal")]) == [[0, 2], [1]]


def test_a_label_on_offer_is_the_same_in_every_language() -> None:
    label = Told("HR portal", fixed=True, language=EN)
    assert merge([label, de("HR portal"), en("HR portals")]) == [[0, 1, 2]]
    assert merge([de("HR portal"), label, en("HR portal")]) == [[0, 1, 2]]


def test_two_languages_are_one_where_a_researcher_says_so() -> None:
    told = [(en("Portal"), "p1"), (de("Portal"), "p2"), (de("Das Mitarbeiterportal"), "p3")]
    assert shown(table(told)) == [
        ("Portal", ["Portal"], "rule"),
        ("Portal (de)", ["Portal"], "rule"),
        ("Das Mitarbeiterportal", ["Das Mitarbeiterportal"], "rule"),
    ]
    (one,) = table(told, theme(*(text for text, _ in told), name="The portal"))
    assert (one.name, one.people, one.by) == ("The portal", 3, "researcher")
    assert [(raw.text, raw.language) for raw in one.raw] == [
        ("Das Mitarbeiterportal", DE),
        ("Portal", DE),
        ("Portal", EN),
    ]


def test_what_is_alike_joins_a_decided_theme_by_any_text_of_it_or_its_name() -> None:
    decided = theme(en("Intranet"), en("The HR desk"), name="Staff pages")
    told = [
        (en("At the HR desk"), "p1"),
        (en("Staff page"), "p2"),
        (en("Intranet"), "p3"),
        (en("The HR desk"), "p4"),
    ]
    (one,) = table(told, decided)
    assert (one.name, one.people) == ("Staff pages", 4)
    nobody_told_it = table(told[:2], decided)
    assert shown(nobody_told_it) == [
        ("At the HR desk", ["At the HR desk"], "rule"),
        ("Staff pages", ["Staff page"], "researcher"),
    ]


def test_what_joined_by_the_rule_draws_nothing_further() -> None:
    """Else a theme would creep from text to text."""
    told = [(en("the form for new vendors"), "p1"), (en("form for a new vendor"), "p2")]
    themes = Themes((theme(told[0][0]),), EN)
    assert assigned([told[0][0], told[1][0]], themes) == [0, 0]
    assert themes._words == {(frozenset(), EN): ["for form new the vendors"]}


def test_a_pinned_theme_takes_nothing_by_the_rule() -> None:
    told = [(en("Intranet"), "p1"), (en("the intranet"), "p2"), (en("Staff pages"), "p3")]
    pinned = theme(en("Intranet"), name="Staff pages", pinned=True)
    assert shown(table(told, pinned)) == [
        ("Staff pages", ["Intranet"], "researcher"),
        ("the intranet", ["the intranet"], "rule"),
        ("Staff pages (en)", ["Staff pages"], "rule"),
    ]


def test_texts_that_were_split_stay_apart() -> None:
    desk, clerk = en("Asked the HR desk"), en("Asked HR desk")
    told = [(desk, "p1"), (clerk, "p2"), (en("asked the HR-desk"), "p3"), (clerk, "p4")]
    assert len(table(told)) == 1
    apart = table(told, theme(desk), theme(clerk))
    assert shown(apart) == [
        ("Asked the HR desk", ["Asked the HR desk", "asked the HR-desk"], "researcher"),
        ("Asked HR desk", ["Asked HR desk"], "researcher"),
    ]


def test_spellings_of_the_same_words_are_one_raw_text() -> None:
    told = [(en("E-mail"), "p1"), (en("email!"), "p2"), (en("email!"), "p3"), (en("E-mail"), "p1")]
    (one,) = table(told)
    assert [(raw.text, raw.people) for raw in one.raw] == [("E-mail", 3)]


def test_long_tables_are_cut_in_the_document_and_say_so() -> None:
    told = [(en(f"case {number}"), "p1") for number in range(MOST_RAW + 5)]
    entries = table(told, theme(*(text for text, _ in told), name="Cases"))
    (entry,) = codebook_of(entries, EN)["entries"]
    assert (len(entry["raw"]), entry["raw_more"]) == (MOST_RAW, 5)
    assert {"kind", "name", "people", "raw", "by"} < set(entry)
    assert codebook_of([], EN) == {"language": EN, "entries": []}


def test_a_step_told_apart_from_the_one_that_has_its_words_as_a_name_is_one_step() -> None:
    bell, ledger = "Rang the bell", "Signed the wet ledger"
    named = Theme(kind=CodeKind.STEP, stage="path", name=bell, texts=(raw_key(en(ledger)),))
    told = [teller(number, bell, ledger) for number in range(4)]
    steps = canonical_steps("path", told, Coder(Codebook((named,)), EN))
    assert {step.label: len(step.members) for step in steps} == {bell: 4, f"{bell} (en)": 4}
    assert {step.label: step.entry.theme for step in steps} == {bell: named, f"{bell} (en)": None}


def test_words_that_several_told_apart_from_the_step_that_they_once_joined_are_one_step() -> None:
    early, late = "Get the approval of my manager", "Got the approval of my manager"
    both = [teller(3, early, late), teller(4, early, late), teller(5, late, early)]
    steps = canonical_steps("path", [teller(1, early), teller(2, late), *both])
    assert [len(step.members) for step in steps] == [5, 3]
    alike = teller(6, early, "Got the approvals of my manager")
    steps = canonical_steps("path", [teller(1, early), teller(2, late), *both, alike])
    assert [len(step.members) for step in steps] == [6, 4]


def test_a_name_that_is_what_was_put_into_another_theme_draws_nothing() -> None:
    """Not what is alike either: that is like what was told of the other one."""
    portal, desk = en("The staff portal"), en("The HR desk")
    named = theme(portal, name="The HR desk")
    other = theme(desk, name="People team")
    told = [(portal, "p1"), (desk, "p2"), (en("At the HR desk"), "p3")]
    assert shown(table(told, named, other)) == [
        ("The HR desk", ["The staff portal"], "researcher"),
        ("People team", ["At the HR desk", "The HR desk"], "researcher"),
    ]
