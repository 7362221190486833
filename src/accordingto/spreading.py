"""The same work on one process, on several, or on a Dask cluster; results come in the order of what was given."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import current_process, get_context
from typing import TypeVar

from accordingto.project import UsageError

Item, Result = TypeVar("Item"), TypeVar("Result")

_AHEAD = 8  # Items under way for each worker: enough that one slow item does not hold up the others.

_UNGUARDED = (
    "The workers cannot start. A script that calls parse(workers=2) has to do so "
    'below the line: if __name__ == "__main__":'
)

log = logging.getLogger(__name__)


def spread(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    lost: Callable[[Item], Result],
    *,
    workers: int = 1,
    dask: str | None = None,
) -> Iterator[Result]:
    """Do the same work on each item.

    Parameters
    ----------
    work : callable
        A function that other processes can import; it turns its own failures into results.
    items : iterable
        Taken as they are needed.
    lost : callable
        The result for an item whose process was killed, each time it was tried.
    workers : int
        Processes.
    dask : str, optional
        The address of a Dask scheduler, such as ``tcp://10.0.0.5:8786``: its workers do the work.

    Yields
    ------
    Result
        In the order of the items.

    Examples
    --------
    >>> list(spread(abs, [-1, 2], lost=str))
    [1, 2]
    """
    if dask is not None:
        return _on_cluster(work, items, lost, dask)
    return map(work, items) if workers <= 1 else _in_processes(work, items, lost, workers)


def _in_processes(work: Callable, items: Iterable, lost: Callable, workers: int) -> Iterator:
    left = iter(items)
    while True:
        under_way: deque[tuple[object, Future | None]] = deque()
        pool = _pool(workers)
        try:
            for item in left:
                under_way.append((item, None))
                under_way[-1] = (item, pool.submit(work, item))
                if len(under_way) >= _AHEAD * workers:
                    yield under_way[0][1].result()
                    under_way.popleft()
            while under_way:
                yield under_way[0][1].result()
                under_way.popleft()
            return
        except BrokenProcessPool:
            _check_start()
            log.warning("A worker was killed; its articles are tried again.")
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        yield from _one_by_one(work, under_way, lost)


def _check_start() -> None:
    """Tell workers that cannot even start from one that an article has killed."""
    try:
        with _pool(1) as pool:
            pool.submit(int).result()
    except BrokenProcessPool:
        raise UsageError(_UNGUARDED) from None


def _one_by_one(work: Callable, under_way: Iterable[tuple[object, Future | None]], lost: Callable) -> Iterator:
    """Go on after a process died: the item that kills its process is found by trying each by itself."""
    pool = _pool(1)
    try:
        for item, future in under_way:
            if future is not None and future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()
                continue
            try:
                result = pool.submit(work, item).result()
            except BrokenProcessPool:
                pool.shutdown(wait=True)
                result, pool = lost(item), _pool(1)
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    if getattr(current_process(), "_inheriting", False):
        # A worker that imports such a script dies of it: with locks of its own, what tidies them up would speak last.
        raise UsageError(_UNGUARDED)
    # Fresh processes: a forked one would inherit the notebook's or the test's threads and locks.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _on_cluster(work: Callable, items: Iterable, lost: Callable, address: str) -> Iterator:
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise UsageError("--dask needs the package distributed: pip install 'accordingto[dask]'") from None
    from accordingto.cache import fingerprint

    try:
        client = Client(address, timeout=20, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"No Dask scheduler answers at {address} ({error}). Start one with: dask scheduler") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=60)
        except TimeoutError:
            raise UsageError(f"{address} has no workers. Start one with: dask worker {address}") from None
        log.info("%s: %d workers", address, len(client.nthreads()))
        others = {name for name, code in client.run(fingerprint).items() if code != fingerprint()}
        if others:
            raise UsageError(
                f"Another version of accordingto or its models is installed on {', '.join(sorted(others))}."
            )
        ahead = _AHEAD * max(1, sum(client.nthreads().values()))
        under_way: deque = deque()

        def first():
            item, future = under_way.popleft()
            try:
                return future.result()
            except KilledWorker:
                return lost(item)

        for item in items:
            under_way.append((item, client.submit(work, item, pure=False)))
            if len(under_way) >= ahead:
                yield first()
        while under_way:
            yield first()
