"""What can be seen of a line and of its neighbours: the features that the zones weigh."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading import furniture
from kg.reading.dates import dates
from kg.reading.lines import Line

_SEEN = 360
"""Characters of a line that are looked at, from its start; the end is looked at apart."""
_LONG = 32
"""Words that make a line a paragraph."""
_FOLD = str.maketrans("àâäáãéèêëîïíìôöóòõùûüúçñÿ’‘ʼ\u00a0\u202f", "aaaaaeeeeiiiiooooouuuucny'''  ")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BUSY = frozenset({"paywall", "cookies", "login", "share", "skip", "legal", "published", "newsletter"})
_NEVER = 40
_STEPS = (1, 2, 3, 5, 8, 12, 18, 26, 40, 70)


def fold(text: str) -> str:
    """Lower case without accents, with plain apostrophes and blanks."""
    return text.lower().translate(_FOLD).replace("œ", "oe")


@dataclass(frozen=True, slots=True)
class Seen:
    """A line by itself: its features, its words, its weight in the document."""

    words: int
    names: frozenset[str]
    terms: frozenset[str]
    long: bool
    sentence: bool
    stamp: bool
    opener: bool
    clean: bool
    ends: tuple[str, ...]
    features: tuple[str, ...]


def features(lines: Sequence[Line]) -> list[list[str]]:
    """The names of the features that hold for each line."""
    seen = [look(line) for line in lines]
    stamped = [i > 0 and seen[i - 1].stamp for i in range(len(seen))]
    long = [i for i, s in enumerate(seen) if s.long and not stamped[i]]
    said = [i for i, s in enumerate(seen) if s.sentence and not stamped[i]]
    told = {i: frozenset(_content(lines[i].text[:4000])) for i in long or said}
    vocabulary = Counter(word for words in told.values() for word in words)
    spoken = Counter(term for s in seen for term in s.terms)
    echoes = [sum(spoken[term] > 1 for term in s.terms) for s in seen]
    top = min(long[0] if long else len(seen), said[0] + 1 if said else len(seen), 25)
    best = max(range(top), key=lambda j: echoes[j] + (3 <= seen[j].words <= 24), default=-1)
    clean = 0
    ended: set[str] = set()
    fed = _NEVER
    heading = set(_content(lines[0].text)) if lines else set()
    found = []
    earlier: set[str] = set()
    opened = _NEVER
    for i, (line, this) in enumerate(zip(lines, seen, strict=True)):
        opened = 0 if this.opener else _NEVER if this.long and not stamped[i] and not ended else min(_NEVER, opened + 1)
        names = ["bias", *this.features]
        names += [f"prev:{f}" for f in seen[i - 1].features if f[0] in "fs"] if i else ["prev:none"]
        names += [f"next:{f}" for f in seen[i + 1].features if f[0] in "fs"] if i + 1 < len(seen) else ["next:none"]
        names += [f"at:{_step(i)}", f"left:{_step(len(seen) - 1 - i)}"]
        region = _region(i, long)
        names += [f"region:{region}", f"region:{region}:{this.features[0]}", f"talk:{_region(i, said)}"]
        if stamped[i]:
            names.append("stamped")
        if region == "before":
            names.append(f"ahead:{_step((long[0] if long else len(seen)) - i)}")
        elif region == "after":
            names.append(f"behind:{_step(i - long[-1])}")
        names.append(f"opened:{_step(opened)}" if opened < _NEVER else f"opened:no:{region}")
        fed = 0 if this.stamp and (fed < _NEVER or opened < 4) else fed + 1 if fed < 3 else _NEVER
        if fed < _NEVER:
            names += ["fed", f"fed:{min(fed, 2)}"]
        names += [f"ended:{name}" for name in sorted(ended)]
        ended.update(this.ends)
        own = told.get(i, ())
        shared = sum(vocabulary[word] > (word in own) for word in this.names)
        share = "none" if not this.names else "0" if not shared else "all" if shared == len(this.names) else "some"
        names += [f"shared:{share}", f"shared:{share}:{region}"]
        if i < top and this.clean:
            clean += 1
            names.append(f"clean:{min(clean, 5)}")
        if i == best:
            names.append("header:best")
        names.append(f"echo:{min(4, echoes[i] * 5 // max(1, len(this.terms)))}:{region}")
        if i and heading and heading <= set(_content(line.text)):
            names.append("repeats:first")
        key = fold(line.text[:60]).strip(" .…")
        if len(key) > 25:
            if any(e.startswith(key) or key.startswith(e) for e in earlier):
                names.append("repeats:earlier")
            earlier.add(key)
        if i and line.start - lines[i - 1].end == 1:
            names.append("tight")
        found.append(names)
    return found


def _region(i: int, anchors: Sequence[int]) -> str:
    """Whether a line stands before, amid or after the anchors."""
    if not anchors or i < anchors[0]:
        return "before" if anchors else "nowhere"
    return "after" if i > anchors[-1] else "amid"


def look(line: Line) -> Seen:
    """What a line shows by itself."""
    text = line.text[:_SEEN]
    folded = fold(text)
    words = _WORD.findall(text)
    count = len(line.text.split()) if len(line.text) < 4000 else 999
    capitals = sum(w[0].isupper() for w in words)
    size = f"size:{_step(count)}"
    found = [size]
    add = found.append
    families = [name for name, pattern in furniture.FAMILIES.items() if pattern.search(folded)]
    if furniture.VERB.search(text.lower()):
        families.append("verb")
    for name in families:
        add(f"f:{name}")
        if count <= 7:
            add(f"f:{name}:short")
        elif count > 25:
            add(f"f:{name}:long")
    starts = [
        name
        for name in families
        if name != "verb" and furniture.FAMILIES[name].match(folded.lstrip('-–—•>▸*+°▶►[( "«'))
    ]
    found.extend(f"start:{name}" for name in starts)
    end = line.text[-1]
    add(
        "s:end:"
        + (
            "stop"
            if end in ".!?…"
            else "colon"
            if end == ":"
            else "semi"
            if end in ";,"
            else "quote"
            if end in '»”"'
            else "open"
        )
    )
    add(f"s:caps:{'all' if words and text.upper() == text else min(4, capitals * 5 // max(1, len(words)))}")
    pieces = [p for p in furniture.SEPARATOR.split(text) if p.strip()]
    if len(pieces) > 1:
        short = sum(len(p.split()) <= 4 for p in pieces)
        shape = "short" if short >= len(pieces) - 1 else "mixed" if short * 2 >= len(pieces) else "long"
        add(f"s:pieces:{_step(len(pieces))}:{shape}")
    for name, pattern in (
        ("bullet", furniture.BULLET),
        ("quoted", furniture.QUOTED),
        ("dateline", furniture.DATELINE),
        ("initials", furniture.INITIALS),
        ("person", furniture.PERSON),
    ):
        if pattern.match(text + " " if name == "bullet" else text):
            add(f"s:{name}")
    for name, pattern in (("hour", furniture.HOUR), ("day", furniture.DAY), ("nick", furniture.NICK)):
        if pattern.match(folded):
            add(f"s:{name}")
    if text[0] in '«“"':
        add("s:opens_quote")
    elif text[0].islower():
        add("s:lower")
    elif not text[0].isalnum():
        add("sign:" + text[0])
    if " : " in text:
        add("s:colon")
    dated = list(dates(text))
    if dated:
        add("s:date" + (":only" if sum(d.end - d.start for d in dated) * 2 > len(text) else ""))
    if any(c.isdigit() for c in text):
        add("digit")
    if "€" in text:
        add("euro")
    sentences = len(re.findall(r"[.!?…]\s", text)) if count > 5 else 0
    add(f"sentences:{min(3, sentences)}")
    opener = count <= 8 and end not in ".;," and any(name in furniture.BLOCK_OPENERS for name in families)
    if opener:
        add("s:opener")
    sentence = count >= 10 and end in ".!?»”"
    if sentence:
        add("s:sentence")
    bare = folded.strip('-–—•>▸*+°▶►[( "«')
    ends = tuple(name for name, pattern in furniture.ENDS.items() if count <= 9 and pattern.match(bare))
    found.extend(f"end:{name}" for name in ends)
    clean = len(pieces) == 1 and 2 <= count <= 30 and not opener and not _BUSY & set(families)
    stamp = count <= 3 and ("s:hour" in found or "s:day" in found)
    if stamp:
        add("s:stamp")
    terms = frozenset(w for w in fold(" ".join(words)).split() if len(w) > 4)
    return Seen(
        count, frozenset(_content(text)), terms, count >= _LONG, sentence, stamp, opener, clean, ends, tuple(found)
    )


def _content(text: str) -> list[str]:
    """Words that name things: capitalised or long, folded."""
    words = [w for w in _WORD.findall(text) if len(w) > 3 and (w[0].isupper() or len(w) > 7)]
    return fold(" ".join(words)).split()


def _step(count: int) -> int:
    return next((i for i, step in enumerate(_STEPS) if count <= step), len(_STEPS)) if count > 0 else -1
