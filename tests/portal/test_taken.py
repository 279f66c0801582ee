"""What is taken along from the pages or sent into a chat is remembered; a look is not."""

from bot.sample import load_sample
from bot.slack.mapmaker import MapMaker
from cxmodel.drafts import ERASED
from cxmodel.store import Store
from reports.exports import Look
from tests.portal.served import served

STUDY = "training-sample"
LOOK = Look(templates=None, fonts=None)


def taken(store: Store) -> list[tuple[str, str, str]]:
    with store.reading() as reading:
        return [(each.form, each.went_to, each.stale) for each in reading.handouts(STUDY)]


def test_a_download_is_remembered_and_a_look_is_not(store: Store) -> None:
    load_sample(store)
    with served(store) as portal:
        assert portal.get(f"/studies/{STUDY}/map").status == 200
        assert taken(store) == []
        assert portal.get(f"/studies/{STUDY}/map.md?segment=new").status == 200
        assert portal.get(f"/studies/{STUDY}/map.nothing").status == 404
    assert taken(store) == [("md", "downloaded here", "")]
    with store.reading() as reading:
        assert [each.selection for each in reading.handouts(STUDY)] == ["new"]


def test_a_map_that_is_sent_is_remembered_and_stale_when_somebody_is_erased(store: Store) -> None:
    load_sample(store)
    files = MapMaker(store, LOOK).files(STUDY, ("md", "json"), None)
    assert [name for name, _ in files] == [f"{STUDY}.md", f"{STUDY}.json"]
    with store.writing() as work:
        respondent = next(work.interviews(STUDY)).respondent
        work.erase(STUDY, respondent)
    assert taken(store) == [("md", "sent in Slack", ERASED), ("json", "sent in Slack", ERASED)]
