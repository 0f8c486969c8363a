"""Tables for a spreadsheet: CSV and XLSX in which no cell is ever taken for a formula (OWASP, CSV injection)."""

import base64
import csv
import io
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any

from app.domain.statement import NotASheet

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


MOST_ROWS = 20_000
MOST_COLUMNS = 60
_MOST_UNPACKED = 60 * 1024 * 1024


def rows_of(data: bytes) -> list[list[str]]:
    """The first sheet of an XLSX, or a CSV, as texts; formulas are not computed. NotASheet for anything else."""
    try:
        rows = _of_xlsx(data) if data.startswith(b"PK") else _of_csv(data)
    except NotASheet:
        raise
    except Exception as error:  # a file of a stranger may be broken in any way
        raise NotASheet from error
    if not rows or len(rows) > MOST_ROWS:
        raise NotASheet
    return rows


def _of_xlsx(data: bytes) -> list[list[str]]:
    import openpyxl

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(one.file_size for one in packed.infolist()) > _MOST_UNPACKED:
            raise NotASheet
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    cells = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    return [[_text(cell) for cell in row] for row in cells]


def _of_csv(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    delimiter = max(",;\t", key=text[:4000].count)
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise NotASheet
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1258")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y") if not isinstance(cell, datetime) else cell.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def packed(rows: Sequence[Sequence[str]]) -> str:
    """A sheet as a text that a page carries from its preview to its taking."""
    return base64.b64encode(zlib.compress(json.dumps(list(rows)).encode(), 9)).decode()


def unpacked(text: str) -> list[list[str]]:
    """The sheet again; NotASheet for anything else."""
    try:
        stream = zlib.decompressobj()
        data = stream.decompress(base64.b64decode(text, validate=True), _MOST_PACKED)
        rows = json.loads(data) if stream.eof else None
    except (ValueError, zlib.error, RecursionError) as error:
        raise NotASheet from error
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_ROWS or not all(_texts(one) for one in rows):
        raise NotASheet
    return rows


_MOST_PACKED = 8 * 1024 * 1024


def _texts(row: object) -> bool:
    return isinstance(row, list) and len(row) <= MOST_COLUMNS and all(isinstance(cell, str) for cell in row)
