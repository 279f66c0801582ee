from pathlib import Path

import pytest

from tests.commands.desk import TOUR, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty desk, but for a flow file."""
    desk = Desk(tmp_path)
    desk.writes("tour.yaml", TOUR)
    return desk
