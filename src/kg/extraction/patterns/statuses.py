"""What in the name of a hospital is its own, and what it shares with others. Constants only; words are folded."""

HOSPITAL = (
    r"(?:hopita(?:l|ux)|(?:poly)?cliniques?|centres?|groupes? hospitaliers?|institut|fondation|etablissements?)\b"
)
"""How the name of a hospital begins."""

WRITTEN_OUT = {"st": "saint", "ste": "sainte"}

COMMON = frozenset(
    "hopital hopitaux hop hosp clinique cliniques polyclinique clin cl polycl centre centres ctre ctr hospitalier "
    "hospitaliers hospitaliere hospitalieres ch chi chs chr chu chru gh gpe groupe groupement prive privee prives privees "
    "institut etablissement etablissements etab maison site sites ssr crf smr chirurgical chirurgicale medical medicale "
    "medico psychiatrique psychotherapique reeducation readaptation fonctionnelle soins suite convalescence mutualiste "
    "mutualistes fondation association local locale intercommunal intercommunale specialise clcc crlcc lutte contre cancer "
    "du de des d la le les l en et a au aux sur sous pour dr docteur professeur pr".split()
)
"""Words that many names share."""

NON_PROFIT = r"\b(?:mutualistes?|fondation)\b"
"""In the name of a hospital: it is run by a body that makes no profit (ESPIC, CSP L. 6161-5)."""

CATCHES = (("hôpital Foch", "foch"), ("CLINIQUE MUTUALISTE DE L'ESTUAIRE", "estuaire"))
MISSES = ("centre hospitalier", "hôpital privé")
