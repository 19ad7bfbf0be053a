"""Reading: a file, a folder, a URL or a pasted text becomes an `Article` with zones and metadata."""

from kg.reading.article import find_documents, read_article, read_text, read_url

__all__ = ["find_documents", "read_article", "read_text", "read_url"]
