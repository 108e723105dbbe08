"""Add changes to a journal, and say of each that it was accepted: ``writer.py JOURNAL WHO NUMBER``."""

from __future__ import annotations

import sys

from places.journal import Everywhere, Journal, JournalError, PlaceDecided


def main(where: str, who: str, number: int) -> None:
    journal = Journal(where)
    for at in range(number):
        try:
            (change,) = journal.append(who, [PlaceDecided(Everywhere(f"{who} {at}"), f"geonames:{at}")])
        except JournalError as error:
            sys.stdout.write(f"refused {error}\n")
        else:
            sys.stdout.write(f"accepted {change.number} {who} {at}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
