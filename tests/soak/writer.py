"""A program that codes as fast as it can and prints the id of each coding once it is confirmed."""

import sys
from pathlib import Path

from qualcode.project import Project


def main() -> None:
    """Code `argv[3]` passages of the only source, from `argv[4]` on, as the coder `argv[2]`."""
    path, coder, count, first = sys.argv[1:5]
    with Project.open(Path(path), coder) as project:
        source = project.sources.list()[0].id
        length = len(project.sources.texts()[source])
        code = project.codes.list()[0].id
        for n in range(int(first), int(first) + int(count)):
            start = 5 + n % (length - 20)
            end = start + 1 + n // (length - 20)
            coding = project.codings.apply(source, start, end, code)
            print(coding.id, flush=True)


if __name__ == "__main__":
    main()
