"""What a transaction can do."""

from cxmodel.store.doctor import Doctor
from cxmodel.store.erasure import Erasure
from cxmodel.store.incoming import Incoming
from cxmodel.store.outgoing import Outgoing
from cxmodel.store.people import People
from cxmodel.store.saving import Saving


class Reading(Doctor):
    """One moment of the database, to look at."""


class Work(Reading, Incoming, Outgoing, People, Saving, Erasure):
    """One transaction that changes things; it sees what it changed itself."""
