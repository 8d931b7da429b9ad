"""Common words of English and French that are no names: they begin small where a text goes on after a colon.

What an institution may be called alone, as a council or a city, is not among them."""

from __future__ import annotations

_ENGLISH = """
    account act action active addition adjustment advice age agent agree agreement aid aim air allowance ambulance
    answer anyone anything apparent approach approval area arrangement article ask assessment attack attempt
    attention automatic available avoid aware backlog balance ban band base basic battery bed begin behaviour belief
    bicycle bike billion billions boat body bond bonus book border borrow bottle bottom box branch break bridge
    broad broken budget builder building bus business butter buyer cable call camera campaign cancel capacity
    capital car card care cargo case cash cause ceiling cell central centre certain certificate chain chair chance
    charge charity cheap check chemical child children choice choose civil claim class classroom clean cleaner
    client climate clinic close closure coal coast code coffee collect collection collector colour column combine
    comfort common commuter compare comparison competition complaint complete complex concern condition conference
    confirm connection consent consider construction consultation consumer contact container content continue
    continuous contract contractor control convert copy corner costly country course cover create credit crew crisis
    critical crop cross crossing crowd current customer cycle damage danger data deadline deal dealer dear death
    debt decision deep deficit degree delay delicate deliver delivery demand department dependent deposit design
    detail development device diesel difference different digital dinner direct director dirty disease disk display
    distance divide doctor document dog domestic door double doubt dozen dozens drainage drawing driver drop drought
    dry due duty earning easy economy edge education effective effort eighteen eighty election electric electricity
    electronic eleven emission employ employee employer empty end energy enforce engine engineer enquiry equal
    equipment error estimate evening event everybody everyone everything evidence exact exam example exchange excuse
    exercise expansion expense experience expert export exporter exposure extend extension extra eye fact factory
    failure fall false family fare farm farmer fast fault fear feature fee fence ferry fever fifteen figure file
    film final finding fine finger finish fire firm fisherman fix fixed flat fleet flight flood floor flow flower
    food foot force forecast foreign forest form formal formula foundation fourteen frame freight fresh friend front
    frost fruit fuel funding furniture future gain gas gate gather general generic gift girl glass global goal gold
    good goods grain grass great ground group grower guarantee guard guess guest guidance guide habit half hall
    halve hand handover happy harbour harm harvest head healthy heat heating heavy help herd hidden high hire
    history hole holiday home honest hope horse host hotel hour household housing hundred hundreds ice idea ideal
    illness impact import important importer improve improvement inch incident include income increase independent
    index industrial industry infection inflation inform information initial injury inquiry insist inspect
    inspection inspector instrument insurance insurer interest internal international internet interview introduce
    inventory investment investor invoice island item job join joint journey judge judgement keen key kill kitchen
    knowledge laboratory labour lack lake lamp land landlord language large law lawyer layer lead leader leak lease
    leave legal legislation lend lender length lesson let letter level licence life light like likely limit line
    link liquid list listen listing loan location loose lorry loss lot loud lunch machine machinery mail main
    maintenance majority maker male man management manager manufacturer map margin market mass match material matter
    meal meaning measure measurement meat medical meeting member membership memory mend mental merge merger message
    metal method migration mile military milk million millions mind minute missing mistake mixed mixture model
    moment month morning mortgage mother motion motor mountain movement music name narrow nation natural necessary
    negotiate neighbour network news newspaper night nineteen ninety nobody noise normal north nowhere number nurse
    offer official oil open opening operation operator opinion opposite opposition option orchard order ordinary
    organise outage outcome outdoor output outsource own owner ownership package packet paid pain paper parent park
    parking part partial partner pass passenger past path patient pattern payment peak penalty pension permanent
    person personal phase phone photo physical picture piece pilot pipe place plan plane plant planting plate
    platform player pleasure pledge plot point poison policy political pollution pool popular population position
    possible post postpone potato potential powder practical practice precise pregnant premium preparation prepare
    present pressure price print printing prison probable problem process producer product production profit
    programme progress project promise proof proper property proposal protect protection protest proud prove
    provider provision public publish publisher pump pupil purchase purpose quality quarter question queue quiet
    quota rail railway rain raise range rate ratio reach reaction read reader ready real reason receipt recent
    recipe record recovery recycling reduce reduction reform refund refuse regional registration regular regulation
    regulator relation relevant reliable relief religion remove renew rent renter repair replace report
    representative request require requirement rescue research reserve reservoir resident resistance respect
    response responsible rest restaurant result retailer retirement return revenue review revise reward rice rich
    ride right rise risk river road rock roof room root rotation round route row rule run rural sad safe safety sail
    salary sale sample sand saving scale scheme science scientist screen sea season seasonal seat second secondary
    secret section sector secure security seed seller send senior sense sentence separate separation serious servant
    server service settle settlement seventeen seventy sewage shade shape share shareholder sharp sheep shelf shift
    ship shipment shock shoe shop shopkeeper shopper shortage show side sign signal silence single site sixteen
    sixty skill skilled skin slight slope smoke smooth snow social soft software soil soldier solid solution someone
    something somewhere song sort sound source space speak speaker special specialist species specific speed split
    spring stable staff stage stamp standard start statement status steep step stiff stock stop storage store storm
    story straight strange street strength strengthen stress strict strike stroke structure student study subsidy
    substance success sudden sufficient sugar suggestion sum summer supermarket supervision supervisor supplier
    supply support sure surface surgeon surplus surprise survey suspend sweet swimmer switch system table talk tall
    tariff tax teach teacher team technical technology telephone temperature temporary tenant tender tens term
    terminal test testing text theatre theft theory thick thin thing thirteen thought thousand thousands threat
    threshold ticket tide tight time tired title tonne tool top total tough tourism tourist tower track trade trader
    traditional traffic train training transfer translate transport traveller treat treatment treaty tree trend
    trial trip trouble truck true try turbine turn turnover type typical tyre unclear unit unknown unlikely unpaid
    update upgrade urban urgent usage use useful user usual vacant vaccine valid valley value van vast vegetable
    vehicle vendor verdict version vessel view violent visible visit visitor vital voice volume volunteer vote voter
    wage waiting walk wall war warehouse warm warn warning washing waste watch water wave way weather week weekend
    weight western wheat wheel wide willing wind window wine winner wise wish witness woman women wool word work
    worker workshop world worse wound write writer writing wrong yard year yield youth zone
"""
_FRENCH = """
    abonnement abonnés accident accord accès achat acheter acheteurs acier actifs action activité affaires aide
    alerte analyse annonce appel approvisionnement argent armée arrêt arrêter atelier attendre attente augmentation
    autorisation avance avenir baisse barrage bateau besoin bilan bière blé bois bouteilles budget bureau bâtiment
    bénéfice cadre caisse calcul camion campagne capacité carburant carte casse cause chaleur changement chantier
    charbon charge chauffage chaîne chef chiffre choisir chute chèques circulation client clientèle collecte
    colonnes commande commerce compétence concurrence condition confiance conflit congé consigne consommateurs
    consommation construction construire contenu contrat contrôle copie couche cour courrier cours crise croissance
    crédit cultures danger dates demande dette devoir diagnostic directeur donnée droit débat débit déchets décision
    défaut déficit délai départ dépense déplacement dépôt développement eau effectif embaucher emploi employés
    emprunt enfants engagement entretien erreur espace essai essence examen excédent exemple exploitant export
    facture faillite famille farine femmes ferme fermer fermeture feu fiche filtre fin financement flotte foire
    fonctionnaires fonds formation formats former forêt fournisseurs foyer frais fruits fuite fête garde garder gare
    gaz gel gestion groupe grève guerre guichet habitants hectare heure hiver homme horaire huile humidité hôtel
    idée image impôt incendie incident industrie infirmières inflation information inscription inspection
    installation intérêt investissement isolation jardin jeunes jour journal juge lait langue laverie lecteurs
    lettre licence lieu ligne limite liste livraison locataire logement loi lots louer loyer lumière machine magasin
    main maintenance maire maison malades marchandise marchés matière matériel membre mer mesure mise modèle moitié
    monnaie montant mortalité moteur mouvement moyen mètre médecin mémoire ménages métal méthode métier niveau nom
    norme note nourriture nuit objectif obligation occupation offre oiseaux opinion option opérateurs opération
    ordre ouvriers ouvrir paiement pain panne papier parent parking part partenaires passage passagers patients
    payer peine pension personne personnel perte piste place plainte plaintes plan plante plateforme pluie poids
    points pollution pompe pont population porte position possibilité poste poubelles prairie pratique preuve prime
    prison problème procédure production produit profit programme projet promesse propriétaires protection prévision
    prêt publicité puissance péniches pénurie pêche quai qualité quantité quartier question quota raison rapport
    recette recherche recul refus relancer remboursement rendement renfort rente report ressources retard retour
    retraite revenu revoir risque rivière route rue rupture règle règlement récolte récupération réduction réduire
    réforme réglement rénovation réparation réparer réponse réseau réserve réunion réussite saison salaire salariés
    salle santé sauvegarde science secret secteur semaine service seuil signal signature site siège soin sol soleil
    solution somme sondage sortie source sous-traitants statut stock subvention succès sucre suite surface
    surveillance système sécurité table tableau tarif taux taxe technique technologie temps température tension
    terrain terre titre toit tonnes tourisme trace tracteur trafic train traitement transfert transport travail
    accepter adapter affronter ajouter aligner alléger appliquer augmenter avertir baisser blocage bloquer bâtir
    calendrier cession clause compenser comprendre conseil conserver constat contester continuer contourner
    convaincre coopérer couper créer céder dossier durcir défendre développer effet engager exiger exploiter
    exposer favoriser fusion fusionner gagner geler gérer habitude imposer indemnité informer instance interdire
    investir laisser lancer liberté limiter logiciel maintenir modérer modifier méfiance négocier obtenir obstacle
    outil partager perdre permettre pilotage pouvoir poursuivre potentiel prendre prescription pression prioriser
    privatiser profiter prolonger proposer protéger prudence préserver présence ralentir rejeter remplacer reporter
    respecter rester retirer réagir réguler réputation réserver résister résistance résoudre sanction sortir
    soutenir soutien suspendre suspension sécuriser tenir tester transférer transition unité valider vérifier
    échantillon échéance élargir éviter
    traversée tri trou troupeau tutelle tuyau téléphone urgence usage usagers usine utilisateurs vache valeur vapeur
    vendeurs vendre vent vente verre version viande victimes vie vin visite vitesse voie voisins voiture vol volume
    vote voter voyage voyageurs vélos zone échange échec économie élus élèves énergie équipe étape étendre étude été
"""
WORDS = frozenset((_ENGLISH + _FRENCH).split())


def common(word: str) -> bool:
    """Whether a word in small letters is one of them, its plural or its highest degree."""
    singular = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    return not WORDS.isdisjoint((word, singular, word.removesuffix("es"), word.removesuffix("est")))
