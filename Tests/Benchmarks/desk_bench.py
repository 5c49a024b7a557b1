"""The service: its memory at rest and while 1 GB is brought in, and readers of documents beside nginx while a batch is made."""
import hashlib
import http.client
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from table import progress, run
from whole_bench import sample, vacatur

CASES = int(os.environ.get("BENCH_CASES", 66_000))
ROUNDS = int(os.environ.get("BENCH_RUNS", 3))
SECONDS = 10
READERS = 100
GIGABYTE = 1 << 30


def measure(table, work):
    data = Path(os.environ.get("BENCH_FOLDER", work)).resolve() / "desk"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    progress("desk: packets to read in")
    batch = sample(data, 2_000)
    run([vacatur(), "generate", batch, "--approve-as", "Dana Whitfield, 123456", "--as-of", "2020-02-11", "--output",
         data / "out", "--print", "none"], quiet=True)
    with Service(data) as service:
        time.sleep(5)
        table.figure("desk, memory at rest", service.memory("VmRSS"), " MB", at_most=60)
        token = service.users(READERS)
        small, large = (upload(service, token[0], size) for size in (GIGABYTE // 10, GIGABYTE))
        table.figure("desk, memory more for an upload of 1 GB than for one of 0.1 GB", large - small, " MB", at_most=8)
        table.figure("desk, peak memory with an upload of 1 GB", large, " MB")
        readers(table, service, token, data)
    shutil.rmtree(data)


class Service:
    """The service on folders of its own, with accounts that are put into its docket."""

    def __init__(self, data):
        self.data = data

    def __enter__(self):
        program = Path(".build/release/vacatur-desk").resolve()
        self.log = open(self.data / "log", "w")
        self.process = subprocess.Popen(
            [program, "serve", "--insecure-loopback", "--port", "0", "--docket", self.data / "out/docket.sqlite",
             "--output", self.data / "out"], stdout=subprocess.DEVNULL, stderr=self.log)
        while "listening on 127.0.0.1:" not in (text := (self.data / "log").read_text()):
            if self.process.poll() is not None:
                sys.exit(f"bench: the service does not begin\n{text}")
            time.sleep(0.05)
        self.port = int(text.split("listening on 127.0.0.1:")[1].split('"')[0].split()[0])
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()

    def memory(self, name):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split(f"{name}:")[1].split()[0]) / 1024

    def users(self, count):
        """Paralegals with a token each; by hand, because a hundred passwords to check would take minutes."""
        tokens = [secrets.token_hex(32) for _ in range(count)]
        docket = sqlite3.connect(self.data / "out/docket.sqlite", timeout=60)
        with docket:
            for number, token in enumerate(tokens):
                user = docket.execute(
                    "INSERT INTO desk_user (name, full_name, bar_number, role, jurisdictions, password, is_disabled, "
                    "must_change_password, made_at, password_at) VALUES (?, ?, '', 'paralegal', '', '', 0, 0, 1, 1)",
                    (f"reader-{number}", f"Reader {number}")).lastrowid
                docket.execute(
                    "INSERT INTO api_token (digest, user, label, made_at, expires_at) VALUES (?, ?, 'bench', 1, ?)",
                    (hashlib.sha256(token.encode()).digest(), user, 1 << 40))
        docket.close()
        return tokens

    def ask(self, method, path, token, body=None, kind="application/json", **more):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": kind, "Host": "localhost"} | more
        if isinstance(body, dict):
            body = json.dumps(body)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status >= 400:
            sys.exit(f"bench: {method} {path}: {answer.status} {text[:500]}")
        return text


def upload(service, token, size):
    """Brings a file in, and gives the most memory that the service has had in all its life."""
    progress(f"desk: upload of {size / 1e9:.1f} GB")
    name = service.ask("POST", "/api/v1/uploads", token, {"name": "large.csv", "size": size})
    place = f"/api/v1/uploads/{json.loads(name)['id']}"
    piece = os.urandom(1 << 20)
    pieces = (piece[: min(len(piece), size - start)] for start in range(0, size, len(piece)))
    service.ask("PATCH", place, token, pieces, "application/offset+octet-stream",
                **{"Upload-Offset": "0", "Content-Length": str(size)})
    service.ask("DELETE", place, token)
    return service.memory("VmHWM")


def readers(table, service, tokens, data):
    documents = addresses(service, tokens[0])
    body = service.ask("GET", documents[0], tokens[0])
    with Nginx(data, body) as nginx:
        jobs = order(service, tokens[0], data)
        for pause, name, goal in ((1_000, "each a document a second", 3), (0, "without a pause", None)):
            ratios, failed, medians = [], 0, []
            for number in range(ROUNDS):
                progress(f"desk: {READERS} readers {name}, round {number + 1} of {ROUNDS}")
                theirs = load(nginx.port, ["/document.html"], tokens, pause, data)
                ours = load(service.port, documents, tokens, pause, data)
                ratios.append(ours["median"] / theirs["median"])
                medians.append((ours["median"], theirs["median"], ours["requests"], ours["p99"]))
                failed += ours["failed"]
            ours, theirs, count, tail = sorted(medians)[len(medians) // 2]
            table.ratio(f"desk, {READERS} readers {name}: median time of a document : nginx and a file", ratios, at_most=goal)
            table.figure(f"desk, {READERS} readers {name}: failed requests", failed, "", at_most=0)
            table.note(f"desk, {READERS} readers {name}: median {ours:.2f} ms, 99 % {tail:.1f} ms, nginx {theirs:.2f} ms; "
                       f"{count / SECONDS:,.0f} documents of about {len(body):,} bytes a second.")
        states = [json.loads(service.ask("GET", f"/api/v1/jobs/{job}", tokens[0]))["state"] for job in jobs]
        if states[-1] == "done":
            sys.exit("bench: the batches were done before the readers; set BENCH_CASES higher")
        if "failed" in states:
            sys.exit(f"bench: a batch failed: {states}")
        for job, state in zip(jobs, states):
            if state != "done":
                service.ask("DELETE", f"/api/v1/jobs/{job}", tokens[0])


def addresses(service, token):
    batch = json.loads(service.ask("GET", "/api/v1/batches", token))["items"][0]["id"]
    packet = f"/api/v1/batches/{batch}/packets/district-attorney/cases"
    cases = json.loads(service.ask("GET", f"{packet}?limit=500", token))["items"]
    return [f"{packet}/{case['number']}/{case['documents'][0]['name']}" for case in cases]


def order(service, token, data):
    """Orders batches, one behind the other, so that one is being made as long as anybody reads."""
    jobs = []
    for seed in range(16):
        path = data / f"list-{seed}.csv"
        run([vacatur(), "sample", "--cases", CASES, "--seed", 100 + seed, "--format", "csv", "-o", path])
        size = path.stat().st_size
        made = json.loads(service.ask("POST", "/api/v1/uploads", token, {"name": "list.csv", "size": size}))
        with open(path, "rb") as file:
            service.ask("PATCH", f"/api/v1/uploads/{made['id']}", token, file, "application/offset+octet-stream",
                        **{"Upload-Offset": "0", "Content-Length": str(size)})
        asked = service.ask("POST", "/api/v1/batches", token,
                            {"uploads": [made["id"]], "asOf": "2020-02-13", "print": "documents"})
        jobs.append(json.loads(asked)["id"])
    return jobs


def load(port, paths, tokens, pause, data):
    for name, lines in (("documents", paths), ("tokens", tokens)):
        (data / name).write_text("".join(f"{line}\n" for line in lines))
    variables = {"DESK_DOCUMENTS": data / "documents", "DESK_TOKENS": data / "tokens", "DESK_PAUSE": pause}
    script = Path(__file__).parent / "desk/read.lua"
    answer = subprocess.run(
        ["wrk", "-t", "1", "-c", str(READERS), "-d", f"{SECONDS}s", "--timeout", "30s", "-s", script,
         f"http://localhost:{port}/"], env=os.environ | {key: str(value) for key, value in variables.items()},
        check=True, capture_output=True, text=True).stdout
    return json.loads(answer.splitlines()[-1])


class Nginx:
    """A server of one file on the same disk."""

    def __init__(self, data, body):
        self.folder, self.body, self.port = data / "nginx", body, 8_799

    def __enter__(self):
        (self.folder / "files").mkdir(parents=True)
        (self.folder / "files/document.html").write_bytes(self.body)
        (self.folder / "nginx.conf").write_text(f"""
            user {'root' if os.getuid() == 0 else ''};
            worker_processes 2; pid {self.folder}/pid; error_log {self.folder}/errors; daemon off;
            events {{ worker_connections 1024; }}
            http {{ access_log off; sendfile on; keepalive_requests 1000000; types {{ text/html html; }}
                server {{ listen 127.0.0.1:{self.port}; root {self.folder}/files; }} }}
            """)
        self.process = subprocess.Popen(["nginx", "-p", self.folder, "-c", self.folder / "nginx.conf"],
                                        stderr=subprocess.DEVNULL)
        time.sleep(1)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
