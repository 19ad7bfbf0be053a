"""What signals site furniture: names of classes in markup, phrases in text. Constants only."""

from __future__ import annotations

import re

from kg.model import ZoneKind

CLASSES = re.compile(
    r"""(?<![a-z])(?:
      nav(?:bar|igation)?|menu|breadcrumbs?|fil-?d?-?ariane|ariane|sidebar|widgets?|footer|pied-?de-?page|colophon
    | cookies?|consent|gdpr|rgpd|banner|bandeau|tarteaucitron|didomi|paywall|subscri\w*|abonne\w*|premium-?\w*
    | newsletter|infolettre
    | share|sharing|partage\w*|social|reseaux|sociaux|addtoany|related|recommand\w*|recommend\w*|reco
    | similaires?|lire-?aussi
    | a-?lire|voir-?aussi|read-?more|more-?articles|popular|plus-?lus|most-?read|trending|fil-?info|fil-?actu|live
    | comments?|commentaires?|respond|disqus|pub|pubs|publicite|ads?|advert\w*|sponsor\w*|promo\w*|taboola|outbrain
    | tags?|tag-?list|tagcloud|mots-?cles|pagination|pager|next-?post|prev\w*-?post|post-?nav\w*|skip-?link
    | search|recherche|login|connexion
    | author-?(?:box|bio|card)|about-?author|bio-?auteur|copyright|legal|mentions|agenda|emploi|jobs?|offres?
    | petites-?annonces
    | toolbar|tools|outils|print|imprimer|modal|popup|overlay|logo|branding|masthead|topbar|top-?bar
    | site-?header|cat-?links
    )(?![a-z])""",
    re.VERBOSE,
)
HIDDEN_CLASSES = re.compile(r"(?<![a-z-])(?:sr-only|screen-reader-text|visually-?hidden|is-?hidden|d-none)(?![a-z-])")
CLASS_KINDS = (
    (
        re.compile(r"(?<![a-z])(?:chapo|chapeau|standfirst|lead|intro|accroche|entry-summary|excerpt)(?![a-z])"),
        ZoneKind.LEAD,
    ),
    (re.compile(r"(?<![a-z])(?:caption|legende|wp-caption-text|credit)(?![a-z])"), ZoneKind.CAPTION),
    (
        re.compile(
            r"(?<![a-z])(?:byline|signature|auteur|authors?|entry-meta|post-meta|meta|dateline|date|published)(?![a-z])"
        ),
        ZoneKind.BYLINE,
    ),
)
