"""What an error says, in French: its words and its cure as they stand in the code, and their translation.

Errors are written in English where they are raised; `{}` stands for what they name (in French, a brace of its own is
doubled). A test holds the list to the code.
"""

from __future__ import annotations

import re
from functools import cache

from kg.errors import KgError

FRENCH: dict[str, str] = {
    # cli
    "{}: no such file": "{} : ce fichier n'existe pas",
    "check the path": "vérifiez le chemin",
    "check the path and its permissions": "vérifiez le chemin et ses droits",
    "--param {} is no NAME=VALUE": "--param {} n'est pas de la forme NOM=VALEUR",
    "for example --param structure=id:ght/OCC-12": "par exemple --param structure=id:ght/OCC-12",
    "a {} gives a graph, not {}": "une requête {} donne un graphe, pas {}",
    "{} is for graphs": "{} vaut pour les graphes",
    "choose table, csv, tsv, json or xml": "choisissez table, csv, tsv, json ou xml",
    "choose turtle, ntriples, rdfxml or jsonld": "choisissez turtle, ntriples, rdfxml ou jsonld",
    "kg query asks only, it does not change the graph": "kg query interroge le graphe, il ne le change pas",
    "use kg ingest or kg withdraw": "utilisez kg ingest ou kg withdraw",
    "{}: cannot be read as a query: {}": "{} : illisible comme requête : {}",
    "a process that extracts was killed": "un processus d'extraction a été tué",
    "fewer --jobs need less memory": "moins de --jobs demandent moins de mémoire",
    "a fault of kg, please report it": "c'est un défaut de kg, merci de le signaler",
    "--out {} lies inside the input folder {}": "--out {} se trouve dans le dossier lu {}",
    "choose a folder outside it": "choisissez un dossier en dehors",
    "a table cannot be written with --out": "un tableau ne s'écrit pas avec --out",
    "choose facts, turtle, trig or jsonld": "choisissez facts, turtle, trig ou jsonld",
    "{} is no OLD=NEW": "{} n'est pas de la forme ANCIEN=NOUVEAU",
    "for example id:org/ch/layrac=id:finess/470000001": "par exemple id:org/ch/layrac=id:finess/470000001",
    "there is no graph in {}": "il n'y a pas de graphe dans {}",
    "fill it with `kg ingest FOLDER --store {}`, or name another with --store": (
        "remplissez-le par `kg ingest DOSSIER --store {}`, ou nommez-en un autre par --store"
    ),
    "there is no journal in {}": "il n'y a pas de journal dans {}",
    "name its folder with --state": "nommez son dossier par --state",
    "{} cannot be written: {}": "{} ne peut pas être écrit : {}",
    "the folder {} is missing from the installation of kg": "le dossier {} manque dans l'installation de kg",
    "choose another --port": "choisissez un autre --port",
    "{}:{} cannot be listened on: {}": "impossible d'écouter sur {}:{} : {}",
    # dates
    "{} is not a date": "{} n'est pas une date",
    "{} is not a day of the calendar: {}": "{} n'est pas un jour du calendrier : {}",
    "write 2022, 2022-06 or 2022-06-15": "écrivez 2022, 2022-06 ou 2022-06-15",
    # documents and journal
    "{} cannot be read: {}": "{} ne peut pas être lu : {}",
    "{} cannot be read": "{} ne peut pas être lu",
    "{} is not kept here": "{} n'est pas gardé ici",
    "restore it from a backup": "reprenez-le d'une sauvegarde",
    "restore a backup": "reprenez une sauvegarde",
    "entry {} of the journal is damaged": "l'entrée {} du journal est abîmée",
    "{}: the entry at byte {} is damaged": "{} : l'entrée à l'octet {} est abîmée",
    "the store {} was written by another journal than {}": "le graphe {} a été écrit par un autre journal que {}",
    "give --state the folder that belongs to this store": "donnez à --state le dossier de ce graphe",
    # lookup
    "pandas is not installed": "pandas n'est pas installé",
    "pip install 'sante-kg[frames]'": "pip install 'sante-kg[frames]'",
    "nothing is called {}": "rien ne porte le nom {}",
    "the graph does not know {}": "le graphe ne connaît pas {}",
    "this answer has no column fact, so that no evidence can be told for its rows": (
        "cette réponse n'a pas de colonne fact : ses lignes ne peuvent pas être justifiées"
    ),
    "{} has no date, so that as_of has no meaning for it": "{} n'a pas de date : as_of n'y a pas de sens",
    "{} may be several things": "{} peut désigner plusieurs choses",
    # pipeline
    "{} has no journal": "{} n'a pas de journal",
    "only graphs filled by kg ingest remember": "seuls se souviennent les graphes remplis par kg ingest",
    "{}: {} while it was read: {}": "{} : {} pendant la lecture : {}",
    "a question that counts or groups cannot be explained row by row": (
        "une question qui compte ou regroupe ne s'explique pas ligne par ligne"
    ),
    "only the rows of a SELECT can be explained": "seules s'expliquent les lignes d'un SELECT",
    "the question has no triple of the default graph to explain": (
        "la question n'a aucun triplet du graphe par défaut à expliquer"
    ),
    "this question cannot be explained: {}": "cette question ne peut pas être expliquée : {}",
    "nothing of {} is set aside": "rien de {} n'est mis de côté",
    "there is no document and no person {}": "il n'y a ni document ni personne {}",
    "there is no document {}": "il n'y a pas de document {}",
    "{} documents are named {}": "{} documents portent le nom {}",
    "give its IRI, its file name or its address": "donnez son IRI, son nom de fichier ou son adresse",
    "give the IRI or the full name": "donnez l'IRI ou le nom complet",
    "give the IRI: {}": "donnez l'IRI : {}",
    "{}: only http and https addresses are followed": "{} : seules se suivent les adresses http et https",
    "a saved feed goes to kg ingest": "un flux enregistré se donne à kg ingest",
    "a store in a folder keeps its state there": "un graphe dans un dossier y garde son état",
    "leave out --state": "laissez --state",
    "the {} of {} is not what its journal tells": "{0} : le contenu de {1} n'est pas ce que dit son journal",
    "{} is in use by another process": "{} est utilisé par un autre processus",
    "stop that process, or give --state another folder": "arrêtez-le, ou donnez à --state un autre dossier",
    # questions
    "close: {}": "proches : {}",
    "for example {}={}": "par exemple {}={}",
    "it takes none": "elle n'en prend pas",
    "kg query --list names them all": "kg query --list les donne toutes",
    "a blank node cannot be a parameter": "un nœud anonyme ne peut pas être un paramètre",
    "a code of {}": "un code de {}",
    "a commune, département or région, by name, code (12, 12202, region/76) or IRI": (
        "une commune, un département ou une région, par son nom, son code (12, 12202, region/76) ou son IRI"
    ),
    "a date, YYYY-MM-DD": "une date, AAAA-MM-JJ",
    "a number": "un nombre",
    "a text without NUL and lone surrogates": "un texte sans NUL ni demi-codet isolé",
    "a type such as {}": "un type comme {}",
    "a whole number": "un nombre entier",
    "an IRI": "un IRI",
    "cannot read {}": "illisible : {}",
    "expected {key: value, …}": "{{clé: valeur, …}} est attendu",
    "not a language tag: {}": "ce n'est pas une langue : {}",
    "not an IRI: {}": "ce n'est pas un IRI : {}",
    "not the name of a variable: {}": "ce n'est pas le nom d'une variable : {}",
    "the parameter {} is empty": "le paramètre {} est vide",
    "the parameter {} is {}, not {}": "le paramètre {} est {}, et non {}",
    "the query {} takes parameters but has no WHERE {": "la question {} a des paramètres mais pas de WHERE {{",
    "the type of {} is one of {}": "le type de {} est l'un de {}",
    "there is no query named {}": "aucune question ne s'appelle {}",
    "two queries are named {}": "deux questions s'appellent {}",
    "unknown keys of {}: {}": "clés inconnues de {} : {}",
    "{} has no parameter {}": "{} n'a pas de paramètre {}",
    "{} needs the parameter {}": "{} demande le paramètre {}",
    "its parameters: {}": "ses paramètres : {}",
    "{}.rq, line {}: {}": "{}.rq, ligne {} : {}",
    # reading
    "{}: answers {} {}": "{} : répond {} {}",
    "read its page: {}": "lisez sa page : {}",
    "save it as plain text or HTML": "enregistrez-le en texte seul ou en HTML",
    "{}: the name does not resolve": "{} : ce nom de machine est inconnu",
    "{}: {} is not a public address": "{} : {} n'est pas une adresse publique",
    "check the address and the network": "vérifiez l'adresse et le réseau",
    "only public addresses are fetched; save the page and give the file": (
        "seules se lisent les adresses publiques ; enregistrez la page et donnez le fichier"
    ),
    "{}: a feed of {} articles, none of which can be read as one": (
        "{} : un flux de {} articles, dont aucun ne se lit seul"
    ),
    "{}: a feed, not an article": "{} : un flux, pas un article",
    "{}: a folder that cannot be read as a document": "{} : un dossier ne se lit pas comme un document",
    "{}: an item without text": "{} : un élément sans texte",
    "{}: cannot be read: {}": "{} : lecture impossible : {}",
    "{}: not a file but a device or a pipe": "{} : un périphérique ou un tube, pas un fichier",
    "{}: the feed has {} items, none numbered {}": "{} : le flux a {} éléments, aucun de numéro {}",
    "check its permissions": "vérifiez ses droits",
    "follow it with kg watch {}": "suivez-le par kg watch {}",
    "give a file": "donnez un fichier",
    "give its files": "donnez ses fichiers",
    "name it .xml, and its items are read; or follow its address with kg watch": (
        "nommez-le .xml, et ses éléments seront lus ; ou suivez son adresse par kg watch"
    ),
    "{}: more than {} redirects": "{} : plus de {} redirections",
    "{}: the robots.txt of the site refuses it": "{} : le robots.txt du site le refuse",
    "{}: {} asks to be left alone": "{} : {} demande qu'on le laisse en paix",
    "ask the site for leave": "demandez la permission au site",
    "give the address of the page itself": "donnez l'adresse de la page elle-même",
    "try again later": "réessayez plus tard",
    "{}: binary data, not a text": "{} : des données binaires, pas un texte",
    "a PDF file": "un fichier PDF",
    "a ZIP archive or an office document": "une archive ZIP ou un document de bureautique",
    "an old office document": "un ancien document de bureautique",
    "an RTF document": "un document RTF",
    "a PNG image": "une image PNG",
    "a JPEG image": "une image JPEG",
    "a GIF image": "une image GIF",
    "a gzip archive": "une archive gzip",
    "a program": "un programme",
    "a database": "une base de données",
    "no feed": "aucun flux",
    "a broken feed": "un flux abîmé",
    "{}: larger than {}": "{} : plus de {}",
    "{}: the document is empty": "{} : le document est vide",
    "{}: {}, not a text": "{} : {}, pas un texte",
    "give a file that holds the article's text": "donnez un fichier qui contient le texte de l'article",
    "split it, or raise KG_MAX_DOCUMENT_BYTES": "divisez-le, ou relevez KG_MAX_DOCUMENT_BYTES",
    "{}: {} (RSS or Atom) that can be read": "{} : {} (RSS ou Atom), donc rien à lire",
    "check the address of the feed": "vérifiez l'adresse du flux",
    "{}: an address with a user name is not fetched": "{} : une adresse avec nom d'utilisateur n'est pas lue",
    "{}: answers with {}, not a page": "{} : répond par {}, pas par une page",
    "{}: larger than {} bytes": "{} : plus de {} octets",
    "{}: no answer: {}": "{} : pas de réponse : {}",
    "{}: no whole answer within {} s": "{} : pas de réponse entière en {} s",
    "{}: not an address that can be fetched ({})": "{} : une adresse qui ne peut pas être lue ({})",
    "{}: only http and https are fetched": "{} : seules se lisent les adresses http et https",
    "{}: the address names no host": "{} : l'adresse ne nomme aucune machine",
    "check the address": "vérifiez l'adresse",
    "give an http or https URL": "donnez une adresse http ou https",
    "give the address of a page of text": "donnez l'adresse d'une page de texte",
    "leave it out": "laissez-le",
    "raise KG_MAX_DOCUMENT_BYTES": "relevez KG_MAX_DOCUMENT_BYTES",
    "save the page and give the file": "enregistrez la page et donnez le fichier",
    "try again, or raise KG_FETCH_SECONDS": "réessayez, ou relevez KG_FETCH_SECONDS",
    "{}: HTML nested too deep to be read": "{} : un HTML trop imbriqué pour être lu",
    "{}: HTML that cannot be parsed": "{} : un HTML qui ne peut pas être analysé",
    "{}: the page shows no text": "{} : la page ne montre aucun texte",
    "save the article's text as a .txt file": "enregistrez le texte de l'article dans un fichier .txt",
    "save the page as plain text": "enregistrez la page en texte seul",
    "{}: a PDF nested too deep to be read": "{} : un PDF trop imbriqué pour être lu",
    "{}: a PDF of {} pages, more than {}": "{} : un PDF de {} pages, plus de {}",
    "{}: a PDF that is encrypted with AES": "{} : un PDF chiffré en AES",
    "{}: a PDF that opens with a password only": "{} : un PDF qui ne s'ouvre qu'avec un mot de passe",
    "{}: a PDF that places its letters one by one, so that words cannot be told": (
        "{} : un PDF qui place ses lettres une à une : les mots ne s'y distinguent pas"
    ),
    "{}: a PDF too large for the memory": "{} : un PDF trop grand pour la mémoire",
    "{}: a PDF whose fonts do not say which letters they draw": (
        "{} : un PDF dont les polices ne disent pas quelles lettres elles dessinent"
    ),
    "{}: a PDF without text, probably scanned pages": "{} : un PDF sans texte, sans doute des pages numérisées",
    "{}: a broken PDF file: {}": "{} : un fichier PDF abîmé : {}",
    "{}: not read within {} s": "{} : pas lu en {} s",
    "print it to a new PDF": "imprimez-le dans un nouveau PDF",
    "run it through OCR (ocrmypdf --force-ocr) and give that": (
        "passez-le à l'OCR (ocrmypdf --force-ocr) et donnez le résultat"
    ),
    "run it through OCR (ocrmypdf)": "passez-le à l'OCR (ocrmypdf)",
    "run it through OCR (ocrmypdf) and give that": "passez-le à l'OCR (ocrmypdf) et donnez le résultat",
    "split it": "divisez-le",
    "split it, or raise KG_PDF_PAGES": "divisez-le, ou relevez KG_PDF_PAGES",
    "save a copy without protection": "enregistrez une copie sans protection",
    "install `cryptography`, or save a copy without protection": (
        "installez `cryptography`, ou enregistrez une copie sans protection"
    ),
    # a language model
    "{}: answers {} {}: {}": "{} : répond {} {} : {}",
    "check the key: KG_LLM_KEY": "vérifiez la clé : KG_LLM_KEY",
    "check --llm and --llm-model": "vérifiez --llm et --llm-model",
    "no JSON object in the answer": "pas d'objet JSON dans la réponse",
    "nested too deep": "trop imbriqué",
    "the answer is no JSON object": "la réponse n'est pas un objet JSON",
    "--llm - needs KG_LLM_URL": "--llm - a besoin de KG_LLM_URL",
    "set it, or give --llm URL": "réglez-le, ou donnez --llm URL",
    "--llm-model and --llm-key-file say nothing without --llm": (
        "--llm-model et --llm-key-file ne disent rien sans --llm"
    ),
    "give --llm URL": "donnez --llm URL",
    "--model and --llm are two voices": "--model et --llm sont deux voix",
    "{}: no key can be read there": "{} : aucune clé ne peut y être lue",
    "{}: holds no key": "{} : ne contient pas de clé",
    "check --llm-key-file": "vérifiez --llm-key-file",
    "write the key alone in it, on one line": "écrivez-y la clé seule, sur une ligne",
    "{} has {} models: {}": "{} a {} modèles : {}",
    "name one with --llm-model": "nommez-en un par --llm-model",
    "{}: not an address ({})": "{} : ce n'est pas une adresse ({})",
    "{}: no http or https address": "{} : ce n'est pas une adresse http ou https",
    "give --llm http://HOST:PORT/v1": "donnez --llm http://HÔTE:PORT/v1",
    "{}: an address with a user name is not asked": "{} : une adresse qui porte un nom d'utilisateur n'est pas appelée",
    "give the key in KG_LLM_KEY": "donnez la clé dans KG_LLM_KEY",
    "{}: no answer within {} s": "{} : pas de réponse en {} s",
    "raise KG_LLM_SECONDS": "relevez KG_LLM_SECONDS",
    "check --llm": "vérifiez --llm",
    "check --llm and the server": "vérifiez --llm et le serveur",
    "check --llm: the base of the API, with /v1": "vérifiez --llm : la base de l'API, avec /v1",
    "{}: an answer of more than {} bytes": "{} : une réponse de plus de {} octets",
    "{}: the answer is no JSON object": "{} : la réponse n'est pas un objet JSON",
    "{}: the answer is no chat completion": "{} : la réponse n'est pas celle d'un modèle de langue",
    "{}: the model's answer broke off at its limit": "{} : la réponse du modèle s'est arrêtée à sa limite",
    "raise the server's limit": "relevez la limite du serveur",
    "{}: the model {} answers with no JSON ({})": "{} : le modèle {} ne répond pas en JSON ({})",
    "try another model": "essayez un autre modèle",
    "split it, or raise KG_PDF_SECONDS": "divisez-le, ou relevez KG_PDF_SECONDS",
    # extraction and reasoning
    "the {} pipeline cannot be loaded: {}": "la chaîne d'extraction {} ne se charge pas : {}",
    "no trained net in {}": "il n'y a pas de réseau entraîné dans {}",
    "the net in {} says other things than the one in {}": "le réseau de {} dit autre chose que celui de {}",
    "train both with one version of sante-kg": "entraînez-les avec une même version de sante-kg",
    "give a folder with weights, an installed spaCy pipeline, or `rules`": (
        "donnez un dossier de poids, un pipeline spaCy installé, ou `rules`"
    ),
    "the spaCy pipeline {} cannot be loaded: {}": "le pipeline spaCy {} ne se charge pas : {}",
    "reinstall it": "réinstallez-le",
    "the spaCy pipeline {} names no entities": "le pipeline spaCy {} ne nomme aucune entité",
    "choose one with a part `ner`": "prenez-en un qui a un composant `ner`",
    "reinstall sante-kg": "réinstallez sante-kg",
    "HermiT failed: {}": "HermiT a échoué : {}",
    "owlready2 is not installed": "owlready2 n'est pas installé",
    "reasoning needs Java, which is not installed": "le raisonnement demande Java, qui n'est pas installé",
    "the graph is inconsistent": "le graphe est incohérent",
    "kg reason explains which axioms and individuals": "kg reason explique quels axiomes et quels individus",
    "pip install 'sante-kg[reason]'": "pip install 'sante-kg[reason]'",
    "pip install 'sante-kg[reason]' brings one": "pip install 'sante-kg[reason]' en apporte un",
    # reviewing
    "these are no decisions": "ce ne sont pas des décisions",
    'give [{"id": …, "verdict": "accept"}, …]': 'donnez [{{"id": …, "verdict": "accept"}}, …]',
    "{} is no verdict": "{} n'est pas un verdict",
    "accept, reject or correct": "accept, reject ou correct",
    "there is no fact {} here": "il n'y a pas de fait {} ici",
    "kg review --json lists them": "kg review --json les énumère",
    "{}: fact is an object, note and by are texts": "{} : fact est un objet, note et by sont des textes",
    "these decisions are no JSON: {}": "ces décisions ne sont pas du JSON : {}",
    "the decision {} cannot be read: {}": "la décision {} est illisible : {}",
    "there is no candidate {}": "il n'y a pas de candidat {}",
    "{} is no correction": "{} n'est pas une correction",
    "--json, --decide, --decided, --undo and --export do one thing each": (
        "--json, --decide, --decided, --undo et --export font chacun une chose"
    ),
    "choose one": "choisissez-en un",
    "the articles of a store are read already": "les articles d'un graphe sont déjà lus",
    "leave out --model and --allow-private": "laissez --model et --allow-private",
    "--level and --between choose both": "--level et --between choisissent tous deux",
    "give one of them": "donnez l'un des deux",
    "--between {} is reversed": "--between {} est à l'envers",
    "write the lower confidence first": "écrivez d'abord la confiance la plus basse",
    "--between {} is no part of 0-1": "--between {} n'est pas compris dans 0-1",
    "for example --between 0.3-0.6": "par exemple --between 0.3-0.6",
    "--json lists the facts, --decide FILE takes decisions": (
        "--json énumère les faits, --decide FICHIER prend des décisions"
    ),
    "articles and --decisions are outside a store": "des articles et --decisions valent hors d'un graphe",
    "leave out --store and --document": "laissez --store et --document",
    "nobody knows who decides": "qui décide ?",
    "give --by NAME, or set KG_REVIEWER": "donnez --by NOM, ou réglez KG_REVIEWER",
    "--between {} is no LOW-HIGH": "--between {} n'est pas de la forme BAS-HAUT",
    "check the path, or give - for stdin": "vérifiez le chemin, ou donnez - pour l'entrée standard",
    "{}: no UTF-8 text": "{} : ce n'est pas du texte UTF-8",
    "there is no decision {}": "il n'y a pas de décision {}",
    "kg review --decided lists them": "kg review --decided les énumère",
    "a correction says what is right, nothing else does": "une correction dit ce qui est juste, et elle seule",
    "who decided, when, on which document?": "qui a décidé, quand, sur quel document ?",
    "{} is no fact of the contract with a quote": "{} n'est pas un fait du contrat, avec sa citation",
    "an end of the fact is missing": "il manque une extrémité au fait",
    "a type of an entity is not of the contract": "le type d'une entité n'est pas du contrat",
    "nobody decides": "personne ne décide",
    "{}: a correction says what is right, nothing else does": "{} : une correction dit ce qui est juste, et elle seule",
    'for example {"verdict": "correct", "fact": {"object": "e3"}}': (
        'par exemple {{"verdict": "correct", "fact": {{"object": "e3"}}}}'
    ),
    "{}: {} cannot be corrected": "{} : {} ne se corrige pas",
    "{} is no predicate of the contract": "{} n'est pas un prédicat du contrat",
    "{}: the correction changes nothing": "{} : la correction ne change rien",
    "accept it instead": "acceptez-le plutôt",
    "{}: {} names no entity": "{} : {} ne nomme pas d'entité",
    "give its id, its name, or name and type": "donnez son id, son nom, ou nom et type",
    "{}: the article has no {}": "{} : l'article n'a pas de {}",
    "{} is no type of the contract": "{} n'est pas un type du contrat",
    'to add one, give {"name": …, "type": …}': 'pour en ajouter une, donnez {{"name": …, "type": …}}',
    "{} is not a whole number": "{} n'est pas un nombre entier",
    "{} are no qualifiers": "{} ne sont pas des précisions",
    'for example {"since": "2022-06", "role": null}': 'par exemple {{"since": "2022-06", "role": null}}',
    "{}: {} needs an entity as its object": "{} : {} veut une entité pour objet",
    "{}: {} needs a value": "{} : {} veut une valeur",
    'give "object" or "value"': 'donnez "object" ou "value"',
    "{}: a fact needs a quote": "{} : un fait a besoin d'une citation",
    'give "evidence"': 'donnez "evidence"',
    "{} is not a number": "{} n'est pas un nombre",
    "{} is no modality": "{} n'est pas une modalité",
    "{} is not above 0": "{} n'est pas supérieur à 0",
    "{}: {} has no qualifiers, so no {} either": "{} : {} n'a pas de précisions, donc pas de {}",
    "{}: {} is no qualifier of {}": "{} : {} n'est pas une précision de {}",
    "{}: {} is no role of a member": "{} : {} n'est pas un rôle de membre",
    "{}: {} is no status of equipment": "{} : {} n'est pas un état d'équipement",
    "{} is no value": "{} n'est pas une valeur",
    "{} is no code of equipment": "{} n'est pas un code d'équipement",
    "{}: {} is a text, not {}": "{} : {} est un texte, et non {}",
    "{}: until {} comes before since {}": "{} : until {} précède since {}",
    "{}: a quote of {} characters": "{} : une citation de {} caractères",
    "at most {}": "au plus {}",
    "{}: {} does not join {} to itself": "{} : {} ne joint pas {} à soi-même",
    "{}: the article does not hold {}": "{} : l'article ne contient pas {}",
    "quote it letter for letter": "citez-le à la lettre",
    "{}: {} does not stand at {}": "{} : {} ne se trouve pas à {}",
    "leave the offsets out": "laissez les positions",
    "{}: {} does not join a {} ({}) there": "{} : {} ne joint pas un {} ({}) à cet endroit",
    # settings
    "{} is {}, not {} from {} to {}": "{} vaut {}, et non {} de {} à {}",
    "for example {}={}, or unset it": "par exemple {}={}, ou retirez-la",
    # store
    "syntax error: {}": "erreur de syntaxe : {}",
    "syntax error: line {}, column {}: {}": "erreur de syntaxe : ligne {}, colonne {} : {}",
    "a store in memory has no checkpoint": "un graphe en mémoire n'a pas de point de reprise",
    "use a store on disk": "utilisez un graphe sur disque",
    "quoted triples cannot stand in an RDF 1.1 graph": "des triplets cités ne vont pas dans un graphe RDF 1.1",
    "the embedded engine failed: {}": "le moteur intégré a échoué : {}",
    "the query is not a CONSTRUCT or DESCRIBE": "la requête n'est ni un CONSTRUCT ni un DESCRIBE",
    "the query is not a SELECT": "la requête n'est pas un SELECT",
    "the query is not an ASK": "la requête n'est pas un ASK",
    "the store is in use by another process": "le graphe est utilisé par un autre processus",
    "stop that process, or give --store the URL of its server": (
        "arrêtez-le, ou donnez à --store l'adresse de son serveur"
    ),
    "{} exists already": "{} existe déjà",
    "name a new folder": "nommez un nouveau dossier",
    "{} is no format of results": "{} n'est pas un format de résultats",
    "{} is no graph format": "{} n'est pas un format de graphe",
    "{} is no format": "{} n'est pas un format",
    "one of {}": "l'un de {}",
    "{} is not a checkpoint": "{} n'est pas un point de reprise",
    "not an N-Quads line: {}": "ce n'est pas une ligne N-Quads : {}",
    "{} is no IRI": "{} n'est pas un IRI",
    "RDF/XML cannot tell a quoted triple": "RDF/XML ne sait pas dire un triplet cité",
    "RDF/XML cannot tell the predicate <{}>": "RDF/XML ne sait pas dire la propriété <{}>",
    "XML cannot tell the character U+{} of the answer": "XML ne sait pas dire le caractère U+{} de la réponse",
    "blank nodes in a large file cannot be sent in portions": (
        "les nœuds anonymes d'un grand fichier ne s'envoient pas par portions"
    ),
    "name them with IRIs": "nommez-les par des IRI",
    "the query is a {}, not a {}": "la requête est un {}, pas un {}",
    "{} answered with an error: {}": "{} a répondu par une erreur : {}",
    "{} does not answer: {}": "{} ne répond pas : {}",
    "is the server running?": "le serveur tourne-t-il ?",
    "{} has no SPARQL endpoint": "{} n'a pas de point d'accès SPARQL",
    "{} has no checkpoints": "{} n'a pas de points de reprise",
    "use the server's own backup": "utilisez la sauvegarde du serveur",
    "{} is no URL of a SPARQL server": "{} n'est pas l'adresse d'un serveur SPARQL",
    "line {}: more than {} operators or clauses in a row": "ligne {} : plus de {} opérateurs ou clauses à la suite",
    "line {}: nested more than {} levels deep": "ligne {} : plus de {} niveaux d'imbrication",
    "the query has {} characters, {} are allowed": "la requête a {} caractères, {} sont permis",
    "{} would make the store send requests": "{} ferait envoyer des requêtes au graphe",
    "load the data with kg ingest, or ask the other endpoint itself": (
        "chargez les données par kg ingest, ou interrogez l'autre point d'accès"
    ),
}


def in_french(error: KgError) -> str:
    """What an error says and its cure in French; in English what has no translation."""
    message = translated(error.message)
    return f"{message} ({translated(error.cure)})" if error.cure else message


def translated(text: str) -> str:
    """One message in French; what it names stays as it is, but for words that are a message themselves."""
    for pattern, french in _patterns():
        match = pattern.fullmatch(text)
        if match:
            return french.format(*map(translated, match.groups()))
    return text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The messages as patterns, those with most words of their own first."""
    return [
        (re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), french)
        for english, french in sorted(FRENCH.items(), key=lambda item: -len(item[0].replace("{}", "")))
    ]
