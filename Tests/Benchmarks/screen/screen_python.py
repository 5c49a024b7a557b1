"""The rules of Los Angeles as one would write them in Python: screen_python.py FILE AS-OF OUTPUT [ROWS]

Reads the first ROWS rows of a history file (or all), judges every conviction of Proposition 64 in the county, and writes the
three spreadsheets, with the columns that `vacatur screen` adds. Prints its seconds, by the clock on the wall."""
import csv
import datetime
import functools
import itertools
import json
import re
import sys
import time
from pathlib import Path

COUNTY = "LOS ANGELES"
AGE, YEARS = 50, 10
PROPOSITION_64 = datetime.date(2016, 11, 9)
UNDATED = datetime.date.min

# Columns that are looked at, by position.
SUBJECT, NAME, BIRTH, EVENT, STEP, COURT_COUNTY, ORDER, NUMBER = 2, 12, 14, 40, 42, 48, 50, 52
OFFENSE, TYPE, DISPOSITION, STATUS, LENGTH, UNIT, COMMENT = 54, 55, 80, 82, 87, 88, 93
COLUMNS = 95
CONDENSED = (11, 12, 13, 14, 22, 37, 40, 46, 48, 51, 52, 54, 80, 82, 86, 87, 88, 90, 93, 94)
ADDED = ["Case Number", "# of convictions on record", "Possible Other P64 Charges", "Superstrike Code Section(s)",
         "PC290 Code Section(s)", "PC290 Registration", "Date of Conviction", "Years Since This Conviction",
         "Years Since Any Conviction", "# of Prop 64 convictions", "# of HS 11357 convictions",
         "# of HS 11358 convictions", "# of HS 11359 convictions", "# of HS 11360 convictions", "Deceased",
         "Eligibility Determination", "Eligibility Reason"]

SECTIONS = ("11357", "11358", "11359", "11360")
SECTION = re.compile("|".join(SECTIONS))
SUBSECTION = re.compile(r"11357(\([A-D]\))")
STRIKE = re.compile(r"""
    (?: 37 | 128 | 187 | 188 | 189(?:\.[15])? | 190(?:\.\d\d?)?(?:\(.*\))? | 191(?:\.5)? | 205 | 207 | 209(?:\.5)?
      | 217\.1 | 218 | 219 | 220 | 245\(D\)\(3\) | (?:261|262|273AB)(?:\(.*\))? | 264\.1 | 269 | 287
      | 286(?:\(C\)\([123]\)(?:\([ABC]\))?|\(D\)\([123]\))? | 288(?:\(A\)|\(B\)\([12]\))?
      | 288A(?:\(D\)|\(C\)\(1\)|\(C\)\(2\)\([ABC]\))? | 288\.5(?:\(A\))?
      | 289(?:\(J\)|\(A\)\(1\)\([ABC]\)|\(A\)\(2\)\(C\))? | 451\.5 | 653F | 667\.(?:61|71|7)
      | 4500 | 11418(?:\(A\)\(1\)|\(B\)\([12]\)) | 12308 | 12310 | 18745 | 18755 )[ ]PC
    | 1672\(A\)[ ]MV""", re.VERBOSE)
GANG = r"(?:136\.1|215|213\(A\)\(1\)\(A\)|246|519|12022\.55)"
ENHANCEMENT = re.compile(r"186\.22\(B\)\(4\) PC")
GANG_OFFENSE = re.compile(GANG + " PC")
GANG_IN_ONE = re.compile(rf"{GANG}.*186\.22\(B\)\(4\) PC|186\.22\(B\)\(4\).*{GANG} PC")
REGISTRABLE = re.compile(r"""
    (?: 262\(A\)(?:\(1\))? | 264\.1 | 266 | 266C | 266J | 267 | 272 | 285 | 287 | 288 | 311\.2\([BCD]\) | 314\([12]\)
      | 451\.5 | 653F\([BC]\)
      | (?: 236\.1\([BC]\) | 243\.4 | 264\.1\( | 266H\(B\) | 266I\(B\) | 288A | 288\.[23457] | 311\.[134] | 311\.10
          | 311\.11 | 647\.6 | 647A | (?:261|269)[(.A-Za-z] ).*
      | 261 | 269 | (?:286|289)[^.]* )[ ]PC""", re.VERBOSE)


class Conviction:
    __slots__ = ("row", "text", "section", "date", "is_felony", "in_county", "is_registration", "case", "end")


class Subject:
    __slots__ = ("birth", "convictions", "seen", "numbers", "is_deceased", "is_registered", "superstrikes", "pc290",
                 "strike_date", "pc290_date", "counts")

    def __init__(self, birth):
        self.birth = birth
        self.convictions = []
        self.seen = set()
        self.numbers = {}
        self.is_deceased = self.is_registered = False


@functools.cache
def day(text):
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return UNDATED
    try:
        return datetime.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return UNDATED


def later(date, years):
    """The same day of another year; March 1 where February 29 is none."""
    try:
        return date.replace(year=date.year + years)
    except ValueError:
        return datetime.date(date.year + years, 3, 1)


@functools.cache
def section(text):
    found = SECTION.search(text)
    return found[0] if found else None


@functools.cache
def kind(text):
    """Whether a text is a superstrike, and whether it is an offense of section 290."""
    return bool(STRIKE.search(text) or GANG_IN_ONE.search(text)), bool(REGISTRABLE.search(text))


def code_text(fields):
    text = fields[OFFENSE]
    if text.strip() in ("", "SEE COMMENT FOR CHARGE"):
        return fields[COMMENT].partition("-")[0]
    return text.partition("-")[0]


def sentence(fields):
    """A part of a sentence in half days."""
    length = fields[LENGTH]
    digits = length[1:] if length[:1] in "+-" else length
    halves = {"D": 2, "M": 61, "Y": 732}.get(fields[UNIT])
    if halves is None or not (digits.isascii() and digits.isdigit()):
        return 0
    return int(length) * halves


def other_charges(fields):
    offense, comment = fields[OFFENSE], fields[COMMENT]
    theirs = section(comment)
    if theirs is None or offense.strip() in ("", "SEE COMMENT FOR CHARGE"):
        return ""
    ours = section(offense)
    if ours != theirs:
        return comment
    if ours == "11357":
        first, second = SUBSECTION.search(offense), SUBSECTION.search(comment)
        if second and (not first or (first[1] in "(A)(B)") != (second[1] in "(A)(B)")):
            return comment
    return ""


def gather(rows):
    subjects = {}
    for index, fields in enumerate(rows):
        subject = subjects.get(fields[SUBJECT])
        if subject is None:
            subject = subjects[fields[SUBJECT]] = Subject(day(fields[BIRTH]))
        step, order = fields[STEP], fields[ORDER]
        is_registration = step == "REGISTRATION" and fields[OFFENSE].startswith("290")
        if step == "DECEASED":
            subject.is_deceased = True
        elif step == "COURT ACTION" and fields[NUMBER]:
            numbers = subject.numbers.setdefault(order[:6], [])
            if fields[NUMBER] not in numbers:
                numbers.append(fields[NUMBER])
        subject.is_registered |= is_registration
        if not fields[DISPOSITION].startswith("CONVICTED"):
            continue
        if order in subject.seen:
            subject.convictions[-1].end += sentence(fields)
            continue
        subject.seen.add(order)
        one = Conviction()
        one.row, one.text, one.date, one.case = index, code_text(fields), day(fields[EVENT]), order[:6]
        one.section = section(one.text)
        one.is_felony = fields[STATUS] == "FELONY" or fields[STATUS] == "" and fields[TYPE] == "F"
        one.in_county = fields[COURT_COUNTY] == COUNTY
        one.is_registration = is_registration
        one.end = one.date.toordinal() * 2 + sentence(fields)
        subject.convictions.append(one)
    return subjects


def summarize(subject):
    strikes, pc290, dates, pc290_dates = set(), [], [], []
    offenses, enhancements = {}, {}
    counts = dict.fromkeys(SECTIONS, 0)
    for one in subject.convictions:
        is_strike, is_registrable = kind(one.text)
        if is_strike:
            strikes.add(one.text)
            dates.append(one.date)
        if is_registrable:
            pc290.append(one.text)
        if is_registrable or one.is_registration:
            pc290_dates.append(one.date)
        if ENHANCEMENT.search(one.text):
            enhancements[one.case] = one.text
        if GANG_OFFENSE.search(one.text):
            offenses.setdefault(one.case, []).append(one.text)
        if one.section:
            counts[one.section] += 1
    for case, texts in offenses.items():
        if case in enhancements:
            strikes.update(f"{text} + {enhancements[case]}" for text in texts)
    subject.superstrikes, subject.pc290, subject.counts = sorted(strikes), pc290, counts
    subject.strike_date = min(dates, default=UNDATED)
    subject.pc290_date = min(pc290_dates, default=UNDATED)


def judge(one, subject, as_of):
    all_ = subject.convictions
    if not one.is_felony:
        return "To be reviewed by City Attorneys", "Misdemeanor or Infraction"
    if one.date >= PROPOSITION_64:
        return "Not eligible", "Occurred after 11/09/2016"
    if one.section == "11357":
        if one.text.startswith(("11357(A)", "11357(B)")):
            return "Eligible for Dismissal", "11357(a) or 11357(b)"
        return "Hand Review", "Other 11357"
    if subject.superstrikes and subject.strike_date < one.date:
        return "Not eligible", "PC 667(e)(2)(c)(iv)"
    if (subject.pc290 or subject.is_registered) and subject.pc290_date < one.date:
        return "Not eligible", "PC 290"
    priors = [other for other in all_ if other.section and other.date < one.date and other.text[:5] == one.text[:5]]
    if len(priors) >= 2:
        return "Not eligible", "Two priors"
    if later(subject.birth, AGE) <= as_of:
        return "Eligible for Dismissal", f"{AGE} years or older"
    if (as_of - subject.birth).days / 365.25 <= 21:
        return "Eligible for Dismissal", "21 years or younger"
    is_serving = any(other.end > as_of.toordinal() * 2 for other in all_)
    if not is_serving and all(other.section for other in all_):
        return "Eligible for Dismissal", "Only has 11357-60 charges and completed sentence"
    if all(other.date <= later(as_of, -YEARS) for other in all_):
        return "Eligible for Dismissal", f"No convictions in past {YEARS} years"
    if is_serving:
        return "Hand Review", "Currently serving sentence"
    if subject.is_deceased:
        return "Eligible for Dismissal", "Deceased"
    return "Hand Review", "No applicable eligibility criteria"


def years(date, as_of):
    return "-1.0" if date == UNDATED else f"{(as_of - date).days / 365.25:.1f}"


def findings(subjects, as_of):
    """The added columns by row, for the rows that have them all."""
    found = {}
    for subject in subjects.values():
        relevant = [one for one in subject.convictions if one.in_county and one.section]
        if not relevant:
            continue
        summarize(subject)
        latest = max(one.date for one in subject.convictions)
        counts = [str(subject.counts[name]) for name in SECTIONS]
        for one in relevant:
            found[one.row] = [
                "; ".join(subject.numbers.get(one.case, [])), str(len(subject.convictions)), "",
                ";".join(subject.superstrikes) or "-", ";".join(subject.pc290) or "-",
                "Yes" if subject.is_registered else "-", f"{one.date.month:02}/{one.date.day:02}/{one.date.year:04}",
                years(one.date, as_of), years(latest, as_of), str(sum(subject.counts.values())), *counts,
                "Deceased" if subject.is_deceased else "-", *judge(one, subject, as_of)]
    return found


def write(rows, found, header, output):
    output.mkdir(parents=True, exist_ok=True)
    empty = [""] * len(ADDED)
    with (open(output / "all-rows.csv", "w", encoding="utf-8", newline="") as full,
          open(output / "condensed.csv", "w", encoding="utf-8", newline="") as narrow,
          open(output / "convictions.csv", "w", encoding="utf-8", newline="") as short):
        sheets = [csv.writer(file, lineterminator="\n") for file in (full, narrow, short)]
        for sheet, names in zip(sheets, (header, [header[n] for n in CONDENSED], header)):
            sheet.writerow(names + ADDED)
        for index, fields in enumerate(rows):
            added = list(found.get(index, empty))
            added[2] = other_charges(fields)
            sheets[0].writerow(fields + added)
            sheets[1].writerow([fields[n] for n in CONDENSED] + added)
            if index in found:
                sheets[2].writerow(fields + added)


def main():
    start = time.monotonic()
    path, as_of, output = sys.argv[1], datetime.date.fromisoformat(sys.argv[2]), Path(sys.argv[3])
    limit = int(sys.argv[4]) if len(sys.argv) > 4 else None
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)[:COLUMNS]
        rows = list(itertools.islice(reader, limit))
    write(rows, findings(gather(rows), as_of), header, output)
    print(json.dumps({"rows": len(rows), "seconds": time.monotonic() - start}))


main()
