"""Reads Mustache templates as the specification has it: standalone lines, partials, inheritance. No lambdas.

The result is one tree without partials and blocks, whose literals are what would be written: nothing in it depends on
lines any more, so it can be turned into other template languages mechanically.
"""
import re
from dataclasses import dataclass, field, replace
from pathlib import Path

TAG = re.compile(r"\{\{\{\s*(?P<raw>[^}]+?)\s*\}\}\}|\{\{(?P<kind>[#^/!>&<$=]?)\s*(?P<name>.*?)\s*\}\}", re.S)
STANDALONE = frozenset("#^/!><$")


@dataclass
class Literal:
    text: str


@dataclass
class Variable:
    name: str
    is_raw: bool = False


@dataclass
class Section:
    name: str
    is_inverted: bool
    children: list = field(default_factory=list)


@dataclass
class Partial:
    name: str
    indent: str


@dataclass
class Parent:
    name: str
    indent: str
    children: list = field(default_factory=list)


@dataclass
class Block:
    name: str
    children: list = field(default_factory=list)


def tokens(text):
    """Literals and tags; a tag that stands alone on its line takes the line with it."""
    end = 0
    for match in TAG.finditer(text):
        if match.start() < end:
            continue
        start, stop, indent = match.start(), match.end(), ""
        if match["raw"] is None and match["kind"] in STANDALONE and match["kind"] != "":
            line = text.rfind("\n", 0, start) + 1
            before = text[line:start]
            newline = re.compile(r"[ \t]*(\r?\n|\Z)").match(text, stop)
            if before.strip(" \t") == "" and line >= end and newline:
                start, stop, indent = line, newline.end(), before
        yield ("text", text[end:start], "")
        yield ("&", match["raw"], "") if match["raw"] else (match["kind"] or "var", match["name"], indent)
        end = stop
    yield ("text", text[end:], "")


def parse(text):
    root = Section("", False)
    stack = [root]
    for kind, value, indent in tokens(text):
        node = None
        if kind == "text":
            if value:
                stack[-1].children.append(Literal(value))
        elif kind == "!":
            pass
        elif kind == "/":
            if stack[-1].name != value:
                raise ValueError(f"{{{{/{value}}}}} closes {stack[-1].name}")
            stack.pop()
        elif kind == ">":
            stack[-1].children.append(Partial(value, indent))
        elif kind in ("var", "&"):
            stack[-1].children.append(Variable(value, is_raw=kind == "&"))
        elif kind in ("#", "^"):
            node = Section(value, kind == "^")
        elif kind == "<":
            node = Parent(value, indent)
        elif kind == "$":
            node = Block(value)
        else:
            raise ValueError(f"unsupported tag {kind}{value}")
        if node:
            stack[-1].children.append(node)
            stack.append(node)
    if len(stack) != 1:
        raise ValueError(f"{stack[-1].name} is not closed")
    return root.children


class Library:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.parsed = {}

    def flat(self, name):
        """The template as literals, variables and sections only."""
        return joined(self.expand(self.load(name), {}))

    def load(self, name):
        if name not in self.parsed:
            stem = name.removeprefix("base/")
            self.parsed[name] = parse((self.folder / f"{stem}.html.mustache").read_text(encoding="utf-8"))
        return self.parsed[name]

    def expand(self, nodes, blocks):
        result = []
        for node in nodes:
            if isinstance(node, Section):
                result.append(replace(node, children=joined(self.expand(node.children, blocks))))
            elif isinstance(node, Partial):
                # A partial starts afresh: blocks of the including template's parents do not reach it unless it is
                # itself part of that parent, which is how frames with partials are written.
                result += self.indented(self.load(node.name), node.indent, blocks)
            elif isinstance(node, Block):
                result += self.expand(blocks.get(node.name, node.children), blocks)
            elif isinstance(node, Parent):
                own = {child.name: child.children for child in node.children if isinstance(child, Block)}
                result += self.indented(self.load(node.name), node.indent, own | blocks)
            else:
                result.append(node)
        return result

    def indented(self, nodes, indent, blocks):
        if indent:
            raise ValueError("indented partials are not used by the templates and not handled here")
        return self.expand(nodes, blocks)


def joined(nodes):
    """Neighbouring literals as one."""
    result = []
    for node in nodes:
        if isinstance(node, Literal) and result and isinstance(result[-1], Literal):
            result[-1] = Literal(result[-1].text + node.text)
        else:
            result.append(node)
    return result
