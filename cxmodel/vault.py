"""Seals who people are: accounts and addresses are kept encrypted and found by keyed hash."""

import base64
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cxmodel.errors import Misconfigured

SHORTEST_SECRET = 32  # characters
OPENED_KEPT = 20_000  # addresses; opening one costs 40 µs and every send needs one


class Vault:
    """Keys derived from the deployment's secret, the same in every process.

    `former` secrets still open what they sealed; new seals use `secret`. Raises Misconfigured
    for a secret under 32 characters.
    """

    def __init__(self, secret: str, *former: str) -> None:
        if len(secret) < SHORTEST_SECRET:
            raise Misconfigured(
                f"DESIREPATH_SECRET_KEY must have at least {SHORTEST_SECRET} characters; "
                "take the output of: openssl rand -hex 32"
            )
        self._fernet = MultiFernet([Fernet(_seal_key(each)) for each in (secret, *former)])
        # Made once and copied for each look-up, which spares setting up the key
        self._keyed = hmac.new(_derive(secret, b"desirepath look-up 1"), digestmod="sha256")
        self._opened = lru_cache(maxsize=OPENED_KEPT)(self._open)

    def seal(self, text: str) -> str:
        """Encrypted text; every call gives another one."""
        return self._fernet.encrypt(text.encode("utf-8", "surrogatepass")).decode("ascii")

    def open(self, sealed: str) -> str:
        """What was sealed. Raises Misconfigured where another secret sealed it."""
        return self._opened(sealed)

    def lookup(self, *parts: str) -> str:
        """Keyed hash of the parts, 64 hexadecimal digits; ("ab", "c") and ("a", "bc") differ."""
        message = "\0".join(f"{len(part)}:{part}" for part in parts)
        keyed = self._keyed.copy()
        keyed.update(message.encode("utf-8", "surrogatepass"))
        return keyed.hexdigest()

    def _open(self, sealed: str) -> str:
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode("utf-8", "surrogatepass")
        except InvalidToken:
            raise Misconfigured(
                "DESIREPATH_SECRET_KEY is not the one that sealed this database; "
                "set the key that it was begun with"
            ) from None


def _seal_key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(_derive(secret, b"desirepath seal 1"))


def _derive(secret: str, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose (RFC 5869)."""
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose)
    return hkdf.derive(secret.encode())
