"""All that is kept. Nothing outside this package executes SQL."""

from cxmodel.store.store import Store
from cxmodel.store.values import FlowVersion, Health, StudyCounts
from cxmodel.store.work import Reading, Work

__all__ = ["FlowVersion", "Health", "Reading", "Store", "StudyCounts", "Work"]
