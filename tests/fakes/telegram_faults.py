"""What Telegram answers on a bad day that a test asked for."""

from tests.fakes.faults import Fault
from tests.fakes.telegram_api import Refusal

_DESCRIPTIONS = {
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    429: "Too Many Requests: retry after {}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


def refusal(fault: Fault) -> Refusal:
    """What goes out where the fault is an answer."""
    code = int(fault.error or 500)
    description = _DESCRIPTIONS.get(code, "Bad Request: a fault was asked for")
    if code == 429:
        return Refusal(code, description.format(fault.retry_after), retry_after=fault.retry_after)
    return Refusal(code, description)
