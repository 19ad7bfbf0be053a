"""Compile `hospitals.csv.gz` from the yearly survey of health establishments: `python compile_hospitals.py SAE_FOLDER`.

By rule. SAE_FOLDER holds `sae_ID_2022r.csv.gz` and `sae_ID_2023r.csv.gz`, as DREES publishes them. Every establishment
is kept but the sites of regional hospitals (101), units of dialysis (146) and care at home (127), whose names are those
of others; nothing is added by hand. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).with_name("hospitals.csv.gz")
HEADER = """\
# source: DREES, Statistique annuelle des établissements de santé (SAE) 2022 and 2023, table ID
# licence: Licence Ouverte / Open Licence 2.0 (Etalab)
# producer: sante-kg contributors, by compile_hospitals.py, 2026-11-26
# type: CH public, CLINIC private for profit, ESPIC private non-profit, CLCC centre against cancer
# name;type;département;commune
"""
YEARS = ("2022r", "2023r")
LEFT_OUT = frozenset(["101", "127", "146"])
CANCER = "131"
TYPES = {"1": "CH", "2": "CLINIC", "3": "ESPIC"}
Row = tuple[str, str, str, str]


def rows(folder: Path) -> Iterator[Row]:
    """Name, type, code of the département and name of the commune of each establishment."""
    for year in YEARS:
        with gzip.open(folder / f"sae_ID_{year}.csv.gz", "rt", encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines, delimiter=";"):
                if row["cat"] not in LEFT_OUT and row["stjr"] in TYPES:
                    type_ = "CLCC" if row["cat"] == CANCER else TYPES[row["stjr"]]
                    yield row["rs"].strip(), type_, row["dep"], row["NOMCOM"].strip()


def main(folder: Path) -> None:
    """Write the table beside this file."""
    lines = "".join(";".join(row) + "\n" for row in sorted(set(rows(folder))))
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write((HEADER + lines).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
