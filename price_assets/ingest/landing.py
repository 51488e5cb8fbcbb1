"""The landing zone: which files are there, and which of them are sources.

Nothing is opened here but by `content_digest`; a listing costs one look at each name, size and
modification time (or ETag, on object stores).
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from upath import UPath

from price_assets.checkpoints.storage import (
    Location,
    is_local,
    local_path,
    remote_errors,
    to_path,
)

from .errors import PriceFileError


@dataclass(frozen=True)
class LandedFile:
    """A file of the landing zone.

    Attributes
    ----------
    name
        Relative to the landing zone, with ``/`` between folders; names the source in documents.
    folder
        The folder that `place` is relative to.
    place
        Where the file is below `folder`; the same as `name`, unless files of one name had to be
        told apart.
    size
        Bytes.
    version
        Changes when the file is replaced: its ETag on object stores, else its modification time.
    """

    name: str
    folder: UPath
    place: str
    size: int
    version: str

    @cached_property
    def path(self) -> UPath:
        """Where to read it; made when asked for, since a listing of many files reads none."""
        return self.folder / self.place


def list_files(locations: Sequence[Location]) -> list[LandedFile]:
    """List the sources of the landing zone, sorted by name.

    Parameters
    ----------
    locations
        Folders (read recursively), single files or globs; paths or fsspec URIs. A file that
        several of them lead to is listed once.

    Raises
    ------
    PriceFileError
        If a location does not exist, or holds no source; or if files of different locations have
        one name and cannot be told apart.
    """
    found: list[LandedFile] = []
    for location in locations:
        path = _absolute(location)
        with remote_errors(path):
            files = _files_at(path, location)
        if not files:
            raise PriceFileError(
                f"{location}: expected price files, found none; put one there (hidden and "
                "temporary names, README*, LICENSE* and price_assets.toml do not count)"
            )
        found += files
    if len(locations) > 1:
        found = _with_unique_names(list({str(file.path): file for file in found}.values()))
    return sorted(found, key=lambda file: file.name)


def landed_file(folder: UPath, name: str) -> LandedFile | None:
    """Look at one file of a folder, whatever its name; None where there is none."""
    path = folder / name
    with remote_errors(path):
        if not path.fs.isfile(path.path):
            return None
        return _landed(folder, name, path.fs.info(path.path))


def no_own_document(files: Sequence[LandedFile], documents: Iterable[UPath]) -> None:
    """Make sure that the pipeline does not read what it writes itself.

    Parameters
    ----------
    files
        The sources.
    documents
        Where the pipeline writes to.

    Raises
    ------
    PriceFileError
        If one of the sources is one of the documents.
    """
    own = {str(_absolute(document)) for document in documents}
    for file in files:
        if str(file.path) in own:
            raise PriceFileError(
                f"{file.path}: expected a price file, found a place that this pipeline writes to; "
                "keep its checkpoints outside the landing zone"
            )


def content_digest(files: Sequence[LandedFile]) -> str:
    """Fingerprint the names and the content of files; reads each whole.

    Returns
    -------
    str
        SHA-256 in hexadecimal.

    Raises
    ------
    FileNotFoundError
        If a file has gone since it was listed.
    """
    digest = hashlib.sha256()
    for file in files:
        with file.path.fs.open(file.path.path, "rb") as stream:
            content = hashlib.file_digest(stream, "sha256")
        digest.update(f"{file.name}\0{content.hexdigest()}\n".encode())
    return digest.hexdigest()


def is_source(name: str) -> bool:
    """Tell whether a file of this name, relative to the landing zone, may be a price file."""
    last = name.rpartition("/")[2].casefold()
    return not (
        name.startswith(".")
        or "/." in name
        or last.startswith(("~$", "readme", "license"))
        or last.endswith(_TEMPORARY_ENDINGS)
        or last == "price_assets.toml"
    )


_TEMPORARY_ENDINGS = (
    *("~", ".tmp", ".temp", ".part", ".partial", ".filepart", ".swp"),
    *(".crdownload", ".download", ".aria2", ".lock"),
)
_GLOB_CHARACTERS = frozenset("*?[")
# What file systems call the mark of a file's version; the first that is there is taken.
_VERSION_KEYS = ("ETag", "etag", "generation", "mtime", "LastModified", "last_modified", "created")


def _absolute(location: Location) -> UPath:
    """Return one spelling of a place, since a relative and an absolute one may be the same."""
    if not str(location):
        raise PriceFileError("'': expected a folder, a file, a glob or a URI, found an empty text")
    path = to_path(location)
    if not is_local(path):
        return path
    # Path.resolve would follow links, and a file's own name may be its symbol.
    return UPath(os.path.abspath(local_path(path)))  # noqa: PTH100


def _files_at(path: UPath, location: Location) -> list[LandedFile]:
    path.fs.invalidate_cache()  # a cached listing hides what other writers put there
    if path.fs.isfile(path.path):  # named by a person: taken whatever its name
        return [_landed(path.parent, path.name, path.fs.info(path.path))]
    if path.fs.isdir(path.path):
        root, listed = path, _walk(path)
    elif _GLOB_CHARACTERS & set(path.path):
        root = _fixed_part(path)
        listed = _relative_to(root, path.fs.glob(path.path, detail=True))
    else:
        raise PriceFileError(
            f"{location}: expected a folder, a file or a glob, found nothing; create it, or name "
            "the landing zone with PRICE_ASSETS_RAW or --input"
        )
    return [
        _landed(root, name, info)
        for name, info in listed
        if info["type"] == "file" and is_source(name)
    ]


_Listed = Iterable[tuple[str, Mapping[str, Any]]]
"""Names relative to the folder listed, and what the file system tells of each."""


def _walk(folder: UPath) -> _Listed:
    if is_local(folder):
        return _walk_local(folder.path, "", ())
    return _relative_to(folder, folder.fs.find(folder.path, detail=True))


def _walk_local(folder: str, prefix: str, above: tuple[tuple[int, int], ...]) -> _Listed:
    """Walk a local folder; fsspec's own walk leaves out silently what it cannot list."""
    status = Path(folder).stat()
    identity = (status.st_dev, status.st_ino)
    if identity in above:  # a symbolic link that leads back up
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir():
                yield from _walk_local(entry.path, f"{name}/", (*above, identity))
            elif entry.is_file():
                try:
                    found = entry.stat()
                except FileNotFoundError:  # gone between two looks, as temporary files go
                    continue
                yield name, {"type": "file", "size": found.st_size, "mtime": found.st_mtime_ns}


def _relative_to(root: UPath, listed: Mapping[str, Mapping[str, Any]]) -> _Listed:
    for full_name, info in listed.items():
        yield PurePosixPath(full_name).relative_to(root.path).as_posix(), info


def _fixed_part(pattern: UPath) -> UPath:
    """Return the folder above the first part of a glob that has a wildcard."""
    while _GLOB_CHARACTERS & set(pattern.path):
        pattern = pattern.parent
    return pattern


def _landed(folder: UPath, name: str, info: Mapping[str, Any]) -> LandedFile:
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise PriceFileError(
            f"{name!a}: expected a file name in UTF-8, found other bytes; rename the file"
        ) from error
    version = next((str(info[key]) for key in _VERSION_KEYS if info.get(key) is not None), "")
    return LandedFile(name, folder, name, int(info["size"]), version)


def _with_unique_names(files: list[LandedFile]) -> list[LandedFile]:
    """Tell files of one name in different folders apart by their folders."""
    counts = Counter(file.name for file in files)
    if all(count == 1 for count in counts.values()):
        return files
    try:
        shared = os.path.commonpath([str(file.path.parent) for file in files])
    except ValueError as error:  # a disk and a bucket, or two buckets
        (name, _), *_ = counts.most_common()
        raise PriceFileError(
            f"{name}: expected files of different names, found this one in places that have no "
            "folder in common; rename one of them"
        ) from error
    return [
        replace(file, name=PurePosixPath(str(file.path)).relative_to(shared).as_posix())
        for file in files
    ]
