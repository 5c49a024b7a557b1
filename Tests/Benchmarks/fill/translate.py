"""Translates the case motion from Mustache, mechanically, for the engines beside which ours is measured.

    translate.py TEMPLATE-FOLDER TEMPLATE contexts.jsonl OUTPUT-FOLDER

Writes
    flat.mustache   the same template without partials and inheritance
    template.jinja  the same in Jinja's syntax: sections become {% if %} or {% for %}, variables {{ }} (autoescaped)
    template.h      the same as C: a program for the interpreter, and the loop one would write by hand
    values.bin      the values of all cases, in the order of template.h
"""
import json
import struct
import sys
from pathlib import Path

from mustache import Library, Literal, Variable
from shapes import Scope, find, inside, learn


def row_name(depth):
    return f"row{depth}"


def to_flat(nodes):
    out = []
    for node in nodes:
        if isinstance(node, Literal):
            out.append(node.text)
        elif isinstance(node, Variable):
            out.append("{{%s}}" % node.name)
        else:
            mark = "^" if node.is_inverted else "#"
            out.append("{{%s%s}}%s{{/%s}}" % (mark, node.name, to_flat(node.children), node.name))
    return "".join(out)


def to_jinja(nodes, scopes):
    out = []
    for node in nodes:
        if isinstance(node, Literal):
            if "{%" in node.text or "{#" in node.text:
                raise ValueError("a literal looks like Jinja")
            out.append(node.text)
            continue
        depth, path, shape = find(node.name, scopes)
        name = ".".join(((row_name(depth),) if depth else ()) + path)
        if isinstance(node, Variable):
            out.append("{{ %s }}" % name)
            continue
        inner = inside(node, scopes, depth, path, shape)
        body = to_jinja(node.children, inner)
        if node.is_inverted:
            out.append("{%% if not %s %%}%s{%% endif %%}" % (name, body))
        elif shape.kind == "list":
            out.append("{%% for %s in %s %%}%s{%% endfor %%}" % (row_name(inner[-1].depth), name, body))
        elif shape.kind == "record":
            out.append(body)
        else:
            out.append("{%% if %s %%}%s{%% endif %%}" % (name, body))
    return "".join(out)


class Layout:
    """Which values a row has, in the order in which the template first names them."""

    def __init__(self):
        self.slots = {}  # path -> position
        self.lists = {}  # path -> Layout of its rows

    def slot(self, path):
        return self.slots.setdefault(path, len(self.slots))

    def rows(self, path):
        self.slot(path)
        return self.lists.setdefault(path, Layout())


class CProgram:
    """The template as steps over one pool of literals, and as a plain C function."""

    def __init__(self):
        self.pool = bytearray()
        self.steps = []
        self.code = []

    def step(self, code, depth=0, slot=0, start=0, length=0, target=0):
        self.steps.append([code, depth, slot, start, length, target])
        return len(self.steps) - 1

    def write(self, line, level):
        self.code.append("    " * level + line)

    def add(self, nodes, scopes, layouts, level):
        for node in nodes:
            if isinstance(node, Literal):
                text = node.text.encode()
                self.step("LITERAL", start=len(self.pool), length=len(text))
                self.write(f"out = literal(out, pool + {len(self.pool)}, {len(text)});", level)
                self.pool += text
                continue
            depth, path, shape = find(node.name, scopes)
            layout = layouts[depth]
            if isinstance(node, Variable):
                slot = layout.slot(path)
                self.step("VALUE", depth, slot)
                self.write(f"out = ESCAPE(out, row{depth}[{slot}].text, row{depth}[{slot}].length);", level)
            elif shape.kind == "list" and not node.is_inverted:
                self.loop(node, scopes, layouts, depth, path, shape, level)
            elif shape.kind == "record" and not node.is_inverted:
                self.add(node.children, inside(node, scopes, depth, path, shape), layouts, level)
            else:
                self.test(node, scopes, layouts, depth, path, level)

    def loop(self, node, scopes, layouts, depth, path, shape, level):
        slot, rows = layout_slot(layouts[depth], path)
        inner = inside(node, scopes, depth, path, shape)
        deep = inner[-1].depth
        start = self.step("ENTER", depth, slot, deep)
        self.write(f"for (uint32_t i{deep} = 0; i{deep} < row{depth}[{slot}].length; i{deep}++) {{", level)
        width = len(self.code)
        self.write("", level + 1)
        self.add(node.children, inner, layouts[:deep] + [rows], level + 1)
        self.code[width] = "    " * (level + 1) + (
            f"const struct value *row{deep} = row{depth}[{slot}].rows + i{deep} * {len(rows.slots)};"
        )
        self.write("}", level)
        self.steps[start][4] = len(rows.slots)
        self.step("NEXT", deep, 0, 0, len(rows.slots), start + 1)
        self.steps[start][5] = len(self.steps)

    def test(self, node, scopes, layouts, depth, path, level):
        slot = layouts[depth].slot(path)
        start = self.step("UNLESS" if node.is_inverted else "IF", depth, slot)
        mark = "!" if node.is_inverted else ""
        self.write(f"if ({mark}row{depth}[{slot}].length) {{", level)
        self.add(node.children, scopes, layouts, level + 1)
        self.write("}", level)
        self.steps[start][5] = len(self.steps)

    def header(self, layout):
        bytes_ = ",".join(str(byte) for byte in self.pool)
        steps = ",\n".join("    {%s, %d, %d, %d, %d, %d}" % tuple(step) for step in self.steps)
        return (
            "/* Made by translate.py. */\n"
            f"static const unsigned char pool[] = {{{bytes_}}};\n"
            f"enum {{ ROOT_WIDTH = {len(layout.slots)} }};\n"
            f"static const struct step program[] = {{\n{steps},\n    {{END, 0, 0, 0, 0, 0}}\n}};\n"
            "#define FILL_BODY \\\n" + " \\\n".join(self.code) + "\n"
        )


def layout_slot(layout, path):
    rows = layout.rows(path)
    return layout.slots[path], rows


def pack(values, layout):
    """A row: for each slot its length and bytes; a list has 0x80000000 and its number of rows instead."""
    out = []
    for path in layout.slots:
        value = values
        for part in path:
            value = value.get(part) if value is not None else None
        if path in layout.lists:
            rows = value or []
            out.append(struct.pack("<I", 0x8000_0000 | len(rows)))
            out.append(struct.pack("<I", len(layout.lists[path].slots)))
            out += [pack(row, layout.lists[path]) for row in rows]
        else:
            text = b"1" if value is True else b"" if not value else value.encode()
            out.append(struct.pack("<I", len(text)) + text)
    return b"".join(out)


def main():
    folder, name, contexts, output = sys.argv[1:]
    output = Path(output)
    nodes = Library(folder).flat(name)
    shape = None
    with open(contexts, encoding="utf-8") as lines:
        for line in lines:
            shape = learn(json.loads(line), shape)
    scopes = [Scope(shape, (), 0)]
    (output / "flat.mustache").write_text(to_flat(nodes), encoding="utf-8")
    (output / "template.jinja").write_text(to_jinja(nodes, scopes), encoding="utf-8")
    program, layout = CProgram(), Layout()
    program.add(nodes, scopes, [layout], 1)
    (output / "template.h").write_text(program.header(layout), encoding="utf-8")
    with open(contexts, encoding="utf-8") as lines, open(output / "values.bin", "wb") as values:
        for line in lines:
            values.write(pack(json.loads(line), layout))


main()
