"""Flows and studies at hand: read from the store once, then kept, for a version never changes."""

from bot.depth import Depths
from cxmodel.errors import BrokenInterview
from cxmodel.interview import Interview, StudyId
from cxmodel.store import Reading
from cxmodel.study import Study
from interview_flows.flow import Flow
from interview_flows.loader import load_flow
from interview_flows.unconfirmed import as_told


class Shelf:
    """A cache; safe to lose."""

    def __init__(self) -> None:
        self._flows: dict[str, Flow] = {}
        self._studies: dict[StudyId, Study] = {}
        self.depths = Depths()

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

    def as_told(self, interview: Interview, store: Reading) -> Interview:
        """The interview as it counts: a story that is not confirmed yet is told all the same."""
        if not (interview.progress.parts or interview.progress.draft_steps):
            return interview
        flow = self.flow(interview.flow_version, store)
        return as_told(interview, flow, self.study(interview.study, store))
