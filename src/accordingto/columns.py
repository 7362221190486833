"""The values of a column: read as its type, and written as the table's file has them."""

from __future__ import annotations

import pandas as pd

from accordingto.schemas import SCHEMAS, Column

_DTYPES = {
    "text": "str",
    "spans": "str",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
_BOOLEANS = {"true": True, "false": False}
_NAMED = {
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date such as 2024-10-21",
}


class TableError(ValueError):
    """A table does not fit its schema; the message names the table, the row and the column."""


def typed(table: str, column: str, text: str) -> object:
    """Read one cell as its column's type; empty is unknown.

    Raises
    ------
    TableError
        If the text is no value of that column.

    Examples
    --------
    >>> float(typed("figures", "value", "1500")), typed("figures", "bound", "exact")
    (1500.0, 'exact')
    """
    own = next(c for c in SCHEMAS[table].columns if c.name == column)
    value = column_of(own, [text], table).iloc[0]
    empty = value == "" if own.dtype in ("text", "spans") else pd.isna(value)
    if empty and not own.nullable:
        raise TableError(f"{table}: {column!r} must not be empty.")
    if own.allowed and not empty and value not in own.allowed:
        raise TableError(f"{table}: {column!r} is {text!r}; allowed are {', '.join(own.allowed)}.")
    return value


def written(table: str, column: str, value: object) -> str:
    """Write one cell as its table's file does, without quotation marks.

    Examples
    --------
    >>> written("figures", "value", 1500.0), written("figures", "low_closed", True)
    ('1500', 'true')
    """
    own = next(c for c in SCHEMAS[table].columns if c.name == column)
    return str(value) if own.dtype in ("text", "spans") else cell_of(own, value)


def column_of(column: Column, values: list, where: str) -> pd.Series:
    """Make a column of values, or of what a file has for them, of the type that the schema tells.

    Parameters
    ----------
    column : Column
        Of a schema.
    values : list
        One for each row.
    where : str
        What the message of an error begins with.

    Returns
    -------
    Series

    Raises
    ------
    TableError
        If a value is none of the column's type.

    Examples
    --------
    >>> column = next(c for c in SCHEMAS["figures"].columns if c.name == "start")
    >>> column_of(column, ["3", None], "figures").tolist()
    [3, <NA>]
    """
    if column.dtype in ("text", "spans"):
        values = ["" if v is None or v is pd.NA or v != v else str(v) for v in values]
        return pd.Series(values, dtype="str")
    known = [None if v is None or v is pd.NA or v is pd.NaT or v == "" or v != v else v for v in values]
    try:
        if column.dtype == "boolean":
            known = [_BOOLEANS[v] if isinstance(v, str) else v for v in known]
        elif column.dtype == "date":
            return pd.Series(pd.to_datetime(known, format="ISO8601").astype("datetime64[s]"))
        elif column.dtype == "integer":
            known = [None if v is None else int(v) for v in known]
        else:
            known = [None if v is None else float(v) for v in known]
        return pd.Series(known, dtype=_DTYPES[column.dtype])
    except (ValueError, KeyError, TypeError) as error:
        raise TableError(f"{where}: column {column.name!r} must hold {_NAMED[column.dtype]} ({error}).") from None


def cell_of(column: Column, value: object) -> str:
    """Write one value as a cell of a CSV file, in quotation marks where it must be.

    Examples
    --------
    >>> column = next(c for c in SCHEMAS["figures"].columns if c.name == "quote")
    >>> cell_of(column, "12"), cell_of(column, "1,200")
    ('12', '"1,200"')
    """
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if column.dtype == "boolean":
        return "true" if value else "false"
    if column.dtype == "number":
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
    if column.dtype == "date":
        return value.strftime("%Y-%m-%d")
    text = str(value)
    # The csv module leaves a bare carriage return unquoted; readers take it for a line's end.
    if any(c in text for c in ',"\n\r') or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text
