"""A notebook's ``parameters`` cell in, its parameters' names, types and defaults out; and values checked by them."""

from __future__ import annotations

import ast
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from accordingto.notebooks import KERNEL, read_notebook
from accordingto.project import UsageError, did_you_mean

_INSTANCES = {
    "str": '"North Korea"',
    "int": "3",
    "float": "0.5",
    "bool": "true",
    "list": "a,b",
}
_ARTICLES = {"int": "an int"}
_BOOLEANS = {"true": True, "false": False}
_FORM = "name: type = value  # what it means"


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook.

    Parameters
    ----------
    name : str
        What it is called.
    type : {"str", "int", "float", "bool", "list"}
        What its value must be.
    default : object
        The value it has when none is given.
    help : str
        What it means.
    items : {"str", "int", "float"}
        What a list's items are.
    """

    name: str
    type: str
    default: object
    help: str = ""
    items: str = "str"


def notebook_parameters(path: str | Path) -> dict[str, Parameter]:
    """Read the parameters a notebook declares.

    Parameters
    ----------
    path : path
        A notebook with one cell tagged ``parameters``, whose lines read
        ``name: type = value  # what it means``.

    Returns
    -------
    dict of str to Parameter
        In the cell's order.

    Raises
    ------
    UsageError
        If there is not exactly one such cell, or papermill would not understand a line of it.
    """
    from papermill import inspect_notebook

    path = Path(path)
    notebook = read_notebook(path)
    cells = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    if len(cells) != 1:
        raise UsageError(f"{path.name}: {len(cells)} cells are tagged 'parameters'; a notebook needs exactly one.")
    declared = _assignments(cells[0].source, path.name)
    notebook.metadata["kernelspec"] = dict(KERNEL)
    # papermill reads the cell by regular expression and silently skips what does not fit it.
    understood = inspect_notebook(notebook) if declared else {}
    parameters = {}
    for name, value in declared.items():
        if name not in understood:
            raise UsageError(f"{path.name}: papermill cannot read the parameter {name!r}; write it as {_FORM}.")
        parameters[name] = _parameter(name, understood[name], value, path.name)
    return parameters


def check_parameters(
    given: Mapping[str, object], notebooks: Iterable[str | Path], where: str = ""
) -> dict[Path, dict[str, object]]:
    """Check parameters against the notebooks they are for, before anything runs.

    Parameters
    ----------
    given : mapping of str to object
        Names and values. Text is converted to the declared type: ``true`` to a bool, ``0.5`` to a
        float, ``a,b`` or ``["a", "b"]`` to a list.
    notebooks : iterable of path
        Each name must be declared in at least one of them.
    where : str
        Put before an error's message: where the parameters were given.

    Returns
    -------
    dict of Path to dict
        For each notebook the parameters it declares, converted.

    Raises
    ------
    UsageError
        If no notebook has a parameter of that name, or its type does not fit.
    """
    declared = {Path(path): notebook_parameters(path) for path in notebooks}
    names = list(dict.fromkeys(name for parameters in declared.values() for name in parameters))
    where = f"{where}: " if where else ""
    for name in given:
        if name not in names:
            listed = f"Allowed are {', '.join(names)}." if names else "There are no parameters to set."
            raise UsageError(f"{where}there is no parameter {name!r}.{did_you_mean(name, names)} {listed}")
    return {
        path: {name: _convert(parameters[name], given[name], where) for name in given if name in parameters}
        for path, parameters in declared.items()
    }


def parse_assignments(assignments: Iterable[str]) -> dict[str, str]:
    """Split ``name=value`` at the first equals sign.

    Examples
    --------
    >>> parse_assignments(["minimum=0.5", "title=a=b"])
    {'minimum': '0.5', 'title': 'a=b'}
    """
    pairs = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"-p takes name=value, for instance -p minimum_confidence=0.5; got {assignment!r}.")
        pairs[name.strip()] = value
    return pairs


def format_value(value: object) -> str:
    """Write a parameter's value as a reader would give it.

    Examples
    --------
    >>> format_value(True), format_value(["a", "b"]), format_value("")
    ('true', 'a, b', '(empty)')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return ", ".join(format_value(item) for item in value) or "(empty)"
    return str(value) or "(empty)"


def _assignments(source: str, where: str) -> dict[str, object]:
    """Names and values of the cell's assignments, read by Python itself."""
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise UsageError(f"{where}: line {error.lineno} of the parameters cell is not Python ({error.msg}).") from None
    values = {}
    for statement in statements:
        if isinstance(statement, ast.AnnAssign) and statement.value is not None:
            targets = [statement.target]
        elif isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        else:
            raise UsageError(f"{where}: line {statement.lineno} of the parameters cell is not of the form {_FORM}.")
        try:
            value = ast.literal_eval(statement.value)
            (name,) = [target.id for target in targets]
        except (ValueError, AttributeError):
            raise UsageError(
                f"{where}: line {statement.lineno} of the parameters cell is not of the form {_FORM}, "
                "with a plain value."
            ) from None
        values[name] = value
    return values


def _parameter(name: str, understood: Mapping[str, str], value: object, where: str) -> Parameter:
    annotation = understood["inferred_type_name"].replace(" ", "")
    kind, _, rest = annotation.partition("[")
    items = rest.rstrip("]") or "str"
    if annotation == "None":
        kind = type(value).__name__
    if kind not in _INSTANCES or items not in ("str", "int", "float"):
        raise UsageError(
            f"{where}: the parameter {name!r} is of type {annotation}; allowed are {', '.join(_INSTANCES)}."
        )
    parameter = Parameter(name, kind, value, understood["help"], items)
    if not _fits(kind, value):
        raise UsageError(f"{where}: the parameter {name!r} must be {_a(kind)}, but its default is {value!r}.")
    return parameter


def _convert(parameter: Parameter, value: object, where: str) -> object:
    kind, converted = parameter.type, value
    if isinstance(value, str) and kind != "str":
        converted = _from_text(kind, value, parameter.items)
    if kind == "list" and isinstance(converted, (list, tuple)):
        converted = list(converted)
        if parameter.items != "str":
            converted = [_from_text(parameter.items, v, "") if isinstance(v, str) else v for v in converted]
        if not all(_fits(parameter.items, item) for item in converted):
            converted = None
    if not _fits(kind, converted):
        what = f"list of {parameter.items}" if kind == "list" and parameter.items != "str" else kind
        instance = "1,2" if what != kind else _INSTANCES[kind]
        raise UsageError(f"{where}{parameter.name} must be {_a(what)}, for instance {instance}; got {value!r}")
    return float(converted) if kind == "float" else converted


def _from_text(kind: str, text: str, items: str) -> object:
    """The value that a text stands for; None when it stands for none."""
    text = text.strip()
    if kind == "bool":
        return _BOOLEANS.get(text.lower())
    if kind == "list":
        if text.startswith("["):
            try:
                return json.loads(text)
            except ValueError:
                return None
        return [item.strip() for item in text.split(",")] if text else []
    try:
        return int(text) if kind == "int" else float(text)
    except ValueError:
        return None


def _fits(kind: str, value: object) -> bool:
    if kind == "float":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, {"str": str, "bool": bool, "list": list}[kind])


def _a(kind: str) -> str:
    return _ARTICLES.get(kind, f"a {kind}")
