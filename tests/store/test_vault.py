import pytest

from cxmodel.errors import Misconfigured
from cxmodel.vault import Vault
from tests.conftest import SECRET


def test_what_was_sealed_is_opened_by_another_process(vault: Vault) -> None:
    assert Vault(SECRET).open(vault.seal("chat 77 ü \ud800")) == "chat 77 ü \ud800"


def test_a_seal_shows_nothing_and_is_never_the_same(vault: Vault) -> None:
    assert "77" * 8 not in vault.seal("77" * 8)
    assert vault.seal("77") != vault.seal("77")


def test_another_secret_opens_nothing(vault: Vault) -> None:
    with pytest.raises(Misconfigured, match="DESIREPATH_SECRET_KEY"):
        Vault("x" * 32).open(vault.seal("77"))


def test_a_former_secret_still_opens(vault: Vault) -> None:
    assert Vault("x" * 32, SECRET).open(vault.seal("77")) == "77"


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(Misconfigured, match="at least 32"):
        Vault("x" * 31)


def test_a_lookup_is_the_same_everywhere_and_keyed(vault: Vault) -> None:
    assert vault.lookup("telegram", "77") == Vault(SECRET).lookup("telegram", "77")
    assert vault.lookup("telegram", "77") != Vault("x" * 32).lookup("telegram", "77")
    assert len(vault.lookup("telegram", "77")) == 64


def test_a_lookup_finds_what_an_earlier_release_stored() -> None:
    assert Vault("s" * 32).lookup("telegram", "77") == (
        "378fb1f1bde54f55d13ad364f35a915695d0b5d798f6eced0e201c801c02302e"
    )


@pytest.mark.parametrize("other", [("a", "bc"), ("abc",), ("ab", "c", ""), ("a\0b", "c")])
def test_lookups_of_different_parts_differ(vault: Vault, other: tuple[str, ...]) -> None:
    assert vault.lookup("ab", "c") != vault.lookup(*other)
