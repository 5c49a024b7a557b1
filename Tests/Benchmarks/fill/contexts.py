"""Makes the values of case motions from a sample batch: JSON Lines in, JSON Lines out.

Each line written is what a template of one case sees, the same for every engine. Two things are changed on purpose so
that engines agree on every byte: quotation marks, apostrophes and slashes, which engines escape in different ways, are
replaced by their typographic sisters and dashes; and empty values are left out, because engines differ in whether an
empty text counts as true. Ampersands stay, and every document has some.

    contexts.py SAMPLE.jsonl > contexts.jsonl
"""
import json
import sys

MONTHS = ("January February March April May June July August September October November December").split()
LOWER = {"felony": "misdemeanor", "misdemeanor": "infraction", "infraction": "infraction"}
FORMER = ("11530", "11530.1", "11530.5", "11531")

OFFICE = {
    "asOf": "February 11, 2020",
    "asOfISO": "2020-02-11",
    "program": "Vacatur",
    "county": {"name": "Los Angeles", "courtTitle": "SUPERIOR COURT OF THE STATE OF CALIFORNIA"},
    "courthouse": {
        "name": "Clara Shortridge Foltz Criminal Justice Center",
        "district": "CENTRAL DISTRICT",
        "address": [{"line": "210 West Temple Street"}, {"line": "Los Angeles, CA 90012"}],
    },
    "jurisdiction": {"id": "district-attorney", "name": "County of Los Angeles", "isCounty": True},
    "office": {
        "name": "Office of the District Attorney",
        "division": "Writs & Records Division",
        "address": [{"line": "1 Sample Plaza, Suite 900"}, {"line": "Los Angeles, CA 90099"}],
        "telephone": "(213) 555-0101",
        "email": "records@example.org",
        "head": "Sample Q. Person",
        "headTitle": "District Attorney of Los Angeles County",
        "deputyTitle": "Deputy District Attorney",
    },
    "attorney": {"name": "Dana Whitfield", "barNumber": "123456"},
    "matter": {"department": "100"},
    "publicDefender": {
        "name": "Law Offices of the Public Defender",
        "address": [{"line": "2 Sample Plaza"}, {"line": "Los Angeles, CA 90099"}],
        "telephone": "(213) 555-0102",
    },
    "batch": {"name": "sample"},
}


def long_date(iso):
    year, month, day = iso.split("-")
    return f"{MONTHS[int(month) - 1]} {int(day)}, {year}"


def agreed(text):
    return text.replace("'", "’").replace('"', "”").replace("/", "–")


def count_values(count, is_last):
    section = count["section"].split("(")[0]
    code = "S" if count.get("sentence_status") == "serving" else "D" if "Dismissal" in count["determination"] else "R"
    values = {
        "number": count.get("count"),
        "section": count["section"],
        "offense": agreed(count.get("offense", "")),
        "level": count["level"],
        "newLevel": LOWER[count["level"]],
        "convictionDate": long_date(count["conviction_date"]),
        "convictionDateISO": count["conviction_date"],
        "arrestDate": long_date(count["arrest_date"]) if "arrest_date" in count else None,
        "arrestingAgency": agreed(count.get("arresting_agency", "")),
        "code": code,
        "isDismiss": code == "D",
        "isRedesignate": code == "R",
        "isRecall": code == "S",
        "isFormer": section in FORMER,
        "isLast": is_last,
    }
    return {name: value for name, value in values.items() if value not in (None, "")}


def case_values(sequence, record):
    rows = record["counts"]
    counts = [count_values(count, index == len(rows) - 1) for index, count in enumerate(rows)]
    names = ("first_name", "middle_name", "last_name", "suffix")
    akas = [agreed(name) for name in record.get("aka", [])]
    return {
        "number": record["case_number"],
        "sequence": str(sequence),
        "defendant": agreed(" ".join(record[name] for name in names if name in record)),
        "akas": [{"name": name, "isLast": index == len(akas) - 1} for index, name in enumerate(akas)],
        "hasAkas": bool(akas),
        "hasDismiss": any(count["isDismiss"] for count in counts),
        "hasRedesignate": any(count["isRedesignate"] for count in counts),
        "hasRecall": any(count["isRecall"] for count in counts),
        "hasOneCount": len(counts) == 1,
        "countTotal": str(len(counts)),
        "counts": counts,
    }


def main():
    with open(sys.argv[1], encoding="utf-8") as sample:
        for sequence, line in enumerate(sample, start=1):
            values = OFFICE | {"draft": False, "case": case_values(sequence, json.loads(line))}
            sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")


main()
