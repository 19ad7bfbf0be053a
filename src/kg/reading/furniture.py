"""What signals the parts of a page: names of classes in markup, phrases in text. Constants only.

Phrases are matched in folded text: lower case, no accents, plain apostrophes. Each family carries one word on what it
catches; none of them decides alone, the zones weigh them with the shape and the place of the line.
"""

from __future__ import annotations

import re

from kg.model import ZoneKind

CLASSES = re.compile(
    r"""(?<![a-z])(?:
      nav(?:bar|igation)?|menu|breadcrumbs?|fil-?d?-?ariane|ariane|sidebar|widgets?|footer|pied-?de-?page|colophon
    | cookies?|consent|gdpr|rgpd|banner|bandeau|tarteaucitron|didomi|paywall|subscri\w*|abonne\w*|premium-?\w*
    | newsletter|infolettre|share|sharing|partage\w*|social|reseaux|sociaux|addtoany|related|recommand\w*|recommend\w*
    | reco|similaires?|lire-?aussi|a-?lire|voir-?aussi|read-?more|more-?articles|popular|plus-?lus|most-?read|trending
    | fil-?info|fil-?actu|live|comments?|commentaires?|respond|disqus|pub|pubs|publicite|ads?|advert\w*|sponsor\w*
    | promo\w*|taboola|outbrain|tags?|tag-?list|tagcloud|mots-?cles|pagination|pager|next-?post|prev\w*-?post
    | post-?nav\w*|skip-?link|search|recherche|login|connexion|author-?(?:box|bio|card)|about-?author|bio-?auteur
    | copyright|legal|mentions|agenda|emploi|jobs?|offres?|petites-?annonces|toolbar|tools|outils|print|imprimer
    | modal|popup|overlay|logo|branding|masthead|topbar|top-?bar|site-?header|cat-?links
    )(?![a-z])""",
    re.VERBOSE,
)
"""Names of classes, ids and roles whose elements are furniture."""

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

_FAMILIES = {
    "paywall": (
        r"abonne[sz]?[- ]vous|s'abonner|je m'abonne|(?:reserve|edition)e?s? (?:aux|a ses|a nos) (?:abonne|"
        r"adherent|inscrit)|deja (?:abonne|inscrit)|il vous reste|pour lire la suite|lire la suite|"
        r"la suite (?:de cet article )?est reservee|sans engagement|offre (?:decouverte|mensuelle|numerique)|"
        r"abonnement|\babonnes?\b|par mois|/ ?mois|a partir de \d|des \d[\d,]* ?€|acces (?:libre|illimite)|"
        r"essai gratuit|article (?:offert|gratuit|en acces libre)|par an\b|kiosque|soutenez|faire un don|"
        r"jusqu'au|premier mois|edition papier|version papier|articles? gratuits?"
    ),
    "cookies": (
        r"cookies?|traceurs?|consentement|vie privee|donnees personnelles|rgpd|accepter|refuser|parametrer|"
        r"partenaires et nous"
    ),
    "newsletter": (
        r"newsletters?|infolettre|inscri(?:vez|re)[- ]|je m'inscris|votre (?:e-?mail|courriel|adresse)|"
        r"desinscrire|recevez|lettre (?:hebdo|quotid|mensuel|gratuit)|alerte (?:mail|sms|info)|"
        r"ne (?:rien )?manque[rz]|matinale"
    ),
    "share": (
        r"partage[rz]?|facebook|twitter|whatsapp|linkedin|instagram|tweeter|imprimer|envoyer|copier le lien|"
        r"suivez[- ]nous|(?:suivez|nous suivre|retrouvez) [^.]{0,40}\bsur\b|flux rss|youtube|reseaux sociaux"
    ),
    "login": (
        r"(?:se )?connecter|connexion|connectez[- ]vous|identifie[rz][- ]vous|identifiant|mot de passe|"
        r"mon compte|creer un compte|deconnexion|panier|mon espace"
    ),
    "related": (
        r"(?:a )?lire (?:aussi|egalement|sur le meme|dans)|a (?:voir|ecouter|decouvrir) (?:aussi|egalement)|"
        r"(?:sur|dans) (?:le|la) meme(?: sujet|\ theme|\ thematique|\ rubrique|\ categorie|\ numero|"
        r"\ dossier)|"
        r"(?:articles?|contenus?|documents?|decisions?|jurisprudences?|sujets?|textes?) "
        r"(?:lie|similaire|connexe|associe)e?s?\b|citer cet article|aller plus loin|vous aimerez|(?:nos|"
        r"vos) lecteurs ont|poursuivez votre lecture|et aussi|voir aussi|lire :|a la une|ailleurs sur|"
        r"notre (?:dossier|selection)|vous conseille|vous recommande|selection de la redaction|"
        r"d'autres articles|autres? (?:titres|actualites|communiques|articles|infos|depeches|sujets|breves|"
        r"nouvelles)|a ne pas manquer|nos (?:derniers|dernieres|autres|dossiers)|dans l'actualite|tous nos|"
        r"toutes nos|retrouvez|archives :|deja parus|prochain numero|en lien"
    ),
    "popular": (r"les? plus (?:lus?|consultes?|partages?|commentes?|vus?)|top \d|tendances|le palmares"),
    "feed": (
        r"le fil|fil info|fil d'actu|en direct|en continu|breves?\b|les breves|dernieres? (?:minute|infos?|"
        r"heure|actu|depeches)|flash|alerte|l'essentiel de l'actualite|en bref|agenda|a vos agendas|carnet|"
        r"nominations|mercato"
    ),
    "comments": (
        r"commentaires?|reagi(?:r|ssez)|reactions?|discussion|laisser un|signaler|repondre|votre avis|"
        r"debatteurs|sondage|courrier des lect|contributions?"
    ),
    "author_box": (
        r"voir (?:la fiche|tous ses articles)|l'auteure?\b|a propos de l'auteur|journaliste|correspondante?|"
        r"redacteur|redactrice|pigiste|couvre (?:la|le|les|l')|suit (?:la|le|les|l')|lui ecrire|diplomee?|"
        r"auteurs?"
    ),
    "legal": (
        r"©|tous droits reserves|mentions legales|cgu\b|cgv\b|confidentialite|reproduction|issn|siret|cppap|"
        r"edite par|est une publication|directeur de (?:la )?publication|directrice de (?:la )?publication|"
        r"depot legal|imprime (?:par|sur|en)|plan du site|accessibilite|qui sommes[- ]nous|charte|capital de|"
        r"sas\b|sarl\b|groupe presse|site realise|realisation :|credits|nous contacter|contactez|publicite|"
        r"ne pas jeter|tirage|mediateur|regie|editeur|habilite a publier|conditions generales"
    ),
    "contact": (
        r"contact|telephone|standard|tel\.|\b0\d(?:[ .]\d\d){2,}|courriel|@|\(at\)|arobase|ouvert (?:du|le|"
        r"lundi)|horaires|secretariat|rue |avenue |cedex|bp \d"
    ),
    "about": (
        r"a propos|qui sommes|en savoir plus|reperes|qu'est-ce qu|contact presse|relations? presse|"
        r"service (?:de )?presse"
    ),
    "ads": (
        r"publicites?\b|publi-?redactionnel|sponsorise|encart|encadre (?:pub|partenaire)|annonces?\b|"
        r"partenaires?\b|promotion|devis|portes ouvertes|code promo|contenu (?:de marque|partenaire)|taboola|"
        r"outbrain|economisez|comparez|boutique"
    ),
    "jobs": (
        r"offres? d'emploi|emploi\b|recrute\w*|recherche (?:un|une|des|associe)|poste a pourvoir|h/f|cdi\b|"
        r"cdd\b|candidature|postuler|formations? "
    ),
    "media": (
        r"video|podcast|ecoute[rz]|diaporama|replay|reportage|en images|visite guidee|lecteur audio|▶|►|"
        r"photos\b"
    ),
    "download": (r"telecharge[rz]?|pdf\b|\bko\b|\bmo\b|documents?\b|version imprimable|consultez|consulter"),
    "navigation": (
        r"\b(?:accueil|menu|rubriques?|sports?|faits divers|meteo|culture|economie|eco|politique|societe|"
        r"sante|loisirs|sorties|tourisme|emploi|agenda|annuaire|boutique|contact|recherche[r]?|videos?|"
        r"dossiers?|magazine|actualites?|actus?|infos?|magazine|programmes?|jeux|immobilier|obseques|"
        r"avis de deces|annonces legales|petites annonces|mag|edito|sommaire|juridique|management|formation|"
        r"clinique|depeches|produits|podcasts?|direct|horoscope|services|demarches|marches publics|archives|"
        r"international|monde|france|region|communes|economique|environnement)\b"
    ),
    "skip": (
        r"aller au contenu|vous etes ici|vous etes :|retour (?:a|en|vers)|haut de page|page suivante|"
        r"precedent|suivant|plan d'acces|prendre rendez"
    ),
    "issue": (
        r"\bn° ?\d|\bnumero \d|no \d|edition d[eu]|hebdomadaire|mensuel|bimensuel|trimestriel|quotidien|"
        r"bulletin|lettre d|depuis (?:18|19|20)\d\d|journal|magazine|revue|gazette|le site|site officiel|"
        r"le media|edition"
    ),
    "weather": (
        r"\d+ ?°c?\b|saints? [a-z]+ [-–]|vigilance|horoscope|programme tv|mots (?:croises|fleches)|"
        r"pharmacie de garde|trafic|cinemas?"
    ),
    "tags": (
        r"^(?:mots?[- ]cles?|tags?|themes?|thematiques?|sujets?|etiquettes|rubrique|dans|categories?) ?:|"
        r"classe dans"
    ),
    "reading": (
        r"(?:temps de )?lecture|\d+ ?min\b|minutes?\b|vues?\b|lu \d+ fois|taille du texte|\ba[-+] a|favoris|"
        r"ecouter l'article|deja lu"
    ),
    "published": (
        r"publiee? |mis[e]? a jour|mis[e]? en ligne|modifiee? |actualisee? |postee? |ecrit par|redige|paru|"
        r"affiche|mis[e]? a jour aujourd|maj\b|diffusee?|creee? le"
    ),
    "by": (
        r"^(?:par|de|texte|auteur|auteure|redaction|rédigé par|un article de|signe|recueilli|"
        r"propos recueillis|photos?) ?:? |propos recueillis|(?:^|[-–—|·•] ?)par [a-z]|la redaction|ecrit par|"
        r"redige par|avec (?:afp|apm)"
    ),
    "caption": (
        r"photo|©|credit|\bdr\b|archives|illustration|de g(?:auche|\.) a d|a gauche|a droite|au centre|"
        r"vue d'artiste|legende|infographie|image\b|ici |devant (?:le|la|l')|\(de "
    ),
    "council": (
        r"seance|conseil|deliber|present[s]? :|absents|ordre du jour|secretaire|quorum|adopte|vote|unanimite|"
        r"pouvoirs?\b"
    ),
    "infobox": (
        r"^\W*(?:siege|president|presidente|presidence|direct(?:eur|rice|ion)|administrateur|budget|membres?|"
        r"creation|ouverture|cout|financement|communes?|habitants|population|employeur|forme|nom|statut|"
        r"territoire|perimetre|contrat|missions?|coordinat(?:eur|rice)|equipements?|adherents?|effectifs?|"
        r"capacite|lits|etablissements?|montage|calendrier|ou|qui|quoi|quand|combien|depuis|signe|signature|"
        r"date|duree|montant|partenaires|structures?|plateau|adresse|lieu|profil|poste|type|objet|parties|"
        r"support|tutelle|mises? en service)[\w' ]{0,25}(?: ?:|\. )"
    ),
    "health": (
        r"hopital|hospitalier|clinique|chu\b|ght\b|irm\b|scanner|medecin|docteur|\bdr\b|centre de sante|"
        r"maison de sante|patients?|soins?\b|cpts|gie\b|gcs\b|ars\b"
    ),
}

FAMILIES = {name: re.compile(pattern) for name, pattern in _FAMILIES.items()}
"""Phrases by family, for folded text."""

VERB = re.compile(
    r"\b(?:est|sont|a|ont|était|étaient|sera|seront|avait|avaient|va|vont|doit|doivent|peut|peuvent|fait|"
    r"font|reste|restent|n'est|n'a|s'est|c'est|aura|auront|serait|devrait|permet|compte|dit|explique|"
    r"souligne|indique|précise|annonce|rappelle|assure|estime|été)\b"
)
"""Finite verbs that are seldom anything else; for text in lower case, accents kept (« a » is not « à »)."""

BLOCK_OPENERS = (
    "related",
    "popular",
    "feed",
    "comments",
    "author_box",
    "about",
    "ads",
    "jobs",
    "paywall",
    "newsletter",
)
"""Families that, as a short line, head a block of furniture."""

ENDS = {
    "comments": re.compile(
        r"(?:\d+ )?(?:(?:vos|les|laisser un|aucun|poster un|ajouter un) )?"
        r"(?:commentaires?|discussion|reactions?|avis des lecteurs)\b"
    ),
    "feed": re.compile(
        r"(?:le |votre )?fil\b|(?:nos |les )?dernieres? (?:infos?|actus?|actualites?|depeches|minutes?)|en continu"
    ),
    "related": re.compile(
        r"(?:(?:a )?(?:lire|voir) (?:aussi|egalement)|(?:sur|dans) (?:le|la) meme"
        r"|articles? (?:lies|similaires|connexes|associes)"
        r"|(?:nos |les )?autres? (?:articles|actualites|titres|communiques)"
        r"|vous aimerez|les? (?:articles? )?les? plus|les plus)"
    ),
    "paywall": re.compile(r"il vous reste|(?:pour lire )?la suite (?:est|de)|.{3,40}reserve cet article"),
}
"""How short lines begin after which an article seldom goes on."""

PLAIN = re.compile(
    r"reservee? a(?:ux| nos| ses) (?:abonnes|adherents|inscrits)|deja abonne|abonnez-vous|s'abonner|je m'abonne"
    r"|il vous reste \d|mentions legales|tous droits reserves|laisser un commentaire|aucun commentaire"
    r"|gestion des cookies|gerer (?:mes|les) cookies|^\W*(?:a )?lire (?:aussi|egalement)\b"
    r"|^\W*sur le meme (?:sujet|theme)|^\W*dans la meme rubrique|^\W*publicite\b"
)
"""What, in a short line, is plainly furniture, for folded text."""

FOOTER = re.compile(r"©|mentions legales|tous droits|plan du site|\bcg[uv]\b|cookies")
"""What the last lines of a page hold, for folded text."""

BULLET = re.compile(r"\s*(?:[-–—•▪◦·●○■□▸►▶▷*>›»+°✓✔☑→⇒♦]|\(?\d{1,2}[.)°]|[a-z]\))\s")
SEPARATOR = re.compile(r" [|/·•>›»–—-] |\s{2,}|\] ?\[|\t| ?[|·•›►] ?")
NICK = re.compile(r"^[\w.' -]{2,28} ?: ?\S")
HOUR = re.compile(r"^(?:le )?\d{1,2}(?:[:h] ?\d\d)\b")
DAY = re.compile(
    r"^(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z.]* )?\d{1,2}"
    r"(?:[/.]\d\d|(?:er)? (?:jan|fev|mar|avr|mai|jui|juil|aou|sep|oct|nov|dec)[a-z.]*)(?:[/. ]\d{2,4})?\b"
)
DATELINE = re.compile(r"^[A-Z][\w' -]+(?:\([^)]+\))?, (?:le )?(?:\w+ )?\d{1,2}(?:er)? [a-z]+ \d{4}")
INITIALS = re.compile(r"^[a-z]{2,3}(?:/[a-zA-Z-]{2,4})+$|^(?:[A-Z]\.[- ]?){2,3}$")
QUOTED = re.compile(r"^[«“\"][^»”\"]*[»”\"]")
PERSON = re.compile(r"^(?:[Pp]ar |PAR )?(?:[A-ZÉÈÎÔÂÇ][\w.'’-]*)(?: (?:de |d'|du |le |la )?[A-ZÉÈÎÔÂÇ][\w.'’-]+){1,3}$")
