"""What the environment decides. The only module that reads it."""

from __future__ import annotations

import os

BASE = os.environ.get("KG_BASE", "https://w3id.org/sante-kg/")
"""Base of every IRI that kg mints: `BASE + "ontology#"`, `"id/"`, `"code/"`, `"graph/"`."""

STORE = os.environ.get("KG_STORE", "./kg-store")
"""Default location of the store: a path, `memory`, or the URL of a SPARQL 1.1 server."""

STATE = os.environ.get("KG_STATE", "./kg-state")
"""Where documents, journal, archive and quarantine lie when the store is a URL."""

QUERY_SECONDS = float(os.environ.get("KG_QUERY_SECONDS", "30"))
"""Deadline of one query at the endpoint, in seconds."""

QUERY_MEMORY_MB = int(os.environ.get("KG_QUERY_MEMORY_MB", "2048"))
"""Memory bound of one query at the endpoint, in MiB."""

FETCH_SECONDS = float(os.environ.get("KG_FETCH_SECONDS", "20"))
"""Deadline of one fetch of a URL, in seconds."""

CONTACT = os.environ.get("KG_CONTACT", "")
"""Who fetches, as sites are told it: an address of a page or of a mailbox."""

WATCH_SECONDS = float(os.environ.get("KG_WATCH_SECONDS", "3"))
"""Pause between two requests to one host when feeds are followed, in seconds; a longer one in robots.txt counts."""

MAX_DOCUMENT_BYTES = int(os.environ.get("KG_MAX_DOCUMENT_BYTES", str(20 * 1024 * 1024)))
"""Largest document that is read, in bytes."""

PDF_PAGES = int(os.environ.get("KG_PDF_PAGES", "300"))
"""Most pages of a PDF that is read."""

PDF_SECONDS = float(os.environ.get("KG_PDF_SECONDS", "60"))
"""Deadline of reading one PDF, in seconds."""

LLM_URL = os.environ.get("KG_LLM_URL", "")
"""The language model server that `--llm -` asks; none is asked without `--llm`."""

LLM_MODEL = os.environ.get("KG_LLM_MODEL", "")
"""The model that is asked for where `--llm-model` names none."""

LLM_KEY = os.environ.get("KG_LLM_KEY", "")
"""The key that is sent to the language model server."""

LLM_SECONDS = float(os.environ.get("KG_LLM_SECONDS", "180"))
"""How long one answer of a language model is waited for, in seconds."""

LLM_CHARACTERS = int(os.environ.get("KG_LLM_CHARACTERS", "12000"))
"""Characters of an article that a language model is asked about at once."""

MIN_CONFIDENCE = float(os.environ.get("KG_MIN_CONFIDENCE", "0"))
"""The confidence from which extracted facts are believed, 0 to 1; those below are kept as suggestions."""

REVIEWER = os.environ.get("KG_REVIEWER", "")
"""Who decides in `kg review`, where `--by` names nobody; else the user's login."""
