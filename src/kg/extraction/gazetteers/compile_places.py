"""Compile `places.csv.gz` from INSEE's official geographical code, by rule: `python compile_places.py COG_FOLDER`.

COG_FOLDER holds `cog_communes_2026.csv.gz`, `cog_departements_2026.csv`, `cog_regions_2026.csv`,
`cog_collectivites_outremer.csv`, `cog_mouvements_communes_2026.csv.gz`, `populations_legales_communes.csv.gz` and
`populations_communes_mayotte.csv`, as INSEE publishes them. Every commune, delegated, associated and lately former
commune, département, région and collectivity overseas is kept; the régions before 2016, which the press still says and
no file of the code lists any more, are those of the law. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

SINCE = "2000-01-01"
RENAMED = "10"  # INSEE's code of a change of name alone
TARGET = Path(__file__).with_name("places.csv.gz")
HEADER = """\
# source: INSEE, Code officiel géographique au 1er janvier 2026; populations légales 2023 (PMUN)
# licence: Licence Ouverte / Open Licence 2.0 (Etalab)
# producer: sante-kg contributors, by compile_places.py, 2026-11-26
# level: C commune, D delegated, associated or former commune, N former name of a commune, P département, R region
# level;code;name;département;population;region;article
"""
Row = tuple[str, str, str, str, int, str, str]
OF = {
    "0": "de ",
    "1": "d'",
    "2": "du ",
    "3": "de la ",
    "4": "des ",
    "5": "de l'",
    "6": "des ",
    "7": "de las ",
    "8": "de los ",
}
"""INSEE's code of the article (TNCC) → how « de » stands before the name of a département or région."""


FORMER_REGIONS = (
    ("42", "Alsace", "d'"), ("72", "Aquitaine", "d'"), ("83", "Auvergne", "d'"), ("25", "Basse-Normandie", "de "),
    ("26", "Bourgogne", "de "), ("21", "Champagne-Ardenne", "de "), ("43", "Franche-Comté", "de "),
    ("23", "Haute-Normandie", "de "), ("91", "Languedoc-Roussillon", "du "), ("74", "Limousin", "du "),
    ("41", "Lorraine", "de "), ("73", "Midi-Pyrénées", "de "), ("31", "Nord-Pas-de-Calais", "du "),
    ("22", "Picardie", "de "), ("54", "Poitou-Charentes", "de "), ("82", "Rhône-Alpes", "de "),
)  # fmt: skip
"""The régions that loi n° 2015-29 of 16 January 2015, article 1, joined into new ones: INSEE's code, name, « de »."""


def _read(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as packed:
            yield from csv.DictReader(packed, delimiter=delimiter)
    else:
        with path.open(encoding="utf-8", newline="") as plain:
            yield from csv.DictReader(plain, delimiter=delimiter)


def _populations(folder: Path) -> dict[str, int]:
    found = {r["COM"]: int(r["PMUN"] or 0) for r in _read(folder / "populations_legales_communes.csv.gz", ";")}
    for row in _read(folder / "populations_communes_mayotte.csv", ";"):
        code = row["COM"] if len(row["COM"]) == 5 else row["DEP"][:3] + row["CODCOM"][-2:]
        found[code] = int(row["PMUN"] or 0)
    for row in _read(folder / "cog_collectivites_outremer.csv", ","):
        found[row["code_commune"]] = int(row["population"] or 0)
    return found


def rows(folder: Path) -> list[Row]:
    """All places, regions first, then départements, communes, delegated ones; each group in the order of its codes."""
    inhabitants = _populations(folder)
    for row in _read(folder / "cog_communes_2026.csv.gz", ","):
        if row["TYPECOM"] == "ARM":  # the people of Paris, Lyon and Marseille are counted by arrondissement
            inhabitants[row["COMPARENT"]] = inhabitants.get(row["COMPARENT"], 0) + inhabitants.get(row["COM"], 0)
    regions = [
        ("R", r["REG"], r["LIBELLE"], "", 0, r["REG"], OF[r["TNCC"]])
        for r in _read(folder / "cog_regions_2026.csv", ",")
    ]
    regions += [("R", code, name, "", 0, code, of) for code, name, of in FORMER_REGIONS]
    departments = [
        ("P", r["DEP"], r["LIBELLE"], r["DEP"], 0, r["REG"], OF[r["TNCC"]])
        for r in _read(folder / "cog_departements_2026.csv", ",")
    ]
    communes: list[Row] = []
    for row in _read(folder / "cog_communes_2026.csv.gz", ","):
        code, name = row["COM"], row["LIBELLE"]
        if row["TYPECOM"] == "COM":
            communes.append(("C", code, name, row["DEP"], inhabitants.get(code, 0), "", ""))
        elif row["TYPECOM"] in ("COMD", "COMA"):
            parent = row["COMPARENT"]
            communes.append(("D", code, name, parent[:3] if parent.startswith("97") else parent[:2], 0, "", ""))
    for row in _read(folder / "cog_collectivites_outremer.csv", ","):
        code = row["code_commune"]
        communes.append(("C", code, row["nom_commune"], row["code_collectivite"], inhabitants.get(code, 0), "", ""))
    departments += _overseas(folder, {row[2] for row in communes})
    communes += _former(folder, {row[1] + row[2] for row in communes}, {row[2]: row[3] for row in departments})
    return [*sorted(regions), *sorted(departments), *sorted(set(communes))]


def _overseas(folder: Path, communes: set[str]) -> list[Row]:
    """The collectivities that are no département, as one; not Saint-Martin, which is a commune's name as well."""
    found = {
        row["code_collectivite"]: row["nom_collectivite"]
        for row in _read(folder / "cog_collectivites_outremer.csv", ",")
    }
    return [("P", code, name, code, 0, "", "de ") for code, name in found.items() if name not in communes]


def _former(folder: Path, known: set[str], departments: dict[str, str]) -> list[Row]:
    """Communes that merged or changed their names since 2000 and that the code no longer lists.

    What merged keeps its own name (Évry); a name that was changed alone stands for today's (Meulan, Cadillac).
    """
    found = []
    for row in _read(folder / "cog_mouvements_communes_2026.csv.gz", ","):
        code, name = row["COM_AV"], row["LIBELLE_AV"]
        departement = code[:3] if code.startswith("97") else code[:2]
        level = "N" if row["MOD"] == RENAMED else "D"
        if row["DATE_EFF"] >= SINCE and code + name not in known and departement in departments.values():
            found.append((level, code, name, departement, 0, "", ""))
    return found


def main(folder: Path) -> None:
    """Write the table beside this file."""
    lines = "".join(";".join(map(str, row)) + "\n" for row in rows(folder))
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write((HEADER + lines).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
