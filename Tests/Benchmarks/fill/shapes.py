"""What values templates see, learned from the values themselves, and where a name leads to."""
from dataclasses import dataclass


@dataclass
class Shape:
    """`kind` is text, flag, list or record; lists and records have fields (a list's are those of its rows)."""

    kind: str
    fields: dict


@dataclass
class Scope:
    """One level of the context stack: the root, a record, or the row of a list."""

    shape: Shape
    path: tuple  # of the record, from the row that it belongs to
    depth: int  # how many lists stand open around it


def learn(values, shape=None):
    """The shape of `values`, joined with what earlier values showed."""
    if isinstance(values, dict):
        shape = shape or Shape("record", {})
        for name, value in values.items():
            shape.fields[name] = learn(value, shape.fields.get(name))
    elif isinstance(values, list):
        shape = shape or Shape("list", {})
        for row in values:
            for name, value in row.items():
                shape.fields[name] = learn(value, shape.fields.get(name))
    return shape or Shape("flag" if isinstance(values, bool) else "text", {})


def find(name, scopes):
    """Where a dotted name leads: the depth of its row, the path in that row, and the shape there.

    The innermost scope that has the first part decides. What no case has a value for (a matter's number that the clerk
    has not given yet) is an empty text."""
    parts = tuple(name.split("."))
    for scope in reversed(scopes):
        if parts[0] in scope.shape.fields:
            shape = scope.shape
            for part in parts:
                shape = shape.fields.get(part, Shape("text", {}))
            return scope.depth, scope.path + parts, shape
    return 0, parts, Shape("text", {})


def inside(node, scopes, depth, path, shape):
    """The context stack inside a section."""
    if node.is_inverted or shape.kind not in ("record", "list"):
        return scopes
    if shape.kind == "record":
        return scopes + [Scope(shape, path, depth)]
    return scopes + [Scope(shape, (), max(scope.depth for scope in scopes) + 1)]
