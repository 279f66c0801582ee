import csv
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.commands.desk import Desk

STUDY = """\
flows: [employee-process]
title: "Getting a training"
scenario: Somebody wants a training approved.
expectation: Ask once.
contact: the people team
persona:
  name: Jennifer
  goals: [grow]
stated_values: [people first]
touchpoints: [The intranet, Finance]
segments:
  - new
  - {id: senior, title: Senior staff, rule: "start_feeling >= 1"}
time_zone: Europe/Berlin
quiet_hours: ["20:00", "09:00"]
anonymity: identified
open: yes
limit: 50
programme: {loop: map, early_wins: [one form less]}
"""


def rows(ran_json: Any) -> dict[str, Any]:
    return {row["id"]: row for row in ran_json}


def test_a_study_prints_its_id_alone(desk: Desk) -> None:
    first, again, as_json, listed, empty = desk.runs_in_turn(
        [
            ("study", "create", "--flow", "tour.yaml", "--title", "Café à la carte!"),
            ("study", "create", "--flow", "tour.yaml", "--title", "Café à la carte!"),
            ("study", "create", "--flow", "tour.yaml", "--title", "T", "--json"),
            ("study", "list", "--json"),
            ("study", "list"),
        ]
    )
    assert (first.out, again.out) == ("cafe-a-la-carte\n", "cafe-a-la-carte-2\n")
    assert as_json.json == {"study": "t", "title": "T"}
    assert list(rows(listed.json)) == ["cafe-a-la-carte", "cafe-a-la-carte-2", "t"]
    assert rows(listed.json)["t"]["anonymity"] == "pseudonymous"
    assert "0/0 completed  Café à la carte!" in empty.out


def test_a_study_can_be_one_file(desk: Desk) -> None:
    desk.writes("study.yaml", STUDY)
    created, shown, as_json = desk.runs_in_turn(
        [
            ("study", "create", "--from", "study.yaml"),
            ("study", "show", "getting-a-training"),
            ("study", "show", "getting-a-training", "--json"),
        ]
    )
    assert created.out == "getting-a-training\n"
    assert re.search(r"^scenario +Somebody wants", shown.out, re.MULTILINE)
    assert re.search(r"^persona +name: Jennifer, .*goals: grow", shown.out, re.MULTILINE)
    assert re.search(r"^quiet hours +20:00, 09:00$", shown.out, re.MULTILINE)
    assert not set(shown.out) & set('{}[]"')
    study = as_json.json
    assert study["persona"]["name"] == "Jennifer"
    assert study["persona"]["goals"] == ["grow"]
    assert [segment["id"] for segment in study["segments"]] == ["new", "senior"]
    assert (study["anonymity"], study["open_link"], study["limit"]) == ("identified", True, 50)
    assert study["quiet_hours"] == ["20:00", "09:00"]
    assert study["programme"]["early_wins"] == ["one form less"]


def test_options_win_over_the_file(desk: Desk) -> None:
    desk.writes("study.yaml", STUDY)
    options = ("--title", "Other", "--persona", "Max", "--anonymity", "anonymous", "--limit", "7")
    _, shown = desk.runs_in_turn(
        [
            ("study", "create", "--from", "study.yaml", *options),
            ("study", "show", "other", "--json"),
        ]
    )
    assert (shown.json["persona"]["name"], shown.json["limit"]) == ("Max", 7)
    assert shown.json["anonymity"] == "anonymous"


BAD_LINES = [
    ("limit: many", "limit must be a number"),
    ("limit: 0", "limit must be a number"),
    ("open: perhaps", "open must be yes or no"),
    ("touchpoints: The intranet", "touchpoints must be a list of words"),
    ("segments: [{id: a, rule: 'eval(1)'}]", "segments: after `eval`"),
    ("segments: 5", "segments: "),
    ("time_zone: Mars/North", "time_zone: "),
    ("time_zone: ../../etc/passwd", "time_zone: "),
    ("quiet_hours: [late, early]", "quiet_hours: "),
    ("quiet_hours: ['20:00']", "quiet_hours: "),
    ("persona: [a]", "persona must hold keys"),
    ("persona: {nom: a}", "persona: unknown key 'nom'"),
    ("anonymity: no", "anonymity: choose identified"),
    ("flows: [5]", "flows must be a list of words"),
    ("flows: [nonsense]", "there is no flow 'nonsense'"),
    ("title: [", ".yaml: not YAML"),
    ("- a", ".yaml: not YAML"),
]


def test_a_bad_study_file_is_refused_with_its_key(desk: Desk) -> None:
    commands = []
    for number, (line, _) in enumerate(BAD_LINES):
        flow = "" if line.startswith("flows") else "flow: tour.yaml\n"
        desk.writes(f"{number}.yaml", f"title: T\n{flow}{line}\n")
        commands.append(("study", "create", "--from", f"{number}.yaml"))
    for (line, says), ran in zip(BAD_LINES, desk.runs_in_turn(commands), strict=True):
        assert says in ran.refusal, line


def test_nobody_begins_in_a_closed_study(desk: Desk) -> None:
    _, closed, listed, invite, chat = desk.runs_in_turn(
        [
            ("study", "create", "--flow", "tour.yaml", "--title", "Town"),
            ("study", "close", "town"),
            ("study", "list", "--json"),
            ("invite", "town"),
            ("chat", "--study", "town"),
        ]
    )
    assert closed.out == "town is closed\n"
    assert rows(listed.json)["town"]["closed_at"].endswith("Z")
    assert invite.refusal == "study town is closed; invitations would lead nowhere"
    assert chat.refusal.startswith("This study has ended")


def test_invitations_are_links(desk: Desk) -> None:
    web, telegram, slack, three, as_json, other = (
        desk.beside(
            DESIREPATH_PUBLIC_URL="https://journeys.example.org/", TELEGRAM_BOT_USERNAME="@my_bot"
        )
    ).runs_in_turn(
        [
            ("study", "create", "--flow", "tour.yaml", "--title", "Town"),
            ("invite", "town"),
            ("invite", "town", "--messenger", "telegram"),
            ("invite", "town", "--messenger", "slack"),
            ("invite", "town", "--count", 3),
            ("invite", "town", "--segment", "new", "--expires", "12h", "--json"),
            ("study", "show", "town", "--json"),
        ]
    )[1:]
    token = r"[A-Za-z0-9_-]{43}\n"
    assert web.err.startswith("desirepath: web chat is not served yet")
    assert (web.err.count("\n"), telegram.err, slack.err) == (1, "", "")
    assert re.fullmatch(rf"https://journeys\.example\.org/chat/{token}", web.out)
    assert re.fullmatch(rf"https://t\.me/my_bot\?start={token}", telegram.out)
    assert re.fullmatch(rf"/journey start {token}", slack.out)
    assert len(set(three.lines)) == 3
    row = json.loads(as_json.out)
    assert set(row) == {"url", "token_id", "segment", "expires", "flow"}
    assert row["segment"] == "new"
    expires = datetime.fromisoformat(row["expires"])
    assert timedelta(hours=11) < expires - datetime.now(UTC) < timedelta(hours=12, minutes=1)
    assert other.json["invited"] == 7


def test_an_open_study_has_one_link_that_never_expires(desk: Desk) -> None:
    _, ran, soon = desk.runs_in_turn(
        [
            ("study", "create", "--flow", "tour.yaml", "--title", "Town", "--open", "--limit", 2),
            ("invite", "town", "--count", 5, "--json"),
            ("invite", "town", "--expires", "1d", "--json"),
        ]
    )
    assert len(ran.lines) == 1
    assert json.loads(ran.out)["expires"] is None
    assert json.loads(soon.out)["expires"] is not None


def test_people_are_invited_by_name_from_a_file(desk: Desk) -> None:
    names = ["Jennifer", "=HYPERLINK(1)", "+1", "-2+3", "@SUM", "\tx", "＝1", 'Zoë "Z", Ltd.']
    people = desk.folder / "people.csv"
    with people.open("w", newline="", encoding="utf-8-sig") as stream:
        writer = csv.writer(stream)
        writer.writerow(["segment", "Name"])
        writer.writerows([("new", name) for name in names])
    _, ran = desk.runs_in_turn(
        [
            ("study", "create", "--flow", "tour.yaml", "--title", "Town"),
            ("invite", "town", "--from", "people.csv", "--csv", "links.csv", "--qr", "codes"),
        ]
    )
    with (desk.folder / "links.csv").open(newline="", encoding="utf-8") as stream:
        links = list(csv.DictReader(stream))

    assert ran.lines == [link["url"] for link in links]
    assert [link["name"].removeprefix("'") for link in links] == [n.strip() for n in names]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "＝"))
        for link in links
        for cell in link.values()
    )
    assert {link["segment"] for link in links} == {"new"}
    codes = {file.stem: file.read_text() for file in (desk.folder / "codes").iterdir()}
    assert set(codes) == {link["token_id"] for link in links}
    assert all("<svg" in code for code in codes.values())


def test_links_that_cannot_be_filed_are_printed_all_the_same(desk: Desk) -> None:
    _, csv_ran, qr_ran = desk.runs_in_turn(
        [
            ("study", "create", "--flow", "tour.yaml", "--title", "Town"),
            ("invite", "town", "--csv", "nowhere/links.csv"),
            ("invite", "town", "--qr", "tour.yaml"),
        ]
    )
    for ran in (csv_ran, qr_ran):
        assert ran.code == 1
        assert "/chat/" in ran.out
        assert ran.err.endswith("the links are above\n")
        assert ran.err.count("\n") == 1


def test_an_invitation_opens_the_door_once(desk: Desk) -> None:
    _, link = desk.runs_in_turn(
        [
            ("study", "create", "--flow", "tour.yaml", "--title", "Town"),
            ("invite", "town", "--segment", "new"),
        ]
    )
    token = link.out.strip().rpartition("/")[2]

    with desk.talks("--invite", token) as talk:
        assert talk.first["study"] == "town"
        talk("yes")
        assert talk.last["question"] == "need"
    assert "already been used" in desk.is_refused("chat", "--study", "town", "--invite", token)
    with desk.reading() as reading:
        (interview,) = reading.interviews("town")
    assert interview.segment == "new"
    assert token.encode() not in (desk.folder / "home" / "desirepath.db").read_bytes()


def test_each_side_is_invited_to_a_flow_of_its_own(desk: Desk) -> None:
    (desk.folder / "wrong.csv").write_text("name,flow\nAnn,tower\n")
    (desk.folder / "people.csv").write_text("name,flow\nAnn,tour\nBen,pain-point\nCleo,\n")
    made, ben, people, first, typo, wrong, opened, free = desk.runs_in_turn(
        [
            (*TWO_SIDED, "--title", "Town"),
            ("invite", "town", "--flow", "pain-point", "--json"),
            ("invite", "town", "--from", "people.csv", "--json", "--csv", "links.csv"),
            ("invite", "town", "--json"),
            ("invite", "town", "--flow", "pain_point"),
            ("invite", "town", "--from", "wrong.csv"),
            (*TWO_SIDED, "--title", "Fair", "--open"),
            ("invite", "fair", "--json"),
        ]
    )
    assert (made.code, opened.code) == (0, 0)
    assert json.loads(ben.out)["flow"] == "pain-point"
    named = [json.loads(line)["flow"] for line in people.lines]
    assert named == ["tour", "pain-point", "tour"]
    with (desk.folder / "links.csv").open(newline="", encoding="utf-8") as stream:
        assert [link["flow"] for link in csv.DictReader(stream)] == named
    assert json.loads(first.out)["flow"] == "tour"
    assert (typo.code, typo.out) == (1, "")
    assert typo.err == "desirepath: study town has no flow 'pain_point'; it has: tour, pain-point\n"
    assert (wrong.code, wrong.err.count("\n")) == (1, 1)
    assert json.loads(free.out)["flow"] is None

    with desk.talks("--invite", json.loads(ben.out)["url"].rpartition("/")[2]) as talk:
        assert talk.first["study"] == "town"
    with desk.reading() as reading:
        (interview,) = reading.interviews("town")
    assert (interview.flow, interview.side) == ("pain-point", "staff")


TWO_SIDED = ("study", "create", "--flow", "tour.yaml", "--flow", "pain-point")
