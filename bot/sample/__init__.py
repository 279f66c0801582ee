"""The sample study that an empty database begins with: invented answers, a real map."""

from importlib.resources import files
from itertools import islice

from cxmodel.interchange import load_interview, load_study
from cxmodel.store import Store

FILE = "sample.jsonl"


def load_sample(store: Store) -> bool:
    """Store the sample study where there is no study yet; whether it did."""
    with store.reading() as reading:
        if reading.studies():
            return False
    lines = files(__name__).joinpath(FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    study, flows = load_study(lines[0])
    names = {flow.version: flow.flow for flow in study.flows}
    with store.writing() as work:
        if work.studies():  # another process was first
            return False
        for version, text in flows.items():
            work.keep_flow(version, names[version], text)
        work.save_study(study)
        work.add_interviews([load_interview(line) for line in islice(lines, 1, None)])
    return True
