"""What is counted: members of structures, and the inhabitants they serve. Folded text; constants only."""

INHABITANTS = r"(?:d')?(?:habitants|personnes couvertes|usagers potentiels|assures|ames)\b"
COUNTED = (
    r"(?:grands? |petits? |autres |nouveaux |nouvelles )?(?:etablissements?|hopitaux|centres hospitaliers|cliniques|communes|adherents?|membres"
    r"|professionnels|soignants|medecins|generalistes|radiologues|infirmieres?|infirmiers?|pharmaciens|kinesitherapeutes|signataires"
    r"|partenaires|associes|actionnaires|structures|sites|maisons de sante|ehpad|praticiens|sages-femmes|dentistes|chirurgiens-dentistes"
    r"|specialistes|cabinets|laboratoires|officines|pharmacies|hopitaux publics|collectivites|intercommunalites|parties|fondateurs)\b"
)
