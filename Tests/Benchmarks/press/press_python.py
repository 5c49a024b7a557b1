"""Prints one document over and over with a peer, and says how long that took.

    press_python.py typst|weasyprint each|volume DOCUMENT COUNT

Both get what they need beforehand: the peer's fonts are loaded by a document that is not timed.
"""
import html
import json
import re
import sys
import time

FONTS = "/usr/share/fonts/truetype/liberation"


def main():
    peer, mode, path, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    with open(path, encoding="utf-8") as file:
        page = file.read()
    make = {"typst": typst_printer, "weasyprint": weasy_printer}[peer](page)
    make(1)
    start = time.process_time()
    if mode == "each":
        for _ in range(count):
            size = make(1)
    else:
        size = make(count)
    print(json.dumps({"documents": count, "bytes": size, "seconds": time.process_time() - start}))


def weasy_printer(page):
    from weasyprint import HTML

    body = re.search(r"<main>.*</main>", page, re.S).group()

    def make(count):
        text = page.replace(body, '<div style="break-before:page"></div>'.join([body] * count))
        return len(HTML(string=text).write_pdf())

    return make


def typst_printer(page):
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    source = typst_source(page)

    def make(count):
        text = PAPER + "\n#pagebreak()\n".join([source] * count)
        return len(typst.compile(text.encode(), font_paths=fonts))

    return make


# The same page: letter, 28 numbered lines of 24 points, rules, foot.
PAPER = """
#set document(title: "Motion")
#set text(font: "Liberation Serif", size: 12pt, lang: "en", top-edge: 16pt, bottom-edge: -8pt)
#set par(leading: 0pt, spacing: 0pt, first-line-indent: (amount: 36pt, all: true), justify: false)
#set page(paper: "us-letter", margin: (left: 99pt, right: 42pt, top: 72pt, bottom: 48pt),
  background: {
    for n in range(28) { place(top + left, dx: 66pt, dy: 72pt + 24pt * n, box(width: 17pt, align(right)[#(n + 1)])) }
    for x in (90pt, 92.25pt, 575.25pt) { place(top + left, dx: x, line(angle: 90deg, length: 792pt, stroke: .75pt)) }
  },
  footer: align(center, context {
    counter(page).display()
    line(length: 100%, stroke: .75pt)
    text(size: 10pt)[MOTION FOR RELIEF (HEALTH AND SAFETY CODE, § 11361.9)]
  }))
"""


def typst_source(page):
    """The document's blocks in Typst's language."""
    body = re.search(r"<main>(.*)</main>", page, re.S).group(1)
    parts = []
    for tag, attributes, inner in re.findall(r"<(address|p|h1|h2|h3|table|li)\b([^>]*)>(.*?)</\1>", body, re.S):
        if tag == "table":
            cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", inner, re.S)
            columns = len(re.findall(r"<t[hd]\b", re.search(r"<tr>(.*?)</tr>", inner, re.S).group(1)))
            parts.append(f"#table(columns: {columns}, stroke: none, " + ", ".join(f"[{plain(c)}]" for c in cells) + ")")
        elif tag == "address":
            parts.append(f"#block(height: 168pt, width: 205pt)[{plain(inner)}]")
        elif tag in ("h1", "h2", "h3"):
            parts.append(f"*{plain(inner)}*")
        else:
            parts.append(plain(inner))
    return "\n\n".join(parts)


def plain(inner):
    text = html.unescape(re.sub(r"<br/>", "\x01", inner))
    text = re.sub(r"<[^>]*>", "", text)
    text = re.sub(r"([\\#$*_`<>@\[\]~=/+-])", r"\\\1", " ".join(text.split(" ")).replace("\n", " "))
    return text.replace("\x01", " \\ ")


main()
