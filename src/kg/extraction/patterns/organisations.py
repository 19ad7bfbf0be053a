"""Head nouns of names, type by type, over the text as written. Constants only.

`HEADS`: (type, head, tail). A head may open with either case. Tails: `name` — capitalised words must follow; `free` —
they may; `none` — the head says all.
"""

_OF = r"(?:de la |de l['’]|du |des |de |d['’])"
_ADJECTIVES = (
    r"(?: (?:hospitali\w+|universitaires?|intercommuna\w+|régiona\w+|départementa\w+|publics?|publique|privée?s?|loca\w+|mutualistes?|général\w*"
    r"|interdépartementa\w+|psychiatriques?|spécialisée?s?|gérontologiques?|territoria\w+|pluri\w+|municipa\w+|chirurgica\w+|médica\w+))*"
)

HEADS: tuple[tuple[str, str, str], ...] = (
    # structures
    ("GHT", r"(?:groupements? hospitaliers? de territoires?(?: \(GHT\))?|GHT)", "name"),
    ("CHT", r"(?:communautés? hospitalières? de territoires?(?: \(CHT\))?|CHT)", "name"),
    (
        "GCS",
        r"(?:groupements? de coopération (?:sanitaire|sociale et médico-sociale)(?: \((?:GCS|GCSMS)\))?(?: de moyens)?|GCSMS|GCS)",
        "loose",
    ),
    ("GIE", r"(?:groupements? d['’]intérêts? économiques?(?: \(GIE\))?|GIE)", "loose"),
    ("GIP", r"(?:groupements? d['’]intérêts? publics?(?: \(GIP\))?|GIP)", "loose"),
    ("PIMM", r"(?:plateaux? d['’]imagerie (?:médicale )?mutualisée?s?(?: \((?:PIMM|Pimm)\))?|PIMM|Pimm)", "name"),
    (
        "MSP",
        r"(?:maisons? de santé(?: (?:pluri-?professionnelle|pluri-?disciplinaire|universitaire|publique|rurale))*(?: \(MSP\))?|MSPU?)",
        "name",
    ),
    ("CPTS", r"(?:communautés? professionnelles? territoriales? de santé(?: \(CPTS\))?|CPTS)", "name"),
    ("ESP", r"(?:équipes? de soins (?:primaires|spécialisés)(?: \((?:ESP|ESS)\))?|ESP|ESS)", "name"),
    ("CLS", r"(?:contrats? loca(?:l|ux) de santé(?: mentale)?(?: \(CLSM?\))?|CLSM?)", "name"),
    ("DAC", r"(?:dispositifs? d['’]appui à la coordination(?: \(DAC\))?|DAC)(?:[ -]\d{2})?", "name"),
    (
        "COMMUNITY",
        r"(?:communautés? d['’]établissements|fédérations? médicales? (?:inter-?hospitalières?|de territoire)|pôles? inter-?établissements)",
        "name",
    ),
    # operators
    (
        "CHU",
        r"(?:centres? hospitaliers? (?:régiona\w+ (?:et )?)?universitaires?(?: \((?:CHU|CHRU)\))?|CHR?U|CHR|Hospices civils"
        r"|[Hh]ôpitaux [Uu]niversitaires|centres? hospitaliers? régiona(?:l|ux)(?! et))",
        "name",
    ),
    ("CHU", r"(?:Assistance [Pp]ublique[ -–]+(?:Hôpitaux de )?(?:Paris|Marseille)|AP-HP|AP-HM|AP–HP|HCL)", "none"),
    (
        "CH",
        rf"(?:centres? hospitaliers?{_ADJECTIVES}(?: \((?:CHI|CHIC|CHD|CH|CHS)\))?|CHIC?|CHD|CHS|CH|hôpita(?:l|ux)(?: (?:publics?|loca(?:l|ux)|de proximité"
        r"|d['’]instruction des armées|intercommunal))?|groupes? hospitaliers?|établissements? publics? de santé(?: mentale)?(?: \(EPSM\))?|EPSM|GHU|GHI|GH|HIA)",
        "name",
    ),
    (
        "ESPIC",
        r"(?:hôpita(?:l|ux) privés? (?:non lucratif|à but non lucratif|d['’]intérêt collectif)|hôpital de la [Ff]ondation|Espic)",
        "name",
    ),
    (
        "CLINIC",
        r"(?:(?:poly)?cliniques?(?: (?:privée|mutualiste|chirurgicale|médicale))?|hôpita(?:l|ux) privés?)",
        "name",
    ),
    ("CLCC", r"(?:centres? (?:régional )?de lutte contre le cancer(?: \(CLCC\))?|CLCC)", "name"),
    ("CLCC", r"(?:Institut (?:Bergonié|Curie|Paoli-Calmettes|Gustave-Roussy|de cancérologie))", "free"),
    (
        "MEDICOSOCIAL",
        r"(?:EHPAD|Ehpad|maisons? de retraite|résidences? (?:autonomie|services)|foyers? d['’](?:accueil|hébergement)|IME|Esat|ESAT|FAM|MAS|SSIAD|Ssiad)",
        "name",
    ),
    ("MEDICOSOCIAL", r"(?:résidence)", "name"),
    (
        "HEALTH_CENTRE",
        r"(?:centres? (?:municipa(?:l|ux) |départementa(?:l|ux) |intercommuna(?:l|ux) |polyvalent )?de santé(?: (?:municipal|départemental|polyvalent|mutualiste|dentaire|intercommunal))?|centres? dentaires?(?: mutualiste)?)",
        "name",
    ),
    (
        "IMAGING_CENTRE",
        r"(?:centres? (?:[a-z]+ )?d['’]imagerie(?: (?:médicale|moléculaire|nucléaire|et de radiologie))?|centres? de (?:radiologie|médecine nucléaire)|plateaux? d['’]imagerie(?: médicale)?)",
        "name",
    ),
    (
        "PRACTICE",
        r"(?:cabinets?(?: (?:de radiologie|d['’]imagerie(?: médicale)?|médical|dentaire|de groupe|d['’]ophtalmologie|infirmier|libéral))?|[Ss]elarl|SELARL|[Ss]elas|SELAS|[Ss]isa|SISA|SCI|SCM)",
        "name",
    ),
    (
        "LAB",
        r"(?:laboratoires?(?: (?:de biologie médicale|d['’]analyses(?: médicales)?|de biologie))?|Biogroup|LBM)",
        "name",
    ),
    ("PHARMACY", r"(?:pharmacies?(?! à usage)(?: (?:centrale|mutualiste))?|officines?)", "name"),
    ("UNIT", r"(?:pôles? (?:de )?santé|hôpital de jour|sites? (?:hospitalier )?)", "name"),
    # authorities
    ("ARS", r"(?:agences? régionales? de santé(?: \(ARS\))?|ARS)", "free"),
    (
        "INSURANCE",
        r"(?:caisses? primaires? d['’][Aa]ssurance[ -]maladie(?: \(CPAM\))?|CPAM|Cpam|[Mm]utualité [Ss]ociale [Aa]gricole(?: \(MSA\))?|MSA|CGSS|Carsat)",
        "free",
    ),
    ("INSURANCE", r"(?:(?:l['’])?Assurance[ -][Mm]aladie|assurance maladie|Sécurité sociale|Cnam|CNAM)", "none"),
    (
        "STATE",
        r"(?:ministères? (?:de la |des |chargé de la )(?:[Ss]anté|[Ss]olidarités|[Aa]rmées)(?: et (?:de la |des )\w+)?|DGOS|Direction générale de l['’]offre de soins|ASN|Autorité de sûreté nucléaire|HAS|Haute [Aa]utorité de santé|chambre régionale des comptes|Cour des comptes|tribunal administratif)",
        "free",
    ),
    ("STATE", r"(?:préfectures?|préfets?|préfète)", "name"),
    ("STATE", r"(?<=l['’])État\b|(?<=L['’])État\b", "none"),
    ("REGION", r"(?:conseils? régiona(?:l|ux)|(?-i:Région))", "free"),
    ("DEPARTEMENT", r"(?:conseils? départementa(?:l|ux)|conseil général|(?-i:Département))", "free"),
    ("COMMUNE", r"(?:[Vv]ille|mairie|commune|municipalité)", "name"),
    (
        "EPCI",
        r"(?:communautés? de communes|communautés? d['’]agglomération|communautés? urbaines?|agglomération|métropole|Métropole)",
        "name",
    ),
    # others
    (
        "PROFESSIONAL_BODY",
        r"(?:unions? régionales? des professionnels de santé(?: \(URPS\))?|URPS)(?: (?:des )?(?:médecins|infirmiers|pharmaciens|masseurs-kinésithérapeutes)(?: libéraux)?)?",
        "free",
    ),
    (
        "PROFESSIONAL_BODY",
        r"(?:(?:conseil (?:départemental|régional|national) de l['’])?[Oo]rdre des (?:médecins|pharmaciens|infirmiers|sages-femmes|chirurgiens-dentistes)|Fédération (?:hospitalière|de l['’]hospitalisation privée|nationale des [a-zé ]+?)(?: de France)?|FHF|FHP|Fehap|FEHAP|FNMR|Fnehad|CGT|CFDT|Force ouvrière|SUD[ -]Santé|Syndicat (?:des |national des )[a-zé]+)",
        "free",
    ),
    (
        "UNIVERSITY",
        r"(?:universités?|facultés? de (?:médecine|santé|pharmacie)|UFR (?:de )?(?:santé|médecine))",
        "name",
    ),
    (
        "ASSOCIATION",
        r"(?:associations?|[Ll]igue contre le cancer|Croix-Rouge(?: française)?|fondations?)",
        "free_if_capital",
    ),
    ("COMPANY", r"(?:sociétés?|groupes?|start-up|entreprises?|SAS|SA|cabinet d['’]architectes?)", "name"),
    (
        "ORG",
        r"(?:mutualité(?: française)?|Mutualité(?: française)?|mutuelles?|Caisse des dépôts(?: et consignations)?|Banque des territoires|Union européenne|Feder|FEDER|Inserm|CNRS|CEA|Caf|Unicancer)",
        "free",
    ),
)

SUFFIXED = (
    (
        "EPCI",
        r"(?P<name>[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)* (?:[Aa]gglomération|Agglo|Métropole|Communauté|Intercom))\b",
    ),
)
"""Names whose head stands last."""

GENERIC_PLURALS = r"(?:des|les|ces|ses|leurs|nos|vos|plusieurs|certains|quelques|tous les|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d+)\s+$"

AGREEMENTS = (
    r"(?:(?:convention|accord-cadre|accord|protocole(?: d['’]accord)?|charte|contrat|partenariat|lettre d['’]intention)s?"
    r"(?: (?:de partenariat|de coopération|constitutive|cadre|d['’]association|de mise à disposition|territorial|pluriannuel d['’]objectifs et de moyens"
    r"|public-privé|tripartite|de transfert))*)"
)

UNITS = (
    r"(?:(?:service|unité|pôle|département|centre|plateau technique|bloc opératoire|antenne|hôpital de jour|maternité|blanchisserie|pharmacie à usage intérieur"
    r"|laboratoire|site|école|institut de formation|équipe mobile|plateau d['’]imagerie|urgences|service des urgences|bloc)"
    r"(?: (?:de |d['’]|du |des )(?:[a-zéèêîôç-]+|ORL|IRM)(?: (?:et de |et d['’]|et |de |d['’])?(?:[a-zéèêîôç-]{5,}))?)?)"
)
"""Parts of an operator, where « de » and its name follow."""

DESCRIPTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"établissement|structure",
        (
            "CH",
            "CLINIC",
            "CHU",
            "ESPIC",
            "MEDICOSOCIAL",
            "CLCC",
            "HEALTH_CENTRE",
            "MSP",
            "IMAGING_CENTRE",
            "GCS",
            "GIE",
            "CPTS",
        ),
    ),
    (r"hôpital|centre hospitalier", ("CH", "CHU", "ESPIC", "CLINIC")),
    (r"CHU|CHRU", ("CHU",)),
    (r"CH", ("CH",)),
    (r"clinique|polyclinique", ("CLINIC", "ESPIC")),
    (r"groupement hospitalier", ("GHT",)),
    (r"groupement", ("GHT", "GCS", "GIE", "GIP", "CHT")),
    (r"GHT", ("GHT",)),
    (r"GCS", ("GCS",)),
    (r"GIE", ("GIE",)),
    (r"GIP", ("GIP",)),
    (r"PIMM|Pimm|plateau(?: d['’]imagerie(?: mutualisé)?)?", ("PIMM", "IMAGING_CENTRE")),
    (r"maison de santé|MSP", ("MSP",)),
    (r"CPTS|communauté professionnelle", ("CPTS",)),
    (r"centre de santé", ("HEALTH_CENTRE",)),
    (r"centre d['’]imagerie", ("IMAGING_CENTRE",)),
    (r"centre", ("IMAGING_CENTRE", "HEALTH_CENTRE", "CLCC", "CLINIC")),
    (r"cabinet", ("PRACTICE",)),
    (r"laboratoire", ("LAB",)),
    (r"pharmacie|officine", ("PHARMACY",)),
    (r"résidence|Ehpad|EHPAD|maison de retraite", ("MEDICOSOCIAL",)),
    (r"association", ("ASSOCIATION",)),
    (r"fondation", ("ESPIC", "ASSOCIATION")),
    (r"société|entreprise", ("COMPANY", "PRACTICE")),
    (r"groupe", ("COMPANY", "CLINIC", "PRACTICE")),
    (r"mutuelle|mutualité", ("ORG",)),
    (r"agence", ("ARS",)),
    (r"[Rr]égion", ("REGION",)),
    (r"[Dd]épartement", ("DEPARTEMENT",)),
    (r"[Vv]ille|commune|mairie|municipalité", ("COMMUNE",)),
    (r"agglomération|intercommunalité|communauté de communes", ("EPCI",)),
    (r"université", ("UNIVERSITY",)),
    (r"convention|accord|protocole|charte|contrat", ("AGREEMENT", "CLS")),
)
"""Common nouns that, after a definite article, take up something named before: (noun, types)."""

UNNAMED: tuple[tuple[str, str], ...] = (
    ("PIMM", r"plateau d['’]imagerie (?:médicale )?mutualisé(?: \((?:PIMM|Pimm)\))?|PIMM|Pimm"),
    ("GIE", r"groupement d['’]intérêt économique(?: \(GIE\))?|GIE(?: (?:IRM|scanner|d['’]imagerie))?"),
    ("GCS", r"groupement de coopération sanitaire(?: \(GCS\))?|GCS(?: de moyens)?"),
    ("GIP", r"groupement d['’]intérêt public(?: \(GIP\))?|GIP"),
    ("PPP", r"partenariat public[ -]privé(?: \(PPP\))?|PPP"),
    ("COMMUNITY", r"direction commune|fédération médicale inter-?hospitalière|équipe (?:médicale )?commune"),
    ("CLS", r"contrat local de santé(?: \(CLS\))?"),
)
"""Structures that an article describes and does not name: « un plateau d'imagerie mutualisé », with its operators."""

UNNAMED_AFTER = r"(?<![\w’'-])(?i:un|une|ce|cette|le|la|du|leur|d['’]un|d['’]une) ?"

DESCRIPTION = (
    r"(?<![\w’'-])(?P<article>[Ll]['’]|[Ll]e |[Ll]a |[Cc]et |[Cc]ette |[Cc]e |[Dd]u |[Aa]u |[Dd]e l['’]|[Ss]on |[Ss]a |[Ll]adite |[Ll]edit )"
    r"(?P<noun>"
    + "|".join(noun for noun, _ in DESCRIPTIONS)
    + r")(?![\w-])(?! (?:de |du |d['’]|des |en )?[A-ZÀ-Ý])(?![ -]support)"
)
AGREEMENT = (
    r"(?<![\w’'-])(?i:une |la |le |un |cette |cet |ce |leur |nouvelle |nouvel |nouveau |première |premier |l['’])"
    rf"(?P<noun>{AGREEMENTS})(?![\w-])"
)
PARTIES = r"\b(?:entre|signée?s?|signe|signent|paraph\w+|conclu\w*|lie|unit|avec)\b"
"""Near an agreement that somebody made: « la convention » alone is a notion."""

UNIT = rf"(?<![\w’'-])(?P<noun>{UNITS})(?= (?:de l['’]|de la |de |du |des |d['’]))"

CATCHES = (
    ("Le GHT Sud Ardennes se réunit.", "GHT", "GHT Sud Ardennes"),
    (
        "Le groupement de coopération sanitaire (GCS) Les Tilleuls démarre.",
        "GCS",
        "groupement de coopération sanitaire (GCS) Les Tilleuls",
    ),
    ("Un accord avec le CHU de Brest.", "CHU", "CHU de Brest"),
    (
        "le centre hospitalier intercommunal du Pays de Brandes",
        "CH",
        "centre hospitalier intercommunal du Pays de Brandes",
    ),
    ("la polyclinique Sainte-Odile", "CLINIC", "polyclinique Sainte-Odile"),
    ("l'ARS Bretagne a tranché", "ARS", "ARS Bretagne"),
    (
        "la maison de santé pluriprofessionnelle des Trois Ponts",
        "MSP",
        "maison de santé pluriprofessionnelle des Trois Ponts",
    ),
    ("la communauté de communes du Haut-Doubs", "EPCI", "communauté de communes du Haut-Doubs"),
    ("Figeac Agglo finance", "EPCI", "Figeac Agglo"),
)
MISSES = (
    "Les GHT ont été créés par la loi.",
    "Un hôpital ne se gère pas ainsi.",
    "Il a mal dormi à la clinique.",
)
