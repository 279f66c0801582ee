"""A bar on stderr for work that takes its time; where stderr is no terminal, nothing at all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from reports.following import looked_on_by


@contextmanager
def shown_progress() -> Iterator[None]:
    """Show a line for each thing that is followed inside, and take them away at the end."""
    if not sys.stderr.isatty():
        yield
        return
    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    tasks: dict[str, TaskID] = {}
    bar = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # which may be a pipe that waits for the paths of the files
        redirect_stderr=False,
    )

    def show(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bar.add_task(what)
        bar.update(tasks[what], completed=done, total=total)

    with bar, looked_on_by(show):
        yield
