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
    "paywall": r"""abonne[sz]?[- ]vous|s'abonner|je m'abonne|(?:reserve|edition)e?s? (?:aux|a ses|a nos) (?:abonne|adherent|inscrit)
        |deja (?:abonne|inscrit)|il vous reste|pour lire la suite|lire la suite|la suite (?:de cet article )?est reservee
        |sans engagement|offre (?:decouverte|mensuelle|numerique)|abonnement|\babonnes?\b|par mois|/ ?mois|a partir de \d
        |des \d[\d,]* ?€|acces (?:libre|illimite)|essai gratuit|article (?:offert|gratuit|en acces libre)|par an\b|kiosque
        |soutenez|faire un don|jusqu'au|premier mois|edition papier|version papier|articles? gratuits?""",
    "cookies": r"cookies?|traceurs?|consentement|vie privee|donnees personnelles|rgpd|accepter|refuser|parametrer|partenaires et nous",
    "newsletter": r"""newsletters?|infolettre|inscri(?:vez|re)[- ]|je m'inscris|votre (?:e-?mail|courriel|adresse)|desinscrire
        |recevez|lettre (?:hebdo|quotid|mensuel|gratuit)|alerte (?:mail|sms|info)|ne (?:rien )?manque[rz]|matinale""",
    "share": r"partage[rz]?|facebook|twitter|whatsapp|linkedin|instagram|tweeter|imprimer|envoyer|copier le lien|suivez[- ]nous|flux rss|youtube|reseaux sociaux",
    "login": r"(?:se )?connecter|connexion|connectez[- ]vous|identifie[rz][- ]vous|identifiant|mot de passe|mon compte|creer un compte|deconnexion|panier|mon espace",
    "related": r"""(?:a )?lire (?:aussi|egalement|sur le meme|dans)|a (?:voir|ecouter|decouvrir) (?:aussi|egalement)|(?:sur|dans) (?:le|la) meme
        (?: sujet|\ theme|\ thematique|\ rubrique|\ categorie|\ numero|\ dossier)|articles? (?:lies?|similaires?|connexes?|associes?)|aller plus loin|vous aimerez
        |(?:nos|vos) lecteurs ont|poursuivez votre lecture|et aussi|voir aussi|lire :|a la une|ailleurs sur|notre (?:dossier|selection)|vous conseille
        |vous recommande|selection de la redaction|d'autres articles|autres? (?:titres|actualites|communiques|articles|infos|depeches|sujets|breves|nouvelles)|a ne pas manquer
        |nos (?:derniers|dernieres|autres|dossiers)|dans l'actualite|tous nos|toutes nos|retrouvez|archives :|deja parus|prochain numero|en lien""",
    "popular": r"les? plus (?:lus?|consultes?|partages?|commentes?|vus?)|top \d|tendances|le palmares",
    "feed": r"le fil|fil info|fil d'actu|en direct|en continu|breves?\b|les breves|dernieres? (?:minute|infos?|heure|actu|depeches)|flash|alerte|l'essentiel de l'actualite|en bref|agenda|a vos agendas|carnet|nominations|mercato",
    "comments": r"commentaires?|reagi(?:r|ssez)|reactions?|discussion|laisser un|signaler|repondre|votre avis|debatteurs|sondage|courrier des lect|contributions?",
    "author_box": r"voir (?:la fiche|tous ses articles)|l'auteure?\b|a propos de l'auteur|journaliste|correspondante?|redacteur|redactrice|pigiste|couvre (?:la|le|les|l')|suit (?:la|le|les|l')|lui ecrire|diplomee?|auteurs?",
    "legal": r"""©|tous droits reserves|mentions legales|cgu\b|cgv\b|confidentialite|reproduction|issn|siret|cppap|edite par|est une publication|directeur de (?:la )?publication
        |directrice de (?:la )?publication|depot legal|imprime (?:par|sur|en)|plan du site|accessibilite|qui sommes[- ]nous|charte|capital de|sas\b|sarl\b|groupe presse|site realise|realisation :|credits
        |nous contacter|contactez|publicite|ne pas jeter|tirage|mediateur|regie|editeur|habilite a publier|conditions generales""",
    "contact": r"contact|telephone|standard|tel\.|\b0\d(?:[ .]\d\d){2,}|courriel|@|\(at\)|arobase|ouvert (?:du|le|lundi)|horaires|secretariat|rue |avenue |cedex|bp \d",
    "about": r"a propos|qui sommes|en savoir plus|reperes|qu'est-ce qu|contact presse|relations? presse|service (?:de )?presse",
    "ads": r"publicites?\b|publi-?redactionnel|sponsorise|encart|encadre (?:pub|partenaire)|annonces?\b|partenaires?\b|promotion|devis|portes ouvertes|code promo|contenu (?:de marque|partenaire)|taboola|outbrain|economisez|comparez|boutique",
    "jobs": r"offres? d'emploi|emploi\b|recrute\w*|recherche (?:un|une|des|associe)|poste a pourvoir|h/f|cdi\b|cdd\b|candidature|postuler|formations? ",
    "media": r"video|podcast|ecoute[rz]|diaporama|replay|reportage|en images|visite guidee|lecteur audio|▶|►|photos\b",
    "download": r"telecharge[rz]?|pdf\b|\bko\b|\bmo\b|documents?\b|version imprimable|consultez|consulter",
    "navigation": r"""\b(?:accueil|menu|rubriques?|sports?|faits divers|meteo|culture|economie|eco|politique|societe|sante|loisirs|sorties|tourisme|emploi|agenda|annuaire|boutique|contact|recherche[r]?
        |videos?|dossiers?|magazine|actualites?|actus?|infos?|magazine|programmes?|jeux|immobilier|obseques|avis de deces|annonces legales|petites annonces|mag|edito|sommaire|juridique|management|formation|clinique|depeches|produits|podcasts?|direct
        |horoscope|services|demarches|marches publics|archives|international|monde|france|region|communes|economique|environnement)\b""",
    "skip": r"aller au contenu|vous etes ici|vous etes :|retour (?:a|en|vers)|haut de page|page suivante|precedent|suivant|plan d'acces|prendre rendez",
    "issue": r"\bn° ?\d|\bnumero \d|no \d|edition d[eu]|hebdomadaire|mensuel|bimensuel|trimestriel|quotidien|bulletin|lettre d|depuis (?:18|19|20)\d\d|journal|magazine|revue|gazette|le site|site officiel|le media|edition",
    "weather": r"\d+ ?°c?\b|saints? [a-z]+ [-–]|vigilance|horoscope|programme tv|mots (?:croises|fleches)|pharmacie de garde|trafic|cinemas?",
    "tags": r"^(?:mots?[- ]cles?|tags?|themes?|thematiques?|sujets?|etiquettes|rubrique|dans|categories?) ?:|classe dans",
    "reading": r"(?:temps de )?lecture|\d+ ?min\b|minutes?\b|vues?\b|lu \d+ fois|taille du texte|\ba[-+] a|favoris|ecouter l'article|deja lu",
    "published": r"publiee? |mis[e]? a jour|mis[e]? en ligne|modifiee? |actualisee? |postee? |ecrit par|redige|paru|affiche|mis[e]? a jour aujourd|maj\b|diffusee?|creee? le",
    "by": r"^(?:par|de|texte|auteur|auteure|redaction|rédigé par|un article de|signe|recueilli|propos recueillis|photos?) ?:? |propos recueillis|(?:^|[-–—|·•] ?)par [a-z]|la redaction|ecrit par|redige par|avec (?:afp|apm)",
    "caption": r"photo|©|credit|\bdr\b|archives|illustration|de g(?:auche|\.) a d|a gauche|a droite|au centre|vue d'artiste|legende|infographie|image\b|ici |devant (?:le|la|l')|\(de ",
    "council": r"seance|conseil|deliber|present[s]? :|absents|ordre du jour|secretaire|quorum|adopte|vote|unanimite|pouvoirs?\b",
    "verb": r"\b(?:est|sont|a|ont|etait|etaient|sera|seront|avait|avaient|va|vont|doit|doivent|peut|peuvent|fait|font|reste|restent|n'est|n'a|s'est|c'est|aura|auront|serait|devrait|permet|compte|dit|explique|souligne|indique|precise|annonce|rappelle|assure|estime|ete)\b",
    "infobox": r"""^\W*(?:siege|president|presidente|presidence|direct(?:eur|rice|ion)|administrateur|budget|membres?|creation|ouverture|cout
        |financement|communes?|habitants|population|employeur|forme|nom|statut|territoire|perimetre|contrat|missions?|coordinat(?:eur|rice)|equipements?
        |adherents?|effectifs?|capacite|lits|etablissements?|montage|calendrier|ou|qui|quoi|quand|combien|depuis|signe|signature|date|duree|montant
        |partenaires|structures?|plateau|adresse|lieu|profil|poste|type|objet|parties|support|tutelle|mises? en service)[\w' ]{0,25}(?: ?:|\. )""",
    "question": r"\?$",
    "health": r"hopital|hospitalier|clinique|chu\b|ght\b|irm\b|scanner|medecin|docteur|\bdr\b|centre de sante|maison de sante|patients?|soins?\b|cpts|gie\b|gcs\b|ars\b",
}

FAMILIES = {name: re.compile(re.sub(r"\n\s*", "", pattern)) for name, pattern in _FAMILIES.items()}
"""Phrases by family, for folded text."""

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
        r"(?:\d+ )?(?:(?:vos|les|laisser un|aucun|poster un|ajouter un) )?(?:commentaires?|discussion|reactions?|avis des lecteurs)\b"
    ),
    "feed": re.compile(
        r"(?:le |votre )?fil\b|(?:nos |les )?dernieres? (?:infos?|actus?|actualites?|depeches|minutes?)|en continu"
    ),
    "related": re.compile(
        r"(?:(?:a )?(?:lire|voir) (?:aussi|egalement)|(?:sur|dans) (?:le|la) meme|articles? (?:lies|similaires|connexes|associes)"
        r"|(?:nos |les )?autres? (?:articles|actualites|titres|communiques)|vous aimerez|les? (?:articles? )?les? plus|les plus)"
    ),
    "paywall": re.compile(r"il vous reste|(?:pour lire )?la suite (?:est|de)|.{3,40}reserve cet article"),
}
"""How short lines begin after which an article seldom goes on."""

BULLET = re.compile(r"\s*(?:[-–—•▪◦·●○■□▸►▶▷*>›»+°✓✔☑→⇒♦]|\(?\d{1,2}[.)°]|[a-z]\))\s")
SEPARATOR = re.compile(r" [|/·•>›»–—-] |\s{2,}|\] ?\[|\t| ?[|·•›►] ?")
NICK = re.compile(r"^[\w.' -]{2,28} ?: ?\S")
HOUR = re.compile(r"^(?:le )?\d{1,2}(?:[:h] ?\d\d)\b")
DAY = re.compile(
    r"^(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z.]* )?\d{1,2}(?:[/.]\d\d|(?:er)? (?:jan|fev|mar|avr|mai|jui|juil|aou|sep|oct|nov|dec)[a-z.]*)(?:[/. ]\d{2,4})?\b"
)
DATELINE = re.compile(r"^[A-Z][\w' -]+(?:\([^)]+\))?, (?:le )?(?:\w+ )?\d{1,2}(?:er)? [a-z]+ \d{4}")
INITIALS = re.compile(r"^[a-z]{2,3}(?:/[a-zA-Z-]{2,4})+$|^(?:[A-Z]\.[- ]?){2,3}$")
QUOTED = re.compile(r"^[«“\"][^»”\"]*[»”\"]")
PERSON = re.compile(r"^(?:[Pp]ar |PAR )?(?:[A-ZÉÈÎÔÂÇ][\w.'’-]*)(?: (?:de |d'|du |le |la )?[A-ZÉÈÎÔÂÇ][\w.'’-]+){1,3}$")
