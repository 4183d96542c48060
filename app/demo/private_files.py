"""Private folders and files, which only our account may write. They are checked before anything is written there.

Everything that another account could have planted, or could replace, is refused: a link, a hard link, a folder or file
of another owner, a folder that others may write. Trusted are our own account, root, and the owner of `/`. If every
folder above is trusted, no other account can replace what was checked, so paths can be used after the check.
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
    """A folder or file that another account could have made, or could replace. The message says which one, and why."""


def check_way(path: Path) -> None:
    """Checks every existing folder above `path`, which is absolute. Raises UnsafeFolder.

    Links are refused, except the system's own links in `/`, such as `/tmp` on some systems.
    """
    for folder in reversed(path.parents):
        try:
            standing = folder.lstat()
        except FileNotFoundError:
            return
        except OSError as error:
            raise UnsafeFolder(f"{folder} can't be checked: {error.strerror}.") from error
        if stat.S_ISLNK(standing.st_mode) and folder.parent == Path("/") and standing.st_uid in _trusted():
            check_way(folder.resolve() / "inside")
        else:
            _check_folder(folder, standing, _trusted(), shared=True)


def check_folder(folder: Path, owners: Collection[int]) -> None:
    """Raises UnsafeFolder unless `folder` is a folder of one of the `owners`, not a link, and closed to others.

    Raises FileNotFoundError if it does not exist.
    """
    try:
        standing = folder.lstat()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UnsafeFolder(f"{folder} can't be checked: {error.strerror}.") from error
    _check_folder(folder, standing, owners, shared=False)


def check_contents(folder: Path, owners: Collection[int], more_owners: Mapping[str, Collection[int]]) -> None:
    """Raises UnsafeFolder unless everything in `folder` is a file or folder of one of the `owners`, and not a link.

    `more_owners` has further owners of folders, by the folder's name.
    """
    for path in folder.iterdir():
        try:
            standing = path.lstat()
        except FileNotFoundError:  # a running demo has removed it meanwhile
            continue
        if stat.S_ISDIR(standing.st_mode):
            _check_owner(path, standing, {*owners, *more_owners.get(path.name, ())})
        else:
            _check_file(path, standing, owners)


def open_private(path: Path, *, append: bool = False) -> IO[bytes]:
    """Opens a file of our own that no other account may read. It is created if missing, and emptied unless `append`.

    Its folder has to be checked before. Raises UnsafeFolder for a link and for anything that is not our file.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK | (os.O_APPEND if append else 0)
    descriptor = open_unlinked(path, flags, {os.geteuid()})
    os.fchmod(descriptor, 0o600)
    if not append:
        os.ftruncate(descriptor, 0)
    return os.fdopen(descriptor, "a+b" if append else "r+b")


def open_unlinked(path: Path, flags: int, owners: Collection[int]) -> int:
    """Opens a regular file of one of the `owners`. Raises UnsafeFolder for a link or another owner's file."""
    try:
        descriptor = os.open(path, flags | os.O_NOFOLLOW, 0o600)
    except FileNotFoundError:
        raise
    except OSError as error:
        if path.is_symlink():
            raise UnsafeFolder(f"{path} is a link, and links are not followed here. Remove it.") from error
        raise UnsafeFolder(f"{path} can't be opened: {error.strerror}.") from error
    try:
        _check_file(path, os.fstat(descriptor), owners)
    except UnsafeFolder:
        os.close(descriptor)
        raise
    return descriptor


def _check_folder(folder: Path, standing: os.stat_result, owners: Collection[int], *, shared: bool) -> None:
    """`shared` allows a folder with the sticky bit, such as /tmp: others can add files there, but not replace ours."""
    if stat.S_ISLNK(standing.st_mode):
        raise UnsafeFolder(f"{folder} is a link, and links are not followed. Name the folder itself with --data-dir.")
    if not stat.S_ISDIR(standing.st_mode):
        raise UnsafeFolder(f"{folder} is not a folder.")
    _check_owner(folder, standing, owners)
    if not standing.st_mode & OTHERS_MAY_WRITE or (shared and standing.st_mode & stat.S_ISVTX):
        return
    if shared and not standing.st_mode & stat.S_IWOTH and _is_of_one_account(standing.st_gid):
        return
    raise UnsafeFolder(
        f"Other accounts may write to {folder}. Run `chmod go-w` on it, or name a private folder with --data-dir."
    )


def _check_owner(path: Path, standing: os.stat_result, owners: Collection[int]) -> None:
    if standing.st_uid not in owners:
        raise UnsafeFolder(
            f"{path} belongs to {_name(standing.st_uid)}, not to you. Name a folder of your own with --data-dir."
        )


def _check_file(path: Path, standing: os.stat_result, owners: Collection[int]) -> None:
    if stat.S_ISLNK(standing.st_mode):
        raise UnsafeFolder(f"{path} is a link, and links are not followed here. Remove it.")
    if not stat.S_ISREG(standing.st_mode):
        raise UnsafeFolder(f"{path} is not a regular file. Remove it.")
    _check_owner(path, standing, owners)
    if standing.st_nlink != 1:
        raise UnsafeFolder(f"{path} has a second name somewhere else (a hard link). Remove it.")


def _trusted() -> set[int]:
    """The accounts that could replace anything: ours, root, and the owner of `/`, which differs in some containers."""
    return {os.geteuid(), 0, Path("/").stat().st_uid}


def _is_of_one_account(group: int) -> bool:
    """Whether all members of a group are trusted, as in the private group that many systems make for an account."""
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
