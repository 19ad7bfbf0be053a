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
}


def say(key: str, **values: object) -> str:
    """The words of that key in the language of this command, filled in."""
    french, english = WORDS[key]
    return (english if LANGUAGE.get() == "en" else french).format(**values)
