"""Where sentences end, and the full stops that end none."""

END = r"(?<=[.!?…])[ \u00a0]+(?=[«\"“A-ZÀ-Ý0-9])|\n"

TITLE = r"(?i)(?<!\w)(?:mm?|mmes?|mlles?|drs?|prs?|mes?|stes?|sts?)\.\Z"
"""« M. », « Dr. », « St. »: a name follows."""

INITIAL = r"(?<!\w)[A-ZÀ-Ý]\.\Z"
"""« J. », « J.-P. », « C.H.U. »: no end before a name, an end before `OPENER`."""

NUMBERED = r"(?i)(?<!\w)(?:tél|art|réf|env|pp?|n)\.\Z"
"""« tél. », « art. »: no end before a number."""

OPENER = (
    r"(?:[LDCSJNM]['’]|(?:Les?|La|Une?|Des?|Du|Ils?|Elles?|On|Nous|Vous|Cet?|Cette|Ces|Celle|Celui|Son|Sa|Ses|Leurs?|"
    r"En|Aux?|Dans|Pour|Avec|Depuis|Dès|À|A|Et|Mais|Par|Sur|Sous|Selon|Après|Avant|Entre|Si|Deux|Trois)\b)"
)
"""Words that begin a sentence and no name."""

WORD = r"[A-ZÀ-Ý]"

CATCHES = (
    ("Le CH recrute. Il soigne.", 2),
    ("Un accord ! « Enfin », dit-elle.", 2),
    ("Le service soigne l'hépatite C. Il a dix lits.", 2),
    ("Le coût monte à 3 M€. L'ARS paie.", 2),
    ("Voir page 3. 12 lits ouvrent.", 2),
)
"""Text and the number of its sentences."""

MISSES = (
    "Le directeur, M. Durand, recrute.",
    "Mme. Petit et le Dr. Roux dirigent l'hôpital de St. Malo.",
    "J.-P. Martin et A. Petit signent.",
    "Le C.H.U. Pasteur recrute.",
    "Renseignements : tél. 02 99 00 00 00, art. 5.",
)
"""One sentence each."""
