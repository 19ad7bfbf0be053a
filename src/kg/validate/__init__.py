"""Two verdicts on a graph. *Form*: a malformed statement is set aside alone, and the rest of its article is published.
*Law*: findings are data, and never block (`queries/law/`).
"""

from kg.validate.aside import split
from kg.validate.form import Report, Result, check, luhn
from kg.validate.law import Rule, findings, rules, standing

__all__ = ["Report", "Result", "Rule", "check", "findings", "luhn", "rules", "split", "standing"]
