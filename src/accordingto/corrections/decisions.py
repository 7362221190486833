"""The file of decisions: one a line, added under a lock, and refused where it is damaged."""

from __future__ import annotations

import csv
import getpass
import io
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from accordingto.schemas import SCHEMAS
from accordingto.writing import write_text

FILE = "corrections.csv"
TABLES = ("attributions", "actors", "figures", "discrepancies", "positions", "issues")
OPERATIONS = ("status", "span", "add", "merge", "split", "undo")
"""What a field may be beside a column's name; ``status`` also of tables without that column."""


class CorrectionsError(ValueError):
    """The file of corrections is damaged; the message names the file and the line."""


@dataclass(frozen=True)
class Decision:
    """One thing that a reviewer decided about one row.

    Parameters
    ----------
    who, when : str
        The reviewer, and the moment (UTC, ISO 8601); together they name the decision.
    table, row_id : str
        The row.
    field : str
        A column that gets the value ``new``, or: ``status`` (``accepted``, ``rejected``), ``span``
        (the row's words, ``start:end``), ``add`` (``new`` is the row, as JSON), ``merge`` (``new`` is the actor
        that this one is), ``split`` (``new`` is the other actor and its rows, as JSON), ``undo``
        (``old`` is who and when of the decision that is taken back).
    old, new : str
        The value before and after, as the tables write it.
    note : str
        Why.
    """

    who: str
    when: str
    table: str
    row_id: str
    field: str
    old: str = ""
    new: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """Who and when, by which an ``undo`` calls it."""
        return f"{self.who} {self.when}"

    def __str__(self) -> str:
        what = f"{self.field} to {self.new}" if self.field in ("status", "span") else self.field
        return f"{self.table} {self.row_id}: {what}, decided by {self.name}"


COLUMNS = tuple(f.name for f in fields(Decision))


def reviewer() -> str:
    """Name who decides: ``ACCORDINGTO_REVIEWER``, else the user of the machine."""
    try:
        return os.environ.get("ACCORDINGTO_REVIEWER") or getpass.getuser()
    except (KeyError, OSError):  # A user id without a name, as in some containers.
        return "reviewer"


def read(path: str | Path) -> list[Decision]:
    """Read all decisions, in the order they were made; an absent file holds none.

    Parameters
    ----------
    path : path
        ``corrections.csv``.

    Returns
    -------
    list of Decision

    Raises
    ------
    CorrectionsError
        If a line is cut off or is no decision; the message names it. Nothing is guessed: a
        correction that is silently lost is worse than a file that has to be restored.
    """
    path = Path(path)
    if not path.exists():
        return []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise _damaged(path, line, "is not UTF-8") from None
    lines = text.split("\n")
    if lines[-1]:
        raise _damaged(path, len(lines), "is cut off (it does not end with a line break)")
    found = []
    for number, line in enumerate(lines[:-1], 1):
        try:
            cells = next(csv.reader([line.removesuffix("\r")], strict=True), [])
        except csv.Error as error:
            raise _damaged(path, number, f"is cut off or not CSV ({error})") from None
        if number == 1:
            if tuple(cells) != COLUMNS:
                raise _damaged(path, 1, f"must be the header {','.join(COLUMNS)}")
            continue
        if len(cells) != len(COLUMNS):
            raise _damaged(path, number, f"has {len(cells)} cells instead of {len(COLUMNS)}")
        wrong = _fault(decision := Decision(*cells))
        if wrong:
            raise _damaged(path, number, wrong)
        found.append(decision)
    return found


def append(path: str | Path, decisions: Iterable[Decision]) -> list[Decision]:
    """Add decisions at the end of the file, all of them or none.

    The file is replaced as a whole under a lock: several kernels and people can write at once
    and lose nothing, and a machine that stops leaves the old file or the new one.

    Parameters
    ----------
    path : path
        ``corrections.csv``; made with its header when it is not there.
    decisions : iterable of Decision
        Those without ``when`` get the present moment.

    Returns
    -------
    list of Decision
        As they were written.

    Raises
    ------
    CorrectionsError
        If the file is damaged (nothing is written), or a decision is none.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "corrections.csv"
    >>> made = append(file, [Decision("ann", "", "figures", "a:f1", "status", new="rejected")])
    >>> [d.new for d in read(file)]
    ['rejected']
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path):
        before = read(path)
        taken = {d.name for d in before}
        moment = datetime.now(UTC)
        written = []
        for decision in decisions:
            decision = _on_one_line(decision)
            while not decision.when or (decision.name in taken):
                decision = replace(decision, when=moment.isoformat(timespec="microseconds").replace("+00:00", "Z"))
                moment += timedelta(microseconds=1)
            if wrong := _fault(decision):
                raise CorrectionsError(f"The correction of {decision.table} {decision.row_id} {wrong}.")
            taken.add(decision.name)
            written.append(decision)
        old = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        write_text(path, (old or _lines([COLUMNS])) + _lines(map(astuple, written)))
    return written


def undo(decision: Decision, who: str) -> Decision:
    """Make the decision that takes another back; both stay in the file."""
    return Decision(who, "", decision.table, decision.row_id, "undo", old=decision.name)


def active(decisions: Sequence[Decision]) -> tuple[list[Decision], list[Decision]]:
    """Tell the decisions that hold from those that were taken back.

    Returns
    -------
    tuple of list of Decision
        Those that hold, and those that were undone; the undoings themselves are in neither.
    """
    undone = {d.old for d in decisions if d.field == "undo"}
    made = [d for d in decisions if d.field != "undo"]
    return [d for d in made if d.name not in undone], [d for d in made if d.name in undone]


def _fault(decision: Decision) -> str:
    if not decision.who or not decision.row_id:
        return "has no reviewer or no row"
    try:
        datetime.fromisoformat(decision.when)
    except ValueError:
        return f"has {decision.when!r} where the moment must stand"
    if decision.table not in TABLES:
        return f"is about {decision.table!r}; the tables are {', '.join(TABLES)}"
    if decision.field not in OPERATIONS and decision.field not in SCHEMAS[decision.table].names:
        return f"is about {decision.field!r}, which is no column of {decision.table}"
    return ""


def _on_one_line(decision: Decision) -> Decision:
    return Decision(*(" ".join(cell.split()) if set(cell) & _BREAKS else cell for cell in astuple(decision)))


_BREAKS = frozenset("\n\r\0\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _damaged(path: Path, line: int, what: str) -> CorrectionsError:
    return CorrectionsError(
        f"{path}, line {line} {what}. Nothing was read or written; restore the file, or mend or delete that line."
    )


@contextmanager
def _locked(path: Path, patience: float = 30.0) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # Windows.
        with _lock_file(path, patience):
            yield
        return
    # The folder is locked, not the file, which is replaced; and no lock file is left behind.
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _lock_file(path: Path, patience: float) -> Iterator[None]:
    lock, until = path.with_name(f".{path.name}.lock"), time.monotonic() + patience
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if time.monotonic() > until:
                raise CorrectionsError(f"{lock} is there: somebody else is writing. If nobody is, delete it.") from None
            time.sleep(0.02)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
