"""Filling the case motion: the same template, the same values, the same bytes, in seven programs."""
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from table import progress, result, run

HERE = Path(__file__).resolve().parent
TEMPLATES = Path(os.environ.get("BENCH_TEMPLATES", "Templates/base")).resolve()
TEMPLATE = "case-motion"
CASES = 10_000
ROUNDS = int(os.environ.get("BENCH_ROUNDS", 5))
SECONDS = float(os.environ.get("BENCH_SECONDS", 1))

OURS = "Vacatur"
# Name, whether it is a goal, and how many times as fast Vacatur has to be.
GOALS = [
    ("minijinja", 10),
    ("swift-mustache", 100),
    ("Jinja2", 40),
    ("C, interpreter, SIMD escape", 0.5),
    ("C, hand-written loop, byte by byte", None),
    ("C, hand-written loop, SIMD escape", None),
]


def measure(table, work):
    data = work / "fill"
    data.mkdir(parents=True, exist_ok=True)
    engines = prepare(work, data)
    size = compare_documents(engines, data)
    rates = {name: [] for name in engines} | {"render": []}
    for round_number in range(ROUNDS):
        progress(f"fill: round {round_number + 1} of {ROUNDS}")
        for name, command in engines.items():
            rates[name].append(rate([*command, "time", SECONDS]))
        rates["render"].append(rate([*engines[OURS], "render", SECONDS]))
    for name, goal in GOALS:
        ratios = [ours / peer for ours, peer in zip(rates[OURS], rates[name])]
        table.ratio(f"fill, one thread: Vacatur : {name}", ratios, at_least=goal)
    ratios = [ours / peer for ours, peer in zip(rates["render"], rates[GOALS[3][0]])]
    table.ratio(f"render alone, values set: Vacatur : {GOALS[3][0]}", ratios)
    middle = sorted(rates[OURS])[ROUNDS // 2]
    table.note(
        f"fill: {CASES:,} case motions of {size:,} bytes on average, identical in all seven programs; "
        f"Vacatur {middle:,.0f} documents per second of processor time, setting the values included."
    )


def rate(command):
    measured = result(command)
    return measured["documents"] / measured["seconds"]


def prepare(work, data):
    """Makes the values and the translations, and says how each engine is called."""
    progress("fill: preparing")
    bench = Path(".build/release/vacatur-bench").resolve()
    sample, contexts = data / "sample.jsonl", data / "contexts.jsonl"
    with open(sample, "wb") as file:
        subprocess.run([bench, "sample", "jsonl", str(CASES), "64"], stdout=file, check=True)
    with open(contexts, "wb") as file:
        subprocess.run([sys.executable, HERE / "fill/contexts.py", sample], stdout=file, check=True)
    run([sys.executable, HERE / "fill/translate.py", TEMPLATES, TEMPLATE, contexts, data])
    # -O3 for the processor that Swift's release builds are for too: both sides use the baseline instructions.
    run(["gcc", "-O3", "-Wall", "-Wextra", f"-I{data}", "-o", data / "fill", HERE / "fill/fill.c"])
    python = [sys.executable, HERE / "fill/fill_python.py"]
    peer = work / "swift-mustache/release/SwiftMustachePeer"
    return {
        OURS: [bench, "fill", TEMPLATES, TEMPLATE, contexts],
        "minijinja": [*python, "minijinja", data / "template.jinja", contexts],
        "swift-mustache": [peer, data / "flat.mustache", contexts],
        "Jinja2": [*python, "jinja2", data / "template.jinja", contexts],
        "C, interpreter, SIMD escape": [data / "fill", "interpreter", data / "values.bin"],
        "C, hand-written loop, byte by byte": [data / "fill", "bytewise", data / "values.bin"],
        "C, hand-written loop, SIMD escape": [data / "fill", "generated", data / "values.bin"],
    }


def compare_documents(engines, data):
    """Ends the benchmark unless all engines write the same bytes; gives the size of one document."""
    progress("fill: comparing the engines' documents")
    digests = {}
    for name, command in engines.items():
        file = data / "documents"
        run([*command, "write", file])
        digests[name] = hashlib.sha256(file.read_bytes()).hexdigest()
        size = file.stat().st_size // CASES
        file.unlink()
    if len(set(digests.values())) != 1:
        lines = "\n".join(f"  {digest}  {name}" for name, digest in digests.items())
        sys.exit(f"bench: the engines write different documents\n{lines}")
    return size
