"""What stands between a person, a title and an organisation, over folded text. Constants only."""

BEFORE_TITLE = r"^(?:,| en est| est| etait| sera| devient|, qui est| \(|, (?:elu|elue|nomme|nommee)|, [a-z ]{0,25})? ?(?:le|la|l'|un|une|leur|son|sa|aussi|aussi le|egalement)?(?: (?:nouve\w+|jeune|actuel\w*|futur\w*))? ?$"
"""Person … title."""

TO_ORGANISATION = r"^(?: [a-z'-]+){0,3}? ?(?:du|de la|de l'|des|de|d'|au|a la|chez|a l'|,|au sein du|, )?(?: (?:futur|futurs|nouveau|petit|le|la|l'))? ?$"
"""Title … organisation."""

TO_PERSON = r"^(?:,| \(|,? (?:le|la|m\.|mme|dr|pr|docteur|docteure|professeur|monsieur|madame|est|est le dr)\.?| :| –)*,? ?(?:dr|pr|m\.|mme|docteure?|professeure?)?\.? ?$"
"""Title, with its organisation or without … person."""

SINCE = r"depuis|nomme|elu|pris|arrive|prend|succede"
SINCE_WHEN = r",? (?:en poste )?(?P<since>depuis )"
"""After a post, or between a verb and an organisation, before the date since when it is held."""
ALSO = r"^(?:,| et|, et|, mais aussi| mais aussi|, ainsi que)(?: (?:aussi|egalement|par ailleurs|le|la|l'|de))* ?$"
"""A second title of the same person."""

DIRECTS = r"\b(?:dirige|dirigeait|preside|presidait|pilote|administre|a dirige|a preside)\b(?! par)"
_VERB = "co-?presid|presid|co-?dirig|dirig|administr|coordonn|anim|ger"
_ENDS = "(?:e|a|ait|era|eait|ea|eaient|ent)"
_BODY = (
    r"(?:(?:le|la) (?P<body>conseil (?:de surveillance|d'administration|departemental|regional|municipal|syndical)"
    r"|commission medicale(?: d'etablissement| de groupement)?(?: \(cme\))?|cme|directoire|comite strategique|bureau) (?:du|de la|de l'|des|de|d') ?)?"
)
_BESIDES = r"(?:,? (?:par ailleurs|aussi|egalement|desormais|toujours|encore|aujourd'hui|longtemps|deja|a la fois|en meme temps|jusqu'en \d{4}|depuis [^,;:.()]{3,24}?),?)*"
_LEAD = "tete|commandes|manettes|renes|direction|presidence|coordination|administration"
_HOW = " generale| par interim| commune"
_TO_NAME = r"(?: (?:le|la|m\.|mme|monsieur|madame|dr\.?|pr\.?|docteure?|professeure?))* ?$"
_WHO = rf"(?:{_TO_NAME}|(?: (?:une?|le|la) | l')[^,;:.()]{{3,45}},?{_TO_NAME})"
_THE = r"(?: (?:le|la|les|un|une|notre|leur|son|sa))?(?: l')? ?"
RUNS = rf"(?<!que )\b(?P<verb>{_VERB}){_ENDS}{_BESIDES} ?(?:{_BODY}|{_THE})$"
"""Person … organisation: « Untel, radiologue, préside (le conseil de surveillance de) la clinique »."""

RUNS_IT = rf"^(?:, [^,;:.()]{{3,60}})?,? qui (?:le|la|l'|les) ?(?P<verb>{_VERB}){_ENDS}\b"
"""Person … with the organisation in what was said before: « Untel, qui le coordonne »."""

RUN_BY = rf"^,? ?(?:qui |et )?(?:(?:est|etait|sera|reste|a ete|demeure) )?{_BESIDES} ?(?P<verb>{_VERB})ee?s?{_BESIDES} par{_WHO}"
"""Organisation … person: « la clinique, présidée par Untel »."""

RUN_BY_END = rf"\b(?:presid|dirig|administr)ee?s? par{_TO_NAME}"
"""… with the organisation in what was said before: « son conseil, présidé par Untel »."""

RUN_BY_WHOM = rf"^,? (?:et )?qu(?:e|')(?: (?P<verb>{_VERB}){_ENDS}){_BESIDES}{_WHO}"
"""Organisation … person: « la clinique, que préside Untel »."""

RUNS_WHAT = rf"^,? (?:qu'(?:il|elle) (?P<verb>{_VERB}){_ENDS}\b|dont (?:il|elle) (?:assure|a|exerce|garde) la (?P<noun>{_LEAD})(?P<how>{_HOW})?)"
"""Person … organisation …: « (Untel quittera la clinique), qu'il dirige depuis 2005 »."""

LEADS = rf"(?<!\bde )\b(?:la|les|aux|sa) (?P<noun>{_LEAD})(?P<how>{_HOW})? (?:du|de la|de l'|des|de|d')(?: (?:la|le|l'|notre|cette?|son|sa))? ?$"
"""Person … organisation: « Untel prend la tête (de la clinique) »; before an organisation: « À la tête (du GCS) … »."""
LED_BY = rf"^(?:,|,? (?:est|a ete|sera|etait|reste) (?:assuree?|confiee?|exercee?|occupee?)(?: [^,;:.()]{{2,24}}?)? (?:par|a)|,? (?:revient|echoit|incombe) a){_TO_NAME}"
"""Organisation … person, after `LEADS`."""

OF_WHICH = r"^,? dont(?: (?:le|la|m\.|mme|dr\.?|pr\.?|docteure?|professeure?))* ?$"
"""Organisation … person, before `HAS_IN_HAND`: « (le GIE), dont (Untel assure la présidence) »."""
HAS_IN_HAND = rf"^(?:, [^,;:.()]{{3,40}},)? (?:assure|assurait|exerce|exercait|a|garde) la (?P<noun>{_LEAD})(?P<how>{_HOW})?(?! (?:du|de|des)\b| d')\b"
"""Person, after `OF_WHICH`: what of the organisation is his."""

LISTED = r"^(?:, [^,.;:]{0,40})?(?:,| et|, et|, ainsi que| ainsi que| puis)(?: (?:de|a|en|dans|au|du) [^,.;:]{2,50},)?(?: (?:le|la|les|l'|celui|celle|un|une))? ?$"
"""Between two organisations of one list."""

HEADED = (
    r"(?<![\w-])(?P<title>(?:vice-|co-?|ex-|ancien(?:ne)? )?(?:president|directeur|administrateur|gerant|tresorier|secretaire|coordonnateur|coordinateur"
    r"|presidente|directrice|administratrice|gerante|tresoriere|coordonnatrice|coordinatrice|maire|prefete?|doyenne?)"
    r"(?: (?:general|adjoint|delegue|medical|regional|departemental|executif|fondateur|par interim)e?)*"
    r"(?: (?:du conseil de surveillance|du conseil d'administration|du directoire|de la cme|de la commission medicale(?: d'etablissement)?))?)"
    r" (?:du|de la|de l'|des|de|d') ?$"
)
"""What ends before an organisation: the title of who is at its head."""
UNDER = r"(?:\b(?:au|aux|du|des|a la|de la|a l'|de l')|\bl'adjointe? d[ue]) ?$"
"""… but before it the words that make it another person's: « adjoint au directeur du CH »."""
NAMED_AFTER = rf"^(?: [^.,;:()]{{0,60}}?)?(?:, [^.;:()]{{3,80}},)? (?:est|etait|sera|devient|reste|se nomme|s'appelle)(?: (?:desormais|toujours|aujourd'hui|donc|maintenant))?{_TO_NAME}"
"""Organisation … person, after `HEADED`: « (L'administrateur du GCS) est Untel »."""

FEMININE_BODIES = ("com", "cme")
"""How bodies begin that one presides over and that are feminine: commission, communauté, CME."""

OF_THE = ("du", "de la")
"""Before a body that is masculine, feminine."""

AGENTS = {
    "presid": ("président", "présidente"),
    "dirig": ("directeur", "directrice"),
    "administr": ("administrateur", "administratrice"),
    "coordonn": ("coordonnateur", "coordonnatrice"),
    "anim": ("animateur", "animatrice"),
    "ger": ("gérant", "gérante"),
}
"""Stem of a verb → what he and she are who does it."""

LEADING = {"direction": "dirig", "presidence": "presid", "coordination": "coordonn", "administration": "administr"}
"""What is led, as a noun → stem of the verb; of what is otherwise called, the organisation's type tells."""
AT_THE_HEAD = {"GCS": "administr", "GIE": "administr", "CPTS": "presid", "ASSOCIATION": "presid"}
"""Type of an organisation → what who is at its head does; of any other type he directs."""
HOW = {" generale": (" général", " générale"), " par interim": (" par intérim", " par intérim")}
"""What a noun of `LEADING` is besides → what he and she are."""

APPOSITION = r"^, (?:\d+ ans, )?(?:le |la |l['’])?(?P<title>[a-zà-ÿ][^,;:()\n]{3,70}?) (?:(?:du|de la|des|de|au|à la|chez) |de l['’]|d['’]|à l['’])$"
"""Over the text as written: a title of any wording between a person and an organisation."""

NO_TITLE = r"(?:qui|que|dont|à|au|en|dans|pour|par|avec|et|ou|mais|il|elle|lors|puis|après|avant|depuis|venue?s?|a|ont|était|est)\b"
"""How an apposition opens that is no title."""

PROFESSION = r"radiologue|biologiste|medecin|generaliste|chef|responsable|patron|adjoint|representant|secretaire"
"""Titles that name a profession: without an organisation beside them they are no post."""

FUNCTION = r"(?:vice-|co-?|ex-|ancien(?:ne)? |sous-)?(?:president|direct|administrat|gerant|tresori|secretaire general|coordonnat|coordinat|maire|prefet|doyen|chef|ministre)"
"""How a title opens that names a function in an organisation, not a profession."""

CATCHES = (
    ("Jeanne Morel, directrice du CH de Rodez, se réjouit.", "Jeanne Morel", "CH de Rodez", "directrice"),
    ("Le président de la CPTS du Gers, Paul Martin, a signé.", "Paul Martin", "CPTS du Gers", "président"),
    (
        "Anne Petit, cadre de santé de la clinique Pasteur, confirme.",
        "Anne Petit",
        "clinique Pasteur",
        "cadre de santé",
    ),
    ("Luc Bernard, maire de Foix et président du CH d'Albi, préside.", "Luc Bernard", "CH d'Albi", "président"),
)
MISSES = (
    "Jeanne Morel, qui habite près du CH de Rodez, se réjouit.",
    "Paul Martin, radiologue, vit à Foix.",
)
