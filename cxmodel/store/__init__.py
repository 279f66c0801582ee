"""All that is kept. Nothing outside this package executes SQL."""

from cxmodel.store.store import AWAY, Store
from cxmodel.store.values import Health, StudyCounts
from cxmodel.store.work import Reading, Work

__all__ = ["AWAY", "Health", "Reading", "Store", "StudyCounts", "Work"]
