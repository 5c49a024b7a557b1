"""The whole run: `vacatur generate` from a list to packets, beside C that only writes the same files."""
import os
import shutil
import subprocess
from pathlib import Path

from table import progress, result, run

CASES = int(os.environ.get("BENCH_CASES", 66_000))
# 0 leaves the large run out.
LARGE = int(os.environ.get("BENCH_LARGE", 10 * CASES))
ROUNDS = int(os.environ.get("BENCH_RUNS", 3))


def measure(table, work):
    data = Path(os.environ.get("BENCH_FOLDER", work)).resolve() / "run"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    batch = sample(data, CASES)
    trees, zips, bare_trees, bare_zips = [], [], [], []
    for round_number in range(ROUNDS):
        progress(f"run: round {round_number + 1} of {ROUNDS}, {CASES:,} cases")
        tree, folder = generate(batch, data / "tree", "tree")
        trees.append(tree)
        bare_trees.append(bare(work, "tree", folder, data / "bare"))
        zipped, _ = generate(batch, data / "zip", "zip")
        zips.append(zipped)
        bare_zips.append(bare(work, "zip", folder, data / "bare"))
    table.ratio("run, --layout tree: time of Vacatur : C that writes the same files",
                [ours.seconds / peer["seconds"] for ours, peer in zip(trees, bare_trees)], at_most=1.5)
    table.ratio("run, --layout zip: time of Vacatur : C with libdeflate 1",
                [ours.seconds / peer["seconds"] for ours, peer in zip(zips, bare_zips)], at_most=1.5)
    for name, runs, peers in (("tree", trees, bare_trees), ("zip", zips, bare_zips)):
        table.ratio(f"run, --layout {name}: the same, but C does not wait for the disk",
                    [ours.seconds / peer["written"] for ours, peer in zip(runs, peers)])
    progress("run: zip -1 -r")
    slow = run(["zip", "-1", "-q", "-r", data / "peer.zip", "."], folder=folder)
    table.ratio("run, --layout zip: Vacatur : zip -1 -r", [slow.seconds / ours.seconds for ours in zips], at_least=3)
    sizes = {name: size(data / name) / 1e6 for name in ("tree", "zip")}
    sizes["peer.zip"] = (data / "peer.zip").stat().st_size / 1e6
    table.figure(f"run, peak memory, {CASES:,} cases", max(one.peak for one in trees + zips), " MB", at_most=300)
    shutil.rmtree(data / "tree")
    if LARGE:
        large(table, data, zips)
    seconds = sorted(one.seconds for one in zips)[len(zips) // 2]
    table.note(f"run: {CASES:,} cases, {bare_trees[0]['files']:,} files, {bare_trees[0]['bytes'] / 1e6:,.0f} MB; "
               f"packets with volumes {sizes['zip']:,.0f} MB in {seconds:.1f} s, zip -1 {sizes['peer.zip']:,.0f} MB. "
               "Vacatur's time is that of the whole command: reading, checking, docket, filling, hashing, packing.")
    shutil.rmtree(data)


def large(table, data, zips):
    batch = sample(data, LARGE)
    for name in ("zip", "peer.zip"):
        remove(data / name)
    progress(f"run: {LARGE:,} cases")
    run_large, _ = generate(batch, data / "zip", "zip")
    table.figure(f"run, peak memory, {LARGE:,} cases", run_large.peak, " MB", at_most=300)
    times = LARGE / CASES
    ratios = [run_large.seconds / one.seconds for one in zips]
    table.ratio(f"run, time of {LARGE:,} cases : {CASES:,} cases", ratios, at_most=round(1.05 * times, 2))


def sample(data, cases):
    progress(f"run: sampling {cases:,} cases")
    batch = data / f"batch-{cases}.csv"
    run([vacatur(), "sample", "--cases", cases, "--seed", 1961, "--format", "csv", "-o", batch])
    return batch


def generate(batch, output, layout, printing="none"):
    """One whole run into a new folder with a new docket; gives what it took, and the batch's folder."""
    remove(output)
    settle()
    finished = run([vacatur(), "generate", batch, "--approve-as", "Dana Whitfield, 123456", "--as-of", "2020-02-11",
                    "--output", output, "--layout", layout, "--print", printing], quiet=True)
    return finished, Path(finished.output.splitlines()[-1])


def bare(work, mode, folder, target):
    remove(target)
    settle()
    measured = result([work / "bare", mode, folder, target])
    remove(target)
    return measured


def settle():
    """Lets the disk finish what the side before has left to it."""
    subprocess.run(["sync"], check=True)


def remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def size(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def vacatur():
    return Path(".build/release/vacatur").resolve()
