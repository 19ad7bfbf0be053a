"""sante-kg: the knowledge graph of French healthcare organisations."""

__version__ = "0.1.0"
