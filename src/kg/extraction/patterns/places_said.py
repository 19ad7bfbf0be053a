"""How a text says where something is, beside names. Constants only."""

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\w"
PLACE = (
    r"(?P<before>(?<![\w-])(?:à|À|au|aux|en|dans le|dans la|dans l['’]|dans les|de|d['’]|du|près d['’]|vers|sur|entre|,|\(|et) ?)"
    rf"(?P<place>(?:(?:Le|La|Les|L['’]) ?)?{_WORD}(?: (?:de la |de l['’]|de |du |d['’])?{_WORD})?)"
)
"""A preposition, then capitalised words: « à Rodez », « dans l'Aveyron », « en Pays de la Loire »."""

WHERE = r"^(?:,? (?:situe|implante|installe|base|ouvert|construit|qui ouvrira)\w*)?,? ?(?:a|au|aux|en|dans le|dans la|dans l'|dans les|\(|, de|, d'|, du) ?$"
"""Between an organisation and the place it lies in (folded)."""

OPENING = r"^(?:[-•–] )?(?:installee? |situee? |ouverte? (?:en \d{4} )?|creee? (?:en \d{4} )?|nee? (?:en \d{4} )?|ici, )?(?:a|au|aux|en|dans le|dans la|dans l'|dans les) ?$"
"""From the beginning of a sentence to the place where what it speaks of lies (folded)."""

OWNER = r"\w (?:du|de la|de l['’]|des) ?(?:CH\w*|GH\w*|GCS|GIE|hôpita\w+|centres? hospitaliers?|(?:poly)?cliniques?|fondation|groupe|[A-Z]{3,})\b"
"""In the name of a part: the organisation it belongs to, whose place is not the part's own."""

STREET = (
    r"(?<![\w-])(?:rue|avenue|boulevard|bd|place|all[ée]e|quai|impasse|chemin|route|faubourg|square|esplanade|rond-point)s?"
    r"(?: [\w-]+)? (?:de la |de l['’]|du |des |de |d['’])$"
)
"""Before a place: it names a way there or a street after it, « rue de Paris », « sur la route de Dax »."""

CONTRACTED = r"(?:[Aa]ux?|[Dd]u|[Dd]es) (?=[A-ZÀ-Ý])"
"""Before a town whose article went into the preposition: « Au | Havre »."""

DATELINE = (
    rf"^(?:[-•*] )?(?P<place>{_WORD}(?: (?:(?:de|du|sur|en|et|la|le|les) |d['’])*{_WORD})*)"
    r"(?: ?\([^()\n]{2,30}\))? ?[.:] "
)
"""The place that a piece of news begins with, at the beginning of a line: « Barjols : », « Drôme. »."""

CATCHES = (
    ("La clinique du Pré, à Angers, ferme.", "clinique du Pré", "Angers"),
    ("Installée à Foix (Ariège), la CPTS Plantaurel grandit.", "CPTS Plantaurel", "Ariège"),
)
MISSES = ("La clinique du Pré envoie ses malades vers Angers.",)
