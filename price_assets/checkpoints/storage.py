"""Bytes in and out of a path or an fsspec URI: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from upath import UPath

from .errors import PriceAssetsError

Location = str | os.PathLike[str] | UPath
"""A path or an fsspec URI."""


def to_path(location: Location) -> UPath:
    """Turn a path or an fsspec URI into something that can be read and written.

    Parameters
    ----------
    location
        ``data/model.json``, ``s3://bucket/model.json``, ``memory://model.json`` …

    Raises
    ------
    PriceAssetsError
        If the URI's protocol needs a package that is not installed.
    """
    try:
        path = UPath(location)
        _ = path.fs  # where a missing package shows
    except (ImportError, ValueError) as error:
        raise PriceAssetsError(f"{location}: {_advice(str(location), error)}") from error
    return path


def to_uri(path: UPath) -> str:
    """Name a place absolutely, for logs and metadata; never for an artifact."""
    return Path(str(path)).absolute().as_uri() if is_local(path) else str(path)


def write_whole(path: UPath, content: bytes) -> None:
    """Replace a file by new content so that no reader ever sees a part of it.

    On a local disk the content goes to a hidden sibling, is flushed to the disk and then takes
    the file's name; a process killed at any point, or a full disk, leaves the old file as it
    was. On an object store it is one put, which such stores make visible whole.

    Raises
    ------
    OSError
        If the place cannot be written to.
    """
    if is_local(path):
        _replace_local(Path(str(path)), content)
    else:
        if path.protocol not in _OBJECT_STORES:  # those have no folders to make
            path.parent.mkdir(parents=True, exist_ok=True)
        path.fs.pipe_file(path.path, content)


_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss"})
_TEMPORARY_SUFFIX = ".part"
_LEFTOVER_SECONDS = 3600


def _replace_local(target: Path, content: bytes) -> None:
    # A checkpoint may be a symbolic link to another disk: replace what it points to.
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(target)
    with _temporary_sibling(target) as (descriptor, temporary):
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(target))
        temporary.replace(target)
    _flush_folder(target.parent)


@contextlib.contextmanager
def _temporary_sibling(target: Path) -> Iterator[tuple[int, Path]]:
    descriptor, name = tempfile.mkstemp(
        prefix=f".{target.name}.", suffix=_TEMPORARY_SUFFIX, dir=target.parent
    )
    temporary = Path(name)
    try:
        yield descriptor, temporary
    finally:
        temporary.unlink(missing_ok=True)


def _remove_leftovers(target: Path) -> None:
    """Remove what killed writers left; an hour old, so that it is no live writer's."""
    for leftover in target.parent.glob(f".{target.name}.*{_TEMPORARY_SUFFIX}"):
        with contextlib.suppress(FileNotFoundError):
            if leftover.stat().st_mtime < time.time() - _LEFTOVER_SECONDS:
                leftover.unlink()


def _mode_for(target: Path) -> int:
    """Keep the mode of the file replaced; a new one gets what the process's umask allows."""
    with contextlib.suppress(FileNotFoundError):
        return target.stat().st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut; not every file system lets a folder be flushed."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def is_local(path: UPath) -> bool:
    """Tell whether a path is on a disk of this machine, where files can be renamed."""
    return path.protocol in ("", "file", "local")


_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs"}


def _advice(location: str, error: Exception) -> str:
    protocol = location.partition("://")[0]
    if protocol not in _EXTRAS:
        return str(error)
    return f"{protocol}:// needs one more package: pip install 'price-assets[{_EXTRAS[protocol]}]'"
