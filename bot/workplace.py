"""What a command needs around it: settings, the store, flows by name, studies by id."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import Settings, prepare_home, read_settings, secret_key
from cxmodel.errors import Misconfigured, NotStored, Refused
from cxmodel.interview import StudyId
from cxmodel.store import Reading, Store
from cxmodel.study import Study, StudyFlow
from cxmodel.vault import Vault
from interview_flows.flow import Flow
from interview_flows.library import shipped
from interview_flows.loader import load_flow

_KEY_NOTE = "secret key"


def open_store(settings: Settings, *, upgrade: bool = True) -> Store:
    """The store at its configured place, migrated. Raises Misconfigured or StoreUnavailable."""
    if settings.database is None:
        prepare_home(settings)
    vault = Vault(secret_key(settings))
    store = Store.connect(settings.database_url, vault)
    if upgrade:
        try:
            store.upgrade()
            _refuse_other_key(store, vault)
        except NotStored as error:
            store.close()
            raise Refused(f"{error}; restore the database from a backup") from None
        except BaseException:
            store.close()
            raise
    return store


def _refuse_other_key(store: Store, vault: Vault) -> None:
    """Raise Misconfigured where the database was begun with another key than ours.

    Nobody would be recognised, and no address could be read.
    """
    with store.reading() as reading:
        sealed = reading.note(_KEY_NOTE)
    if sealed is not None:
        vault.open(sealed)
        return
    with store.writing() as work:
        work.set_note(_KEY_NOTE, vault.seal("opened"))


@contextmanager
def workplace(*, upgrade: bool = True) -> Iterator[tuple[Settings, Store]]:
    """Settings and store for the length of one command."""
    settings = read_settings()
    store = open_store(settings, upgrade=upgrade)
    try:
        yield settings, store
    finally:
        store.close()


def study_or_refuse(reading: Reading, study: str) -> Study:
    """The study of that id. Raises Refused, naming those there are."""
    found = reading.study(StudyId(study))
    if found is None:
        known = ", ".join(s.id for s in reading.studies())
        if not known:
            raise Refused(
                f"there is no study {study!r}, and no other yet; make one with: desirepath study "
                "create --flow employee-process --title …"
            )
        raise Refused(f"there is no study {study!r}; there is: {known}")
    return found


def flow_of_study(study: Study, name: str) -> StudyFlow:
    """The flow of that id as the study asks with it. Raises Refused, naming those it has."""
    found = next((flow for flow in study.flows if flow.flow == name), None)
    if found is None:
        known = ", ".join(flow.flow for flow in study.flows)
        raise Refused(f"study {study.id} has no flow {name!r}; it has: {known}")
    return found


def known_flows(settings: Settings) -> dict[str, str]:
    """Flow texts by id: those that ship, and those of DESIREPATH_FLOWS, which win."""
    texts = dict(shipped())
    if settings.flows is not None:
        if not settings.flows.is_dir():
            raise Misconfigured(f"DESIREPATH_FLOWS: {settings.flows} is not a folder")
        for file in sorted(settings.flows.glob("*.y*ml")):
            texts[file.stem] = _text_of(file)
    return texts


def find_flow(name: str, settings: Settings) -> Flow:
    """A flow by its id or its file. Raises Refused or InvalidFlow."""
    if name.endswith((".yaml", ".yml")):
        return load_flow(_text_of(Path(name)), name)
    texts = known_flows(settings)
    if name not in texts:
        raise Refused(
            f"there is no flow {name!r}; there is: {', '.join(texts)}, or name a .yaml file"
        )
    return load_flow(texts[name], f"{name}.yaml")


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"cannot read {file}: {error}") from None
