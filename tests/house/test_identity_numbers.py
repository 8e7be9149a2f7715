"""Nobody real is in this repository. Every identity number begins with 429000, which is no county; the standard's own example may be tested."""

import re

from tests.house.sources import lines, named, texts

NUMBER = re.compile(r"(?<![0-9A-Za-z.+/_-])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z.])")
SYNTHETIC = "429000"
STANDARDS_OWN_EXAMPLE = "11010519491231002X"  # printed in GB 11643 itself


def test_identity_numbers_are_synthetic() -> None:
    found = [
        f"{named(path)}:{number}"  # never the number itself: a test's output is read by many
        for path in texts()
        if path.suffix != ".lock"
        for number, line in enumerate(lines(path), 1)
        for value in NUMBER.findall(line)
        if not value.startswith(SYNTHETIC)
        if not (value.upper() == STANDARDS_OWN_EXAMPLE and named(path).startswith("tests/"))
    ]
    assert not found, found


def test_the_pattern_sees_numbers() -> None:
    """A pattern that never matches would make the test above worthless."""
    assert NUMBER.findall("id 429000199003070029, 42900019900307007X") == ["429000199003070029", "42900019900307007X"]
