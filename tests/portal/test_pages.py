import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sample import load_sample
from cxmodel.interview import InterviewId, Phase, StudyId
from cxmodel.store import Store
from cxmodel.study import Anonymity, Study
from tests.portal.served import Portal, served

SAMPLE = "/studies/training-sample"


@pytest.fixture
def own(store: Store) -> Iterator[Portal]:
    """The pages over a store that the test fills."""
    with served(store) as portal:
        yield portal


def _study(store: Store, **changes: object) -> Study:
    """A study like the sample, without its interviews."""
    load_sample(store)
    with store.writing() as work:
        sample = work.studies()[0]
        study = replace(sample, id=StudyId("mine"), title="Mine", sample=False, **changes)  # type: ignore[arg-type]
        work.save_study(study)
    return study


def _answer(store: Store, study: Study, count: int = 1, phase: Phase | None = None) -> None:
    with store.writing() as work:
        some = [i for i in work.interviews("training-sample") if i.completed_at][:count]
        work.add_interviews(
            [
                replace(i, id=InterviewId(f"mine-{i.id}"), study=study.id, phase=phase or i.phase)
                for i in some
            ]
        )


# ── what is shown ─────────────────────────────────────────────────────────────────────────────


def test_the_first_page_shows_the_sample_and_its_map(portal: Portal) -> None:
    page = portal.get("/").text

    assert '<h1 id="title"><bdi>Getting a training approved (sample)</bdi></h1>' in page
    assert "Sample study" in page
    assert f'src="{SAMPLE}/map#map"' in page


def test_the_first_page_says_how_far_the_study_is(portal: Portal) -> None:
    words = re.sub(r"<[^>]+>|\s+", " ", portal.get("/").text)

    assert re.search(r"started +13", words)
    assert re.search(r"completed +12", words)
    assert re.search(r"broken off +1", words)


def test_the_map_is_the_compiled_one(portal: Portal) -> None:
    page = portal.get(f"{SAMPLE}/map")

    assert page.status == 200
    assert "Filled out a purchase order" in page.text


@pytest.mark.parametrize("link", ["?segment=new", "?segment=senior", "?interview=sample-01"])
def test_every_part_has_a_map_of_its_own(portal: Portal, link: str) -> None:
    assert f'href="{SAMPLE}{link}"' in portal.get("/").text
    assert f'src="{SAMPLE}/map{link}#map"' in portal.get(f"{SAMPLE}{link}").text
    assert portal.get(f"{SAMPLE}/map{link}").status == 200


def test_a_segments_map_holds_its_people_only(portal: Portal) -> None:
    document = json.loads(portal.get(f"{SAMPLE}/map.json?segment=new").body)

    assert document["selection"]["segment"] == "new"
    assert document["header"]["started"] == 6


def test_one_interviews_map_holds_one_person_only(portal: Portal) -> None:
    document = json.loads(portal.get(f"{SAMPLE}/map.json?interview=sample-01").body)

    assert document["header"]["started"] == 1
    assert {e["respondent"] for e in document["evidence"].values()} == {"R-7k2qfm"}


@pytest.mark.parametrize(
    ("link", "name", "media_type"),
    [
        ("map.html", "training-sample.html", "text/html; charset=utf-8"),
        ("map.json", "training-sample.json", "application/json"),
        ("map.md", "training-sample.md", "text/markdown; charset=utf-8"),
        ("map.mmd", "training-sample.mmd", "text/vnd.mermaid; charset=utf-8"),
        ("map.md?segment=new", "training-sample-new.md", "text/markdown; charset=utf-8"),
    ],
)
def test_every_file_can_be_kept(portal: Portal, link: str, name: str, media_type: str) -> None:
    answer = portal.get(f"{SAMPLE}/{link}")

    assert answer.status == 200
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{name}"')
    assert len(answer.body) > 500


def test_a_page_never_shows_what_was_true_before(own: Portal) -> None:
    study = _study(own.store)
    assert json.loads(own.get("/studies/mine/map.json").body)["header"]["started"] == 0

    _answer(own.store, study, 2)

    assert json.loads(own.get("/studies/mine/map.json").body)["header"]["started"] == 2


# ── which study comes first ───────────────────────────────────────────────────────────────────


def test_an_answered_study_comes_before_the_sample(own: Portal) -> None:
    _answer(own.store, _study(own.store))

    page = own.get("/").text

    assert '<h1 id="title"><bdi>Mine</bdi></h1>' in page
    assert page.index('class="name">Mine') < page.index('class="name">Getting a training')


def test_until_somebody_answers_the_sample_is_shown(own: Portal) -> None:
    _study(own.store)

    assert f'src="{SAMPLE}/map#map"' in own.get("/").text


def test_a_study_without_answers_says_how_to_invite(own: Portal) -> None:
    _study(own.store)

    page = own.get("/studies/mine").text

    assert "Nobody has answered yet" in page
    assert "desirepath invite mine" in page
    assert "<iframe" not in page


def test_a_closed_study_is_marked(own: Portal) -> None:
    study = _study(own.store)
    with own.store.writing() as work:
        work.save_study(replace(study, closed_at=study.created_at + timedelta(days=3)))

    assert '<span class="mark closed">Closed</span>' in own.get("/studies/mine").text


def test_an_empty_database_says_how_to_begin(own: Portal) -> None:
    page = own.get("/")

    assert page.status == 200
    assert "No study yet" in page.text
    assert "desirepath study create" in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/studies/nope",
        "/studies/nope/map",
        "/studies/nope/map.json",
        "/studies/training-sample/map.exe",
        "/studies/training-sample?segment=nope",
        "/studies/training-sample/map?interview=nope",
        "/studies/training-sample/map?wave=2",
        "/studies/training-sample/map?wave=x",
        "/studies/training-sample/map?side=customer",
        "/studies/training-sample/some/more",
        "/studies/training-sample/map?interview=%00",
        "/studies/%00/map.json",
        "/static/nope.css",
    ],
)
def test_what_is_not_there_is_a_404_in_the_same_looks(portal: Portal, path: str) -> None:
    answer = portal.get(path)

    assert answer.status == 404
    assert "There is no such" in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


# ── who must not be shown ─────────────────────────────────────────────────────────────────────


def test_nobody_of_an_anonymous_study_is_listed(own: Portal) -> None:
    _answer(own.store, _study(own.store, anonymity=Anonymity.ANONYMOUS), 6)

    page = own.get("/studies/mine").text

    assert "R-7k2qfm" not in page
    assert own.get("/studies/mine/map?interview=mine-sample-01").status == 404


def test_a_small_anonymous_study_has_no_map(own: Portal) -> None:
    _answer(own.store, _study(own.store, anonymity=Anonymity.ANONYMOUS), 2)

    answer = own.get("/studies/mine/map")

    assert answer.status == 409
    assert "anonymous" in answer.text


@pytest.mark.parametrize("phase", [Phase.WITHDRAWN, Phase.DECLINED])
def test_who_withdrew_is_not_listed(own: Portal, phase: Phase) -> None:
    _answer(own.store, _study(own.store), phase=phase)

    assert "R-7k2qfm" not in own.get("/studies/mine").text
    assert own.get("/studies/mine/map?interview=mine-sample-01").status == 404


# ── how it is sent ────────────────────────────────────────────────────────────────────────────


def test_words_of_a_study_are_never_markup(own: Portal) -> None:
    _study(own.store, scenario="<script>alert(1)</script>")

    page = own.get("/studies/mine").text

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_page_may_load_nothing_but_its_own(portal: Portal) -> None:
    policy = portal.get("/").headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy


def test_the_map_can_be_framed_by_us_alone_and_runs_its_own_script_alone(portal: Portal) -> None:
    answered = portal.get(f"{SAMPLE}/map")
    policy = answered.headers["content-security-policy"]
    script = answered.text.split("<script>")[1].split("</script>")[0].encode()
    own = base64.b64encode(hashlib.sha256(script).digest()).decode()

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert f"script-src 'sha256-{own}';" in policy


@pytest.mark.parametrize("path", ["/", f"{SAMPLE}/map", f"{SAMPLE}/map.json", "/static/mark.svg"])
def test_nothing_is_cached_guessed_or_handed_on(portal: Portal, path: str) -> None:
    headers = portal.get(path).headers

    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", f"{SAMPLE}/map", f"{SAMPLE}/map.mmd"])
def test_head_has_the_headers_and_no_body(portal: Portal, path: str) -> None:
    answer = portal.get(path, method="HEAD")

    assert answer.status == 200
    assert answer.body == b""
    assert int(answer.headers["content-length"]) > 500


def test_nothing_can_be_posted(portal: Portal) -> None:
    assert portal.get("/", method="POST").status == 405


def test_an_operators_template_is_used(store: Store, tmp_path: Path) -> None:
    load_sample(store)
    (tmp_path / "journey.mmd.j2").write_text("ours: {{ header.title }}\n")

    with served(store, templates=tmp_path) as portal:
        assert portal.get(f"{SAMPLE}/map.mmd").text.startswith("ours: ")


def test_a_failing_template_is_named(store: Store, tmp_path: Path) -> None:
    load_sample(store)
    (tmp_path / "journey.mmd.j2").write_text("{{ nothing.like_it }}\n")

    with served(store, templates=tmp_path) as portal:
        answer = portal.get(f"{SAMPLE}/map.mmd")

    assert answer.status == 409
    assert "journey.mmd.j2:1" in answer.text
