"""The service, which tells in the end where its time went: python -m bench.profiled_server FILE --descriptor NUMBER

After every few milliseconds of processor time it is looked at what is at work: the innermost part of the project, and
the library that it has called. What is not seen is what of its time the event loop spends on the sockets itself.
"""

import argparse
import json
import signal
import socket
from collections import Counter
from pathlib import Path
from types import FrameType

import uvicorn

from app import logs
from app.main import create_app
from app.process import keep_what_is_loaded
from app.settings import read_settings
from app.web.http.http_protocol import HttpProtocol

EVERY = 0.002
"""Seconds of the process's processor time."""

ROOT = str(Path(__file__).parent.parent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--descriptor", type=int, required=True)
    asked = parser.parse_args()
    settings = read_settings()
    logs.configure(settings.log_format, settings.log_level)
    config = uvicorn.Config(
        create_app(settings), loop="uvloop", http=HttpProtocol, ws="none", log_config=None, access_log=False
    )
    keep_what_is_loaded()
    counted: Counter[str] = Counter()

    def look(_number: int, frame: FrameType | None) -> None:
        counted[_place(frame)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    # uvicorn raises the signal once more when it is done; here there is something left to do then.
    signal.signal(signal.SIGTERM, lambda *_: None)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=asked.descriptor)])
    signal.setitimer(signal.ITIMER_PROF, 0)
    asked.file.write_text(json.dumps(counted), encoding="utf-8")


def _place(frame: FrameType | None) -> str:
    """The project's module that is at work, and the library that it has called, if that works for it."""
    called = ""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(f"{ROOT}/app/"):
            return file.removeprefix(f"{ROOT}/").removesuffix(".py") + (f" in {called}" if called else "")
        if not called and "site-packages/" in file:
            called = file.partition("site-packages/")[2].partition("/")[0]
        frame = frame.f_back
    return f"outside of the project: {called or 'the event loop'}"


if __name__ == "__main__":
    main()
