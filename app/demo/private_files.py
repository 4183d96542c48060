"""A folder that one account alone may write, and the files in it: checked before anything is written there.

What another account could have planted or could put in its place is refused: a link, a second name of a file, a folder
or file of another owner, a folder that others may write. The account that owns `/`, and root, are trusted besides one's
own. Where every folder above is trusted, nobody can exchange what was checked, so that paths may be used afterwards.
"""

import grp
import os
import pwd
import stat
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import IO

OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


class UnsafeFolder(Exception):
    """A folder or file that another account could have made, or could exchange; the message says which and why."""


def check_way(path: Path) -> None:
    """Checks every folder above `path`, an absolute one, as far as there are any.

    Links are refused, but for those that stand in `/` itself and are the system's, as `/tmp` is on some. Raises
    UnsafeFolder.
    """
    for folder in reversed(path.parents):
        try:
            standing = folder.lstat()
        except FileNotFoundError:
            return
        except OSError as error:
            raise UnsafeFolder(f"{folder} can't be looked at: {error.strerror}.") from error
        if stat.S_ISLNK(standing.st_mode) and folder.parent == Path("/") and standing.st_uid in _trusted():
            check_way(folder.resolve() / "inside")
        else:
            _check_folder(folder, standing, _trusted(), shared=True)


def check_folder(folder: Path, owners: Collection[int]) -> None:
    """Raises UnsafeFolder unless `folder` is a folder of one of the `owners`, and is no link nor open to others.

    Raises FileNotFoundError where there is none.
    """
    try:
        standing = folder.lstat()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UnsafeFolder(f"{folder} can't be looked at: {error.strerror}.") from error
    _check_folder(folder, standing, owners, shared=False)


def check_contents(folder: Path, owners: Collection[int], more_owners: Mapping[str, Collection[int]]) -> None:
    """Raises UnsafeFolder unless all that stands in `folder` is files and folders of the `owners`, and no link.

    A folder whose name stands in `more_owners` may belong to one of those as well.
    """
    for path in folder.iterdir():
        try:
            standing = path.lstat()
        except FileNotFoundError:  # a demo that runs there has removed it meanwhile
            continue
        if stat.S_ISDIR(standing.st_mode):
            _check_owner(path, standing, {*owners, *more_owners.get(path.name, ())})
        else:
            _check_file(path, standing, owners)


def open_private(path: Path, *, append: bool = False) -> IO[bytes]:
    """A file of our own that nobody else may read, to read and write: made if need be, emptied unless `append`.

    The folder that it is in has been checked. Raises UnsafeFolder for a link and for what is not a file of ours.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK | (os.O_APPEND if append else 0)
    descriptor = open_unlinked(path, flags, {os.geteuid()})
    os.fchmod(descriptor, 0o600)
    if not append:
        os.ftruncate(descriptor, 0)
    return os.fdopen(descriptor, "a+b" if append else "r+b")


def open_unlinked(path: Path, flags: int, owners: Collection[int]) -> int:
    """A descriptor of a plain file of one of the `owners`. Raises UnsafeFolder for a link or another owner's file."""
    try:
        descriptor = os.open(path, flags | os.O_NOFOLLOW, 0o600)
    except FileNotFoundError:
        raise
    except OSError as error:
        if path.is_symlink():
            raise UnsafeFolder(f"{path} is a link, and no link is followed here: remove it.") from error
        raise UnsafeFolder(f"{path} can't be opened: {error.strerror}.") from error
    try:
        _check_file(path, os.fstat(descriptor), owners)
    except UnsafeFolder:
        os.close(descriptor)
        raise
    return descriptor


def _check_folder(folder: Path, standing: os.stat_result, owners: Collection[int], *, shared: bool) -> None:
    """`shared` lets through where others may add to, but not exchange, what is ours: /tmp with its sticky bit."""
    if stat.S_ISLNK(standing.st_mode):
        raise UnsafeFolder(f"{folder} is a link, and no link is followed: name the folder itself with --data-dir.")
    if not stat.S_ISDIR(standing.st_mode):
        raise UnsafeFolder(f"{folder} is not a folder.")
    _check_owner(folder, standing, owners)
    if not standing.st_mode & OTHERS_MAY_WRITE or (shared and standing.st_mode & stat.S_ISVTX):
        return
    if shared and not standing.st_mode & stat.S_IWOTH and _is_of_one_account(standing.st_gid):
        return
    raise UnsafeFolder(
        f"Other accounts may write to {folder}: `chmod go-w` it, or name a folder that is yours alone with --data-dir."
    )


def _check_owner(path: Path, standing: os.stat_result, owners: Collection[int]) -> None:
    if standing.st_uid not in owners:
        raise UnsafeFolder(
            f"{path} belongs to {_name(standing.st_uid)}, not to you: name a folder of your own with --data-dir."
        )


def _check_file(path: Path, standing: os.stat_result, owners: Collection[int]) -> None:
    if stat.S_ISLNK(standing.st_mode):
        raise UnsafeFolder(f"{path} is a link, and no link is followed here: remove it.")
    if not stat.S_ISREG(standing.st_mode):
        raise UnsafeFolder(f"{path} is no plain file: remove it.")
    _check_owner(path, standing, owners)
    if standing.st_nlink != 1:
        raise UnsafeFolder(f"{path} has a second name somewhere else (a hard link): remove it.")


def _trusted() -> set[int]:
    """Whoever owns `/` could exchange anything; inside a sandbox that may be another number than root's."""
    return {os.geteuid(), 0, Path("/").stat().st_uid}


def _is_of_one_account(group: int) -> bool:
    """Whether a group has no member but ourselves and root, as the groups have that bear their only member's name."""
    names = {_name(trusted) for trusted in _trusted()}
    try:
        members = set(grp.getgrgid(group).gr_mem)
    except KeyError:
        return False
    return members <= names and all(each.pw_uid in _trusted() for each in pwd.getpwall() if each.pw_gid == group)


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"account {user}"
