"""Flows and studies at hand: read from the store once, then kept, for a version never changes."""

from cxmodel.errors import BrokenInterview
from cxmodel.interview import StudyId
from cxmodel.store import Reading
from cxmodel.study import Study
from interview_flows.flow import Flow
from interview_flows.loader import load_flow


class Shelf:
    """A cache; safe to lose."""

    def __init__(self) -> None:
        self._flows: dict[str, Flow] = {}
        self._studies: dict[StudyId, Study] = {}

    def flow(self, version: str, store: Reading) -> Flow:
        """The pinned flow version. Raises BrokenInterview where its text is not in the store."""
        if version not in self._flows:
            text = store.flow_text(version)
            if text is None:
                raise BrokenInterview(
                    f"flow version {version[:12]} is not in the database; restore its backup"
                )
            self._flows[version] = load_flow(text, f"flow {version[:12]}")
        return self._flows[version]

    def study(self, study: StudyId, store: Reading) -> Study:
        """The study that an interview belongs to."""
        if study not in self._studies:
            found = store.study(study)
            if found is None:
                raise BrokenInterview(f"study {study} is not in the database; restore its backup")
            self._studies[study] = found
        return self._studies[study]
