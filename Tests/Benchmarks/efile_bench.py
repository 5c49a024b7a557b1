"""Court-filing messages: filled, validated against both schemas and checked by Vacatur; validated alone by libxml2 in C."""
import json
import os
import subprocess
from pathlib import Path

from table import progress, result, run

HERE = Path(__file__).resolve().parent
MESSAGES = int(os.environ.get("BENCH_MESSAGES", 66_000))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", 5))
OFFICIAL = Path(os.environ.get("BENCH_ECF", HERE / "../../../shared/ecf5")).resolve()
THREADS = 2


def measure(table, work):
    if not (OFFICIAL / "schema/filing.xsd").exists():
        table.note(f"efile: left out; the official schemas are not in {OFFICIAL} ($BENCH_ECF)")
        return
    data = Path(os.environ.get("BENCH_FOLDER", work)).resolve() / "efile"
    data.mkdir(parents=True, exist_ok=True)
    schemas = data / "schemas"
    templates = HERE.parent.parent / "Templates"
    program = Path(".build/release/vacatur").resolve()
    bench = Path(".build/release/vacatur-bench").resolve()
    validate = work / "validate"
    progress("efile: preparing")
    subprocess.run([program, "schemas", "install", OFFICIAL, "--schemas", schemas], check=True, stdout=subprocess.DEVNULL)
    messages = data / "messages.xml-lines"
    subprocess.run([bench, "efile", "write", templates, schemas, str(MESSAGES), messages], check=True)
    entry = schemas / "ecf-5.0/entry.xsd"
    ours = {"all": [], "tenth": []}
    peers = {"tree": [], "stream": []}
    for round_number in range(ROUNDS):
        progress(f"efile: round {round_number + 1} of {ROUNDS}")
        ours["all"].append(check(bench, templates, schemas, MESSAGES))
        for mode in peers:
            measured = result([validate, entry, messages, mode, THREADS])
            if measured["invalid"] or measured["messages"] != MESSAGES:
                raise SystemExit(f"bench: C found {measured} for {MESSAGES} messages")
            peers[mode].append(measured["seconds"])
    small = run([bench, "efile", "check", templates, schemas, max(1, MESSAGES // 10), THREADS]).peak
    for mode, goal in (("tree", 1.3), ("stream", 1.3)):
        table.ratio(f"efile, CPU of filling, validating, checking : C, libxml2 alone, {mode}",
                    [one[0] / peer for one, peer in zip(ours["all"], peers[mode])], at_most=goal)
    table.figure("efile, memory of all messages over that of a tenth", max(one[1] for one in ours["all"]) - small, " MB",
                 at_most=20)
    seconds = sorted(one[0] for one in ours["all"])[ROUNDS // 2]
    table.note(f"efile: {MESSAGES:,} messages, {messages.stat().st_size / MESSAGES / 1000:.1f} kB each, on {THREADS} threads; "
               f"{seconds:.1f} s of processor time, C {sorted(peers['tree'])[ROUNDS // 2]:.1f} s with a tree, "
               f"{sorted(peers['stream'])[ROUNDS // 2]:.1f} s streaming.")
    messages.unlink()


def check(bench, templates, schemas, messages):
    finished = run([bench, "efile", "check", templates, schemas, messages, THREADS])
    return json.loads(finished.output.splitlines()[-1])["seconds"], finished.peak
