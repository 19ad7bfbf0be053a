"""What the command line says, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from string import Formatter

LANGUAGE: ContextVar[str] = ContextVar("language", default="fr")
"""The language of this command, set by `--lang`."""

WORDS: dict[str, tuple[str, str]] = {
    # id: (French, English); {n:document|documents} agrees with the number n
    "error": ("Erreur :", "Error:"),
    "interrupted": ("Interrompu ; ce qui était terminé est enregistré.", "Interrupted; what was finished is kept."),
    "progress": ("{done} {done:document|documents} sur {total}", "{done} of {total} {total:document|documents}"),
    "state": ("Documents, journal et quarantaine dans {folder}", "Documents, journal and quarantine in {folder}"),
    "in-article": ("{source} : {told}", "{source}: {told}"),
    "no-fact": ("Aucun fait trouvé.", "No fact found."),
    "not-in-table": (
        "Énoncés que le tableau laisse de côté (kg ingest les garde) : {kinds}.",
        "Statements that the table leaves out (kg ingest keeps them): {kinds}.",
    ),
    "undated": (
        "{n} {n:article|articles} sans date : « mardi » ou « en mars » n'y disent aucun jour (--published le donne).",
        "{n} {n:article|articles} without a date: « mardi » or « en mars » say no day there (--published gives it).",
    ),
    "no-rows": ("Aucune réponse.", "No answer."),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "partial": (
        "{bad} {bad:document|documents} sur {total} {bad:n'a|n'ont} pas abouti, le reste est fait",
        "{bad} of {total} {total:document|documents} failed, the rest is done",
    ),
    "serving": ("Le graphe est servi sur {where} (Ctrl-C pour arrêter)", "Serving on {where} (Ctrl-C stops it)"),
    "read": ("{n} {n:document|documents} : {statuses}.", "{n} {n:document|documents}: {statuses}."),
    "status-new": ("{n} {n:nouveau|nouveaux}", "{n} new"),
    "status-updated": ("{n} mis à jour", "{n} updated"),
    "status-unchanged": ("{n} déjà {n:connu|connus}, sans changement", "{n} known already, unchanged"),
    "status-superseded": ("{n} {n:dépassé|dépassés} par une version plus récente", "{n} superseded by a later version"),
    "status-kept-out": ("{n} {n:oublié, tenu|oubliés, tenus} à l'écart", "{n} forgotten, kept out"),
    "status-failed": ("{n} {n:illisible|illisibles}", "{n} unreadable"),
    "stored": (
        "{documents:Il nomme|Ils nomment} {organisations} fois une organisation ou une structure, "
        "{people} fois une personne.",
        "{documents:It names|They name} organisations and structures {organisations} {organisations:time|times}, "
        "people {people} {people:time|times}.",
    ),
    "statements": (
        "{n} {n:énoncé retenu, avec|énoncés retenus, chacun avec} sa citation : {kinds}.",
        "{n} {n:statement stored,|statements stored, each} with its quote: {kinds}.",
    ),
    "copies": (
        "Copies d'un même texte, qui comptent pour une seule source : {n}.",
        "Copies of one text, which count as one source: {n}.",
    ),
    "aside": (
        "{n} {n:énoncé malformé mis|énoncés malformés mis} de côté : kg quarantine list {n:le|les} montre.",
        "{n} malformed {n:statement|statements} set aside: kg quarantine list shows {n:it|them}.",
    ),
    "without": ("Articles qui n'énoncent rien de retenu : {n}.", "Articles that state nothing to be stored: {n}."),
    "where": ("Le graphe est dans {place}.", "The graph is in {place}."),
    "feeds": ("Flux : {told}.", "Feeds: {told}."),
    "feed-read": ("{n} {n:lu|lus}", "{n} read"),
    "feed-unchanged": ("{n} sans changement", "{n} unchanged"),
    "feed-failed": ("{n} en échec", "{n} failed"),
    "announced": (
        "Articles annoncés : {known} {known:traité|traités} auparavant, {found} à lire.",
        "Articles announced: {known} done before, {found} to be read.",
    ),
    "skipped": ("Articles non lus : {told}.", "Articles not read: {told}."),
    "skip-same": ("{n} {n:inchangé à son|inchangés à leur} adresse", "{n} unchanged at {n:its|their} address"),
    "skip-refused": ("{n} {n:refusé|refusés} (robots.txt ou adresse)", "{n} refused (robots.txt or address)"),
    "skip-failed": ("{n} en échec", "{n} failed"),
    "skip-later": ("{n} remis au prochain passage", "{n} left for the next round"),
    "round-partial": (
        "tout n'a pas pu être lu : {feeds} flux en échec, {failed} {failed:article|articles} en échec, {later} remis",
        "not everything could be read: {feeds} {feeds:feed|feeds} failed, {failed} {failed:article|articles} failed, "
        "{later} left for later",
    ),
    "next-round": (
        "Prochain passage à {time} (Ctrl-C pour arrêter).",
        "Next round at {time} (Ctrl-C stops it).",
    ),
    "refused": (
        "Le modèle de langue a dit aussi ce qui ne tient pas, et qui n'est pas retenu : {told}.",
        "The language model also said what does not hold, and is not kept: {told}.",
    ),
    "refused-quote": (
        "{n} {n:citation absente|citations absentes} du texte",
        "{n} {n:quote that is|quotes that are} not in the text",
    ),
    "refused-furniture": (
        "{n} {n:citation prise|citations prises} dans l'habillage du site",
        "{n} {n:quote|quotes} from the site's furniture",
    ),
    "refused-entity": (
        "{n} {n:entité absente du texte ou inconnue|entités absentes du texte ou inconnues}",
        "{n} {n:entity|entities} not in the text, or unknown",
    ),
    "refused-type": ("{n} {n:type qui ne va|types qui ne vont} pas", "{n} {n:type that does|types that do} not fit"),
    "refused-predicate": ("{n} {n:relation inconnue|relations inconnues}", "{n} unknown {n:relation|relations}"),
    "refused-value": (
        "{n} {n:valeur|valeurs} que le texte ne dit pas",
        "{n} {n:value|values} that the text does not say",
    ),
    "refused-qualifier": (
        "{n} {n:précision|précisions} que le texte ne dit pas",
        "{n} {n:detail|details} that the text does not say",
    ),
    "refused-shape": ("{n} {n:élément mal formé|éléments mal formés}", "{n} malformed {n:item|items}"),
    "refused-json": ("{n} {n:réponse|réponses} à redemander", "{n} {n:answer|answers} to be asked for again"),
    "level-sure": ("sûr", "sure"),
    "level-likely": ("probable", "likely"),
    "level-doubtful": ("douteux", "doubtful"),
    "level": (
        "{name} : {share} % justes ({low} à {high} %), sur {n} {n:fait|faits} d'articles jamais vus",
        "{name}: {share} % right ({low} to {high} %), of {n} {n:fact|facts} in articles never seen",
    ),
    "no-levels": (
        "ce qui a lu ces articles n'a pas de niveaux mesurés : la confiance n'est qu'un score",
        "what read these articles has no measured levels: the confidence is only a score",
    ),
    "left-out": (
        "Faits d'une confiance sous {least}, laissés de côté : {n}.",
        "Facts of a confidence below {least}, left out: {n}.",
    ),
    "doubted": (
        "Énoncés sous le seuil de confiance, gardés comme suggestions et non crus (kg review les montre) : {n}.",
        "Statements below the threshold of confidence, kept as suggestions, not believed (kg review shows them): {n}.",
    ),
    "review-begin": (
        "{n} {n:fait|faits} d'une confiance de {low} à {high} {n:attend|attendent} une décision.",
        "{n} {n:fact|facts} of a confidence from {low} to {high} {n:waits|wait} for a decision.",
    ),
    "review-nothing": (
        "Aucun fait d'une confiance de {low} à {high} n'attend de décision.",
        "No fact of a confidence from {low} to {high} waits for a decision.",
    ),
    "review-keys": (
        "[a]ccepter [r]ejeter [c]orriger [s]uivant [u] annuler [q]uitter :",
        "[a]ccept [r]eject [c]orrect [s]kip [u]ndo [q]uit:",
    ),
    "review-help": (
        "a : l'article le dit ; r : il ne le dit pas ; c : il dit autre chose ; s : plus tard ; "
        "u : reprendre la dernière décision ; q : finir (tout est enregistré)",
        "a: the article says so; r: it does not; c: it says something else; s: later; "
        "u: take the last decision back; q: end (all is kept)",
    ),
    "review-correction": (
        "Ce qui est juste (o1, v=2022-06, subject=NOM, since=2022 ; vide : rien) :",
        "What is right (o1, v=2022-06, subject=NAME, since=2022; empty: nothing):",
    ),
    "review-example": ("par exemple o1 ; since=2022-06", "for example o1; since=2022-06"),
    "review-end": (
        "{n} {n:décision|décisions} de {by} {n:enregistrée|enregistrées}.",
        "{n} {n:decision|decisions} by {by} kept.",
    ),
    "review-decided": ("{n} {n:décision|décisions} : {kinds}.", "{n} {n:decision|decisions}: {kinds}."),
    "review-undone": ("{n} {n:décision reprise|décisions reprises}.", "{n} {n:decision|decisions} taken back."),
    "review-kept": (
        "{n:Elle est|Elles sont} dans {file} ; un graphe {n:la|les} prend par kg review --decide {file}.",
        "{n:It is|They are} in {file}; a graph takes {n:it|them} by kg review --decide {file}.",
    ),
    "review-none-here": ("personne n'a décidé de rien ici", "nobody has decided on anything here"),
    "review-exported": (
        "{n} {n:document|documents} dans {folder}, avec {n:son texte|leurs textes} : {reviewed} "
        "{reviewed:fait accepté ou corrigé|faits acceptés ou corrigés}, {unreviewed} {unreviewed:lu|lus} par la "
        "machine et que personne n'a {unreviewed:relu|relus}, {rejected} {rejected:rejeté|rejetés}. Ce que la machine "
        "n'a pas vu y manque (README.md).",
        "{n} {n:document|documents} in {folder}, with {n:its text|their texts}: {reviewed} {reviewed:fact|facts} "
        "accepted or corrected, {unreviewed} read by the machine that nobody has reviewed, {rejected} rejected. "
        "What the machine did not see is missing (README.md).",
    ),
    "review-none": ("Aucune décision.", "No decision."),
    "verdict-accepted": ("{n} {n:acceptée|acceptées}", "{n} accepted"),
    "verdict-rejected": ("{n} {n:rejetée|rejetées}", "{n} rejected"),
    "verdict-corrected": ("{n} {n:corrigée|corrigées}", "{n} corrected"),
    "verdict-accepted-one": ("accepté", "accepted"),
    "verdict-rejected-one": ("rejeté", "rejected"),
    "verdict-corrected-one": ("corrigé", "corrected"),
    "verdict-accepted-by": ("accepté par {by} le {day}", "accepted by {by} on {day}"),
    "verdict-rejected-by": ("rejeté par {by} le {day}", "rejected by {by} on {day}"),
    "verdict-corrected-by": ("corrigé par {by} le {day}", "corrected by {by} on {day}"),
    "not-believed": ("(non cru)", "(not believed)"),
    "verdict": ("Verdict", "Verdict"),
    "value": ("Valeur", "Value"),
    "confidence": ("Confiance", "Confidence"),
    "no-terminal": (
        "kg review demande à un terminal, et il n'y en a pas",
        "kg review asks at a terminal, there is none",
    ),
    "number": ("N°", "No"),
    "when": ("Quand (UTC)", "When (UTC)"),
    "why": ("Pourquoi", "Why"),
    "triples": ("Triplets", "Triples"),
    "documents": ("Documents", "Documents"),
    "details": ("Précisions", "Details"),
    "sign": ("±", "±"),
    "subject": ("Sujet", "Subject"),
    "relation": ("Relation", "Relation"),
    "object": ("Objet", "Object"),
    "article": ("Article", "Article"),
    "inconsistent": ("le graphe se contredit", "the graph contradicts itself"),
    "pages": ("{n} {n:page écrite|pages écrites} dans {folder}", "{n} {n:page|pages} written to {folder}"),
    "size": ("{n} {n:triplet|triplets} en tout", "{n} {n:triple|triples} in all"),
    "demo-ingest": (
        "Les articles d'exemple (inventés) sont lus, vérifiés et rangés dans un graphe :",
        "The sample articles (invented) are read, checked and stored in a graph:",
    ),
    "demo-next": (
        "\n{seconds} secondes en tout. Ensuite :\n"
        "  kg query --store {place}            les autres questions\n"
        "  kg query NOM --store {place} --why  toutes les citations derrière chaque ligne\n"
        "  kg serve --store {place}            la même chose dans un navigateur, et SPARQL sur /sparql\n"
        "  kg ingest DOSSIER --store {place}   vos propres articles (.txt, .html, .pdf, adresses)",
        "\n{seconds} seconds in all. Next:\n"
        "  kg query --store {place}            the other questions\n"
        "  kg query NAME --store {place} --why all quotes behind each row\n"
        "  kg serve --store {place}            the same in a browser, and SPARQL at /sparql\n"
        "  kg ingest FOLDER --store {place}    articles of your own (.txt, .html, .pdf, addresses)",
    ),
    "document": ("Document", "Document"),
    "reason": ("Raison", "Reason"),
    "quote": ("Citation", "Quote"),
    "nothing-aside": ("Rien n'est mis de côté.", "Nothing is set aside."),
    "withdrawn": (
        "{document} est retiré : {removed} {removed:triplet parti|triplets partis}, {added} {added:revenu|revenus}. "
        "kg log s'en souvient.",
        "{document} is withdrawn: {removed} {removed:triple|triples} gone, {added} back. kg log remembers it.",
    ),
    "sure": ("Oublier {target} pour toujours ?", "Forget {target} for good?"),
    "forgotten": ("{target} est oublié et tenu à l'écart.", "{target} is forgotten and kept out."),
    "relinked": ("{n} {n:document reconstruit|documents reconstruits}", "{n} {n:document|documents} built anew"),
    "served": ("Le serveur est arrêté.", "The server has stopped."),
    "nothing-found": (
        "aucun document (.txt, .html, .pdf) dans ce qui est donné",
        "no document (.txt, .html, .pdf) in what was given",
    ),
    "extracted": (
        "{n} {n:article extrait|articles extraits} dans {folder}",
        "{n} {n:article|articles} extracted to {folder}",
    ),
    "well-formed": ("bien formé", "well formed"),
    "set-aside": ("{n} {n:énoncé malformé|énoncés malformés}", "{n} malformed {n:statement|statements}"),
    "finding": ("constat", "finding"),
    "rows": ("{n} {n:ligne|lignes}", "{n} {n:row|rows}"),
    "first": ("{n} {n:ligne|lignes} sur {of}", "{n} of {of} {of:row|rows}"),
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

_SCHEMES = {"role": "role", "equipment": "equipment", "status": "equipment-status"}
"""Predicate or qualifier → the scheme of its codes."""


class _Agreeing(Formatter):
    """Fills in words; of `{n:one|more}` it takes the form that goes with n: French has one up to 2, English of 1."""

    def format_field(self, value: object, format_spec: str) -> str:
        """The form of a number where there are two, else the value itself."""
        one, two, more = format_spec.partition("|")
        if not two or not isinstance(value, int):
            return str(super().format_field(value, format_spec))
        english = LANGUAGE.get() == "en"
        return one if (value == 1 if english else abs(value) < 2) else more


def say(key: str, **values: object) -> str:
    """The words of that key in the language of this command, filled in."""
    french, english = WORDS[key]
    return _Agreeing().format(english if LANGUAGE.get() == "en" else french, **values)


def spoken(word: str) -> str:
    """A word of the contract (predicate, modality, state) in the language of this command, as the pages say it."""
    from kg.web.words import WORDS as SPOKEN

    french, english = SPOKEN.get(word, (word, word))
    return english if LANGUAGE.get() == "en" else french


def by_modality(numbers: Mapping[str, int]) -> str:
    """How many statements of which modality, the most first: « 12 souhaités, 7 prévus »."""
    told = sorted(numbers.items(), key=lambda item: -item[1])
    return ", ".join(f"{number} {_plural(modality, number)}" for modality, number in told)


def _plural(modality: str, number: int) -> str:
    return spoken(modality) + "s" * (number > 1 and LANGUAGE.get() == "fr")


def qualifier(name: str, value: object) -> str:
    """What a fact says besides, in words: « nombre 1 », « état installé »."""
    from kg.lookup.labels import label
    from kg.vocabulary import QUALIFIER_PROPERTY

    called = label(str(QUALIFIER_PROPERTY[name]), LANGUAGE.get()) if name in QUALIFIER_PROPERTY else name
    return f"{called} {coded(name, value)}"


def coded(name: str, value: object) -> str:
    """The value of a predicate or qualifier, in words where it is a code."""
    from kg.lookup.labels import label
    from kg.vocabulary import CODE

    scheme = _SCHEMES.get(name)
    return (label(f"{CODE}{scheme}/{value}", LANGUAGE.get()) if scheme else "") or str(value)
