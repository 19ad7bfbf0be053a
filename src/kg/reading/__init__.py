"""Reading: a file, a folder, a URL, a feed or a pasted text becomes an `Article` with zones and metadata."""

from kg.reading.article import announced, find_documents, page, read_article, read_text, read_url
from kg.reading.feed import Feed, Item
from kg.reading.feed import parse as read_feed

__all__ = [
    "Feed",
    "Item",
    "announced",
    "find_documents",
    "page",
    "read_article",
    "read_feed",
    "read_text",
    "read_url",
]
