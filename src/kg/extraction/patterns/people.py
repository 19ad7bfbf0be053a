"""How people are named and introduced. Constants only."""

SURNAME = r"(?:(?:de |d['’]|du |de la |le |van |von |El |Ben |Le |La )?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ’'A-ZÀ-Ý-]+)"
FIRST = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)*"
INTRODUCED = (
    r"(?:(?<=\bDr )|(?<=\bPr )|(?<=\bM\. )|(?<=\bMme )|(?<=\bDr\. )|(?<=\bPr\. )|(?<=docteur )|(?<=docteure )|(?<=professeur )"
    r"|(?<=professeure )|(?<=[Mm]onsieur )|(?<=[Mm]adame ))"
)
SAYING_AFTER = (
    r"(?=,? (?:explique|précise|souligne|indique|ajoute|résume|assure|rappelle|déclare|annonce|se félicite|se réjouit|affirme|confie|estime|détaille"
    r"|poursuit|note|reconnaît|regrette|observe|insiste|commente|raconte|conclut|prévient|dit|a pris|succède|dirige|préside|remplace)\b)"
)
SAYING_BEFORE = (
    r"(?:(?<=explique )|(?<=précise )|(?<=souligne )|(?<=indique )|(?<=ajoute )|(?<=résume )|(?<=assure )|(?<=rappelle )|(?<=déclare )|(?<=annonce )"
    r"|(?<=félicite )|(?<=réjouit )|(?<=affirme )|(?<=confie )|(?<=estime )|(?<=détaille )|(?<=poursuit )|(?<=Selon )|(?<=selon )|(?<=reconnaît )"
    r"|(?<=conclut )|(?<=commente ))"
)
