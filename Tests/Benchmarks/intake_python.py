"""What Python's own readers need for the same file, without checking anything: intake_python.py csv|jsonl|xml FILE"""
import csv
import json
import sys
import time
import xml.etree.ElementTree as ElementTree


def count(name, path):
    if name == "csv":
        with open(path, encoding="utf-8", newline="") as file:
            return sum(1 for _ in csv.reader(file)) - 1
    if name == "jsonl":
        with open(path, "rb") as file:
            return sum(1 for _ in map(json.loads, file))
    cases = 0
    for _, element in ElementTree.iterparse(path):
        if element.tag.endswith("}case"):
            cases += 1
            element.clear()
    return cases


rows = count(sys.argv[1], sys.argv[2])
print(json.dumps({"rows": rows, "seconds": time.process_time()}))
