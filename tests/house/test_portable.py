"""A clone works anywhere: no file names a machine's own folders, a package registry, or a place to download from.

The addresses that may stand here are names that nobody fetches from (XML namespaces, the licence) and examples.
"""

import re

from tests.house.sources import lines, named, texts

ADDRESS = re.compile(r"\b(?:https?|ftp|git\+ssh|git)://([^\s/\"'<>`)\]}]+)", re.IGNORECASE)
HARMLESS = re.compile(
    r"^(localhost|127\.0\.0\.1|\[::1\]|testserver|[\w.-]*\.?example(\.(org|com|cn|gov\.cn))?|www\.w3\.org|www\.apache\.org|[{$].*)(:.*)?$"
)
MACHINE = re.compile(r"(?<![\w.$}~:/-])/(?:home|Users|work|root|opt|mnt)/[\w.]")


def test_no_download_address() -> None:
    found = [
        f"{named(path)}:{number}: {host}"
        for path in texts()
        for number, line in enumerate(lines(path), 1)
        for host in ADDRESS.findall(line)
        if not HARMLESS.match(host)
    ]
    assert not found, found


def test_no_path_of_one_machine() -> None:
    found = [
        f"{named(path)}:{number}: {line.strip()[:80]}"
        for path in texts()
        for number, line in enumerate(lines(path), 1)
        if MACHINE.search(line)
    ]
    assert not found, found
