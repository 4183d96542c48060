"""Stands for a process that was forked elsewhere: hands on what it was given, and ends as that one ends.

Given the socket of the one that forks, a descriptor on which it tells the process's number ("-": it tells nobody), the
further descriptors that the process is to have, and its arguments. It is started without any package, which takes some
milliseconds.
"""

import os
import signal
import socket
import sys

ADDRESS, TELL, FURTHER, *ARGUMENTS = sys.argv[1:]


def main() -> int:
    further = [int(number) for number in FURTHER.split(",") if number]
    words = [os.getcwd(), *ARGUMENTS]  # noqa: PTH109 -- pathlib takes longer to load than all of this
    parts = [str(len(words)), *words, *(f"{name}={value}" for name, value in os.environ.items())]
    numbers = [0, 1, 2, *further]
    asked = "\0".join([",".join(map(str, numbers)), *parts]).encode(errors="surrogateescape")
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(ADDRESS)
        socket.send_fds(server, [len(asked).to_bytes(4, "big")], numbers)
        server.sendall(asked)
        answers = server.makefile()
        number = int(answers.readline())
        for handed_on in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(handed_on, lambda received, _: os.kill(number, received))
        if TELL != "-":
            os.write(int(TELL), b"%d" % number)
            os.close(int(TELL))
        status = int(answers.readline() or -signal.SIGKILL)
    if status < 0:
        if -status != signal.SIGKILL:
            signal.signal(-status, signal.SIG_DFL)
        os.kill(os.getpid(), -status)
    return status


sys.exit(main())
