"""From the start of `refundry serve` to its first answer, beside a Python that imports its dependencies and no more.

The dependencies are the modules of installed packages that the command and the application have imported before they
serve; the modules of Python's own library come with them.
"""

import json
import subprocess
import sys
from time import perf_counter

from bench.client import ask_once
from bench.place import FOLDER, QUESTION, Place
from bench.results import Row, Size, ratio, spread

LIST = """
import json, sys
import app.commands.cli, app.main
files = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
print(json.dumps([name for name, file in files.items() if "site-packages" in file]))
"""

IMPORT = """
import sys
for name in {names!r}:
    try:
        __import__(name)
    except ImportError:
        pass
"""


def measure(place: Place, size: Size) -> list[Row]:
    """Time."""
    database = place.database(100)
    names = json.loads(_run(LIST))
    importing = IMPORT.format(names=names)
    if size.starts > 1:
        _start(place, database)  # what is read from the disk once
    pairs = []
    for _ in range(size.starts):
        began = perf_counter()
        _run(importing)
        imported = perf_counter() - began
        pairs.append((_start(place, database), imported))
    work, beside = "refundry serve: time to the first answer", "importing its dependencies"
    return [Row(work, beside, ratio(pairs), 2.0, at_most=True, note=spread(pairs))]


def _start(place: Place, database: str) -> float:
    began = perf_counter()
    with place.starting(database) as process:
        ask_once(process.port, QUESTION)
        return perf_counter() - began


def _run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=FOLDER.parent, capture_output=True, text=True, check=True
    )
    return done.stdout
