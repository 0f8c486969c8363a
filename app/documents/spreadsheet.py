"""Tables for a spreadsheet: CSV and XLSX in which no cell is ever taken for a formula (OWASP, CSV injection)."""

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from typing import IO, Any

Cell = str | int
# what a spreadsheet takes for the beginning of a formula, full-width forms included
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_BOM = "\ufeff"


def safe(cell: Cell) -> Cell:
    """A text that would be read as a formula gets an apostrophe in front; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it; every text in quotes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return (_BOM + out.getvalue()).encode()


def as_xlsx(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet; texts are written as texts and numbers as numbers, so that nothing is computed. Rows are written as
    they come and do not pile up in memory."""
    import xlsxwriter

    with tempfile.TemporaryFile() as out:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False})
        _fill(book, name, header, rows)
        book.close()
        return _all(out)


def _fill(book: Any, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True})
    for column, title in enumerate(header):
        sheet.write_string(0, column, title, bold)
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(place, column, cell)
            else:
                sheet.write_number(place, column, cell)


def _all(out: IO[bytes]) -> bytes:
    out.seek(0)
    return out.read()
