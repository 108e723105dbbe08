"""The sheets of a spreadsheet as lines of JSON: a program of its own.

What reads spreadsheets ends the whole process where a file asks for more memory than there is, and a
single cell far away from the others is enough. So it is run apart, with a limit.

    python sheets.py FILE

It writes ``{"sheet": name}``, then for each row of that sheet that is not empty ``[number, [cell, …]]``;
``{"password": true}`` or ``{"error": reason}`` instead where it cannot.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime

_MEMORY = 3_000_000_000


def main() -> None:
    """Write the sheets of the file that is named."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_path(sys.argv[1])
        for name in book.sheet_names:
            _write({"sheet": name})
            sheet = book.get_sheet_by_name(name)
            for number, cells in enumerate(sheet.iter_rows(), (sheet.start or (0, 0))[0] + 1):
                if any(cell != "" for cell in cells):
                    _write([number, [_plain(cell) for cell in cells]])
    except PasswordError:
        _write({"password": True})
    except Exception as error:
        _write({"error": str(error) or type(error).__name__})


def _plain(cell: object) -> object:
    """Write a day as one, and a whole number too: a spreadsheet holds the year 2024 as 2024.0."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, str | int | float) else str(cell)


def _write(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")


if __name__ == "__main__":
    main()
