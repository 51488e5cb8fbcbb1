"""When does the landing zone call for a run? The sensor's decision, without Dagster.

A run is due when the content of the landing zone differs from what the last run was requested
for, and has stopped changing. Listings (names, sizes, versions) are compared at each look; content
is hashed only once a changed listing has stood still for some seconds. What became of a run does
not matter: a run that failed on a bad file is not asked for again until the content changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from .landing import LandedFile


class Watch(BaseModel):
    """What the sensor remembers from one look to the next.

    Attributes
    ----------
    epoch
        Names this memory; a memory that was lost or reset gets another, so that the names of its
        runs differ from those of the memory before.
    requested
        How many runs have been requested.
    content
        Digest of the content that the last run was requested for.
    listing
        Fingerprint of the listing that this content was found under.
    pending
        Fingerprint of a listing that differs, and is not known yet to stand still.
    pending_since
        When it was first seen, in seconds since 1970.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    epoch: str
    requested: int = 0
    content: str | None = None
    listing: str | None = None
    pending: str | None = None
    pending_since: float | None = None


@dataclass(frozen=True)
class Decision:
    """What follows from one look.

    Attributes
    ----------
    watch
        What to remember.
    reason
        What was seen, in words.
    run_key
        Name of the run to request; None where none is due.
    """

    watch: Watch
    reason: str
    run_key: str | None = None


def decide(
    watch: Watch,
    files: Sequence[LandedFile],
    now: float,
    settle_seconds: float,
    digest: Callable[[Sequence[LandedFile]], str],
) -> Decision:
    """Decide whether a run is due.

    Parameters
    ----------
    watch
        What was remembered at the last look.
    files
        The listing of the landing zone, of at least one file.
    now
        Seconds since 1970.
    settle_seconds
        How long a changed listing must have stood still; a copy that pauses for longer is taken
        as finished.
    digest
        Fingerprints the content of the files. Called at most once, and only when a changed
        listing has stood still.

    Returns
    -------
    Decision
        Equal arguments give equal decisions, the run's name included: after a crash between
        decision and launch, the same run is asked for.
    """
    listing = _fingerprint(files)
    if listing == watch.listing:
        return Decision(
            _with(watch, pending=None, pending_since=None),
            f"nothing has changed in {len(files)} files",
        )
    if listing != watch.pending or watch.pending_since is None:
        return Decision(
            _with(watch, pending=listing, pending_since=now),
            f"the landing zone has changed; waiting until it stands still for {settle_seconds:g} s",
        )
    if now - watch.pending_since < settle_seconds:
        return Decision(
            watch,
            f"the landing zone has changed {now - watch.pending_since:.0f} s ago; waiting until it "
            f"stands still for {settle_seconds:g} s",
        )
    try:
        content = digest(files)
    except FileNotFoundError:
        return Decision(
            _with(watch, pending=None, pending_since=None),
            "a file went while the landing zone was read; waiting until it stands still",
        )
    settled = _with(watch, listing=listing, content=content, pending=None, pending_since=None)
    if content == watch.content:
        return Decision(settled, "files were touched or replaced, but their content is the same")
    number = watch.requested + 1
    return Decision(
        _with(settled, requested=number),
        f"the content of {len(files)} files is new",
        run_key=f"{watch.epoch}-{number}-{content[:12]}",
    )


def _with(watch: Watch, **changes: object) -> Watch:
    return watch.model_copy(update=changes)


def _fingerprint(files: Sequence[LandedFile]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{file.size}\0{file.version}\n".encode())
    return digest.hexdigest()
