"""Bytes in and out of a path or an fsspec URI: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
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
    return local_path(path).absolute().as_uri() if is_local(path) else str(path)


def is_local(path: UPath) -> bool:
    """Tell whether a path is on a disk of this machine, where files can be renamed."""
    return path.protocol in ("", "file", "local")


def local_path(path: UPath) -> Path:
    """Return the plain path of a place on a disk of this machine, ``file://`` or not."""
    return Path(path.path)


def write_whole(contents: Mapping[UPath, bytes]) -> None:
    """Replace files by new content so that no reader ever sees a part of one.

    On a local disk all contents go to hidden siblings and are flushed to the disk before the first
    of them takes its file's name; a process killed at any point, or a full disk, leaves each file
    as it was or as it is to be. On an object store each is one put, which such stores make visible
    whole; on other file systems a sibling is written and moved.

    Parameters
    ----------
    contents
        What each place is to hold.

    Raises
    ------
    OSError
        If a place cannot be written to.
    PriceAssetsError
        If a remote file system refuses.
    """
    with contextlib.ExitStack() as stack:
        staged = [
            (stack.enter_context(_staged(local_path(path), content)), local_path(path).resolve())
            for path, content in contents.items()
            if is_local(path)
        ]
        for temporary, target in staged:
            temporary.replace(target)
            _flush_folder(target.parent)
    for path, content in contents.items():
        if not is_local(path):
            with remote_errors(path):
                _put(path, content)


@contextlib.contextmanager
def remote_errors(path: UPath) -> Iterator[None]:
    """Turn what a remote file system raises into one line.

    Their packages have errors of their own for a dead address or a wrong key, which are no
    `OSError`. Local paths are left alone: there, such an error would be a fault of this program.

    Raises
    ------
    PriceAssetsError
        In place of any exception that is neither that nor an `OSError`.
    """
    try:
        yield
    except (OSError, PriceAssetsError):
        raise
    except Exception as error:
        if is_local(path):
            raise
        raise PriceAssetsError(
            f"{path}: the file system cannot be reached or refuses: {error}; check its address "
            "and credentials"
        ) from error


_WHOLE_AT_ONCE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory"})
_TEMPORARY_SUFFIX = ".part"
_LEFTOVER_SECONDS = 3600


def _put(path: UPath, content: bytes) -> None:
    if path.protocol in _WHOLE_AT_ONCE:
        path.fs.pipe_file(path.path, content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{path.name}{_TEMPORARY_SUFFIX}"
    path.fs.pipe_file(temporary.path, content)
    path.fs.mv(temporary.path, path.path)


@contextlib.contextmanager
def _staged(target: Path, content: bytes) -> Iterator[Path]:
    """Write content to a hidden sibling of a file, and remove that where it was not moved."""
    # A checkpoint may be a symbolic link to another disk: the sibling of what it points to counts.
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not target.is_file():
        # A device or a pipe would be replaced by a plain file, for everybody on the machine.
        raise FileExistsError(f"{target}: expected the name of a file, found a folder or a device")
    _remove_leftovers(target)
    descriptor, name = tempfile.mkstemp(
        prefix=f".{target.name}.", suffix=_TEMPORARY_SUFFIX, dir=target.parent
    )
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(target))
        yield temporary
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


_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs"}


def _advice(location: str, error: Exception) -> str:
    protocol = location.partition("://")[0]
    if protocol not in _EXTRAS:
        return str(error)
    return f"{protocol}:// needs one more package: pip install 'price-assets[{_EXTRAS[protocol]}]'"
