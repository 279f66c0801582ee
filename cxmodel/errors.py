"""What can go wrong, named by what happened; each message says what to do next."""

from datetime import timedelta


class CxError(Exception):
    """Root of every error that desirepath raises on purpose."""


class RejectedAnswer(CxError):
    """The respondent can try again; `str(error)` is the sentence to show them."""


class NotWaiting(CxError):
    """The input does not fit the interview's phase; the interview is unchanged."""


class InvalidFlow(CxError):
    """A flow file cannot be used: `file:line: reason`, found when it is loaded."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}:{line}: {reason}")


class NoAnswers(CxError):
    """A measure was asked of nothing, and 0 would read as a real result."""


class StaleInterview(CxError):
    """Someone saved this interview first; run the turn again."""


class BrokenInterview(CxError):
    """A stored interview does not fit its flow or its machine; it needs an operator."""


class StoreUnavailable(CxError):
    """The database is away or too busy: nothing of the transaction was stored, run it again."""


class NotStored(CxError):
    """The database refused a row: nothing of the transaction was stored, nor will it be again."""


class SendFailed(CxError):
    """A message did not reach the messenger.

    `retry_after` is set where the platform named a wait. `permanent` failures are never
    tried again as they are. `uncertain` ones may have arrived all the same; where the platform
    `answered` with an error of its own (5xx), it is yet worth trying on.
    """

    def __init__(
        self,
        reason: str,
        *,
        retry_after: timedelta | None = None,
        permanent: bool = False,
        uncertain: bool = False,
        answered: bool = False,
        unreachable: bool = False,
        unauthorized: bool = False,
    ) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.permanent = permanent
        self.uncertain = uncertain
        self.answered = answered
        self.unreachable = unreachable  # the person blocked us: 403
        self.unauthorized = unauthorized  # our token is not accepted: 401


class Refused(CxError):
    """A command cannot do what was asked; the message says what to do. Exit code 1."""


class Misconfigured(Refused):
    """A setting is missing or wrong; the message names the setting and a good value."""
