"""How a text says where something is, beside names. Constants only."""

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\w"
PLACE = (
    r"(?P<before>(?<![\w-])(?:à|À|au|aux|en|dans le|dans la|dans l['’]|dans les|de|d['’]|du|près d['’]|vers|sur|entre|,|\(|et) ?)"
    rf"(?P<place>(?:(?:Le|La|Les|L['’]) ?)?{_WORD}(?: (?:de la |de l['’]|de |du |d['’])?{_WORD})?)"
)
"""A preposition, then capitalised words: « à Rodez », « dans l'Aveyron », « en Pays de la Loire »."""
