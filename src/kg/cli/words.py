"""What the command line says, in French and in English."""

from __future__ import annotations

from contextvars import ContextVar

LANGUAGE: ContextVar[str] = ContextVar("language", default="fr")
"""The language of this command, set by `--lang`."""

WORDS: dict[str, tuple[str, str]] = {
    # id: (French, English)
    "error": ("Erreur :", "Error:"),
    "interrupted": ("Interrompu ; ce qui était terminé est enregistré.", "Interrupted; what was finished is kept."),
    "progress": ("{done} documents sur {total}", "{done} of {total} documents"),
    "state": ("Documents, journal et quarantaine dans {folder}", "Documents, journal and quarantine in {folder}"),
    "no-rows": ("Aucune réponse.", "No answer."),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "partial": (
        "{bad} documents sur {total} n'ont pas abouti, le reste est fait",
        "{bad} of {total} documents failed, the rest is done",
    ),
    "nothing-found": (
        "aucun document (.txt, .html) dans ce qui est donné",
        "no document (.txt, .html) in what was given",
    ),
    "extracted": ("{n} articles extraits dans {folder}", "{n} articles extracted to {folder}"),
    "well-formed": ("bien formé", "well formed"),
    "set-aside": ("{n} énoncés malformés", "{n} malformed statements"),
    "finding": ("constat", "finding"),
    "rows": ("{n} lignes", "{n} rows"),
    "row": ("1 ligne", "1 row"),
    "first": ("{n} lignes sur {of}", "{n} of {of} rows"),
    "row-number": ("Ligne {n}", "Row {n}"),
    "ask-them": (
        "Demander : kg query NOM --param nom=valeur (« ? » : facultatif)",
        "Ask: kg query NAME --param name=value (“?”: optional)",
    ),
    "unknown-name": ("rien ne s'appelle « {name} »", "nothing is called “{name}”"),
    "name": ("Nom", "Name"),
    "type": ("Type", "Type"),
    "likeness": ("Ressemblance", "Likeness"),
    "identifier": ("Identifiant", "Identifier"),
}

MODALITIES: dict[str, tuple[str, str]] = {
    "asserted": ("affirmé", "asserted"),
    "planned": ("prévu", "planned"),
    "hoped": ("espéré", "hoped"),
    "negated": ("nié", "denied"),
    "ended": ("terminé", "ended"),
}

HEADINGS: dict[str, tuple[str, str]] = {
    # variable of a ready question: (French, English)
    "amount": ("Montant", "Amount"),
    "article": ("Article", "Article"),
    "authorised": ("Autorisé", "Authorised"),
    "carrier": ("Porteur", "Carrier"),
    "change": ("Changement", "Change"),
    "confidence": ("Confiance", "Confidence"),
    "conflict": ("Désaccord", "Conflict"),
    "count": ("Nombre", "Count"),
    "created": ("Création", "Created"),
    "date": ("Date", "Date"),
    "day": ("Jour", "Day"),
    "departement": ("Département", "Département"),
    "equipment": ("Équipement", "Equipment"),
    "extractor": ("Extracteur", "Extractor"),
    "funder": ("Financeur", "Funder"),
    "ght": ("GHT", "GHT"),
    "grouping": ("Groupement", "Grouping"),
    "holder": ("Détenteur", "Holder"),
    "hospital": ("Hôpital", "Hospital"),
    "host": ("Hôte", "Host"),
    "installed": ("Installé", "Installed"),
    "kind": ("Nature", "Kind"),
    "member": ("Membre", "Member"),
    "members": ("Membres", "Members"),
    "modality": ("Modalité", "Modality"),
    "object": ("Objet", "Object"),
    "organisation": ("Organisation", "Organisation"),
    "other": ("Autre", "Other"),
    "otherArticle": ("Autre article", "Other article"),
    "otherQuote": ("Et ailleurs", "And elsewhere"),
    "partner": ("Partenaire", "Partner"),
    "person": ("Personne", "Person"),
    "place": ("Lieu", "Place"),
    "planned": ("Prévu", "Planned"),
    "post": ("Fonction", "Post"),
    "predicate": ("Relation", "Relation"),
    "private": ("Privés", "Private"),
    "public": ("Publics", "Public"),
    "published": ("Publié", "Published"),
    "publisher": ("Éditeur", "Publisher"),
    "purpose": ("Objet", "Purpose"),
    "quote": ("Dans quels mots, où", "In which words, where"),
    "role": ("Rôle", "Role"),
    "since": ("Depuis", "Since"),
    "site": ("Site", "Site"),
    "state": ("État", "State"),
    "structure": ("Structure", "Structure"),
    "subject": ("Sujet", "Subject"),
    "type": ("Type", "Type"),
    "until": ("Jusqu'à", "Until"),
}


def say(key: str, **values: object) -> str:
    """The words of that key in the language of this command, filled in."""
    french, english = WORDS[key]
    return (english if LANGUAGE.get() == "en" else french).format(**values)
