"""What a transaction can do."""

from cxmodel.store.asking import Asking
from cxmodel.store.attachments import AttachmentQueries
from cxmodel.store.coding import CodebookQueries, Coding
from cxmodel.store.doctor import Doctor
from cxmodel.store.drafts import DraftQueries
from cxmodel.store.erasure import Erasure
from cxmodel.store.installations import InstallationQueries, Installations
from cxmodel.store.marking import Marking, OverlayQueries
from cxmodel.store.moving import Moving
from cxmodel.store.outgoing import Outgoing
from cxmodel.store.quotas import QuotaQueries
from cxmodel.store.saving import Saving
from cxmodel.store.timers import TimerQueries
from cxmodel.store.users import UserQueries, Users
from cxmodel.store.waves import Waves


class Reading(
    Doctor,
    UserQueries,
    InstallationQueries,
    AttachmentQueries,
    TimerQueries,
    QuotaQueries,
    CodebookQueries,
    OverlayQueries,
    DraftQueries,
):
    """One moment of the database, to look at."""


class Work(
    Reading,
    Asking,
    Outgoing,
    Saving,
    Moving,
    Users,
    Installations,
    Waves,
    Coding,
    Marking,
    Erasure,
):
    """One transaction that changes things; it sees what it changed itself."""
