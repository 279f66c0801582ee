import time
from concurrent.futures import ThreadPoolExecutor

from bot.studies import StudyPlan, set_up_study
from tests.bot.town import Town, short_flow


def test_two_who_give_one_title_at_once_make_two_studies(towns: list[Town]) -> None:
    plan = StudyPlan(flows=("short",), title="Getting a training")

    def makes(town: Town) -> str:
        with town.store.writing() as work:
            study = set_up_study(work, [short_flow()], plan)
            time.sleep(0.3)
        return study.id

    with ThreadPoolExecutor(2) as pool:
        made = sorted(pool.map(makes, towns))
    assert made == ["getting-a-training", "getting-a-training-2"]
    with towns[0].store.reading() as reading:
        assert sorted(study.id for study in reading.studies()) == made
