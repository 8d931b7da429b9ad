"""The first word of a text that goes on after a colon or a name: whether it is small there, and whether it is a verb.

A name keeps its capital. Whether a word is one cannot be known; so only words go small that are listed here, or that
end as no name does, and none before a word with a capital.
"""

from __future__ import annotations

import re

from .common_words import WORDS, common
from .verbs import OPENING, VERBS

# First words that are no names, in English, French and German.
_SMALL = """
    a about above after all also an and as at before below between both but by each every few fewer for from half
    has have if in is it its less many more most near no not of on one only or other over several since some still
    than that the their there these they this those three to two under until up was we were what when where which
    while who with au aux avec ce ces cette chez dans de des du elle en entre et il ils la le les leur leurs mais
    moins ou où par pas peu plus pour qui sans ses son sous sur trois un une vers aber alle als am auf aus bei bis
    das dem den der des die doch drei durch ein eine einem einen einer er es für fünf gegen hat ihr ihre im in ist
    jede jeder kein keine mehr mit nach nicht noch nur ob ohne schon seit sich sie sind so sowie über um und unter
    viele vier vom von vor allein auch bereits dabei dadurch daher damit dann darf deshalb dort dürfen entweder erst
    etwa falls geht ganz gilt heute hier immer jedoch kann kaum können lässt manche muss müssen niemand ohnehin
    schneller selbst sobald sofort soll sollen solange trotz weder weil wenigstens wieder wo wurde wurden während zuerst
    zunächst voraussichtlich war wenige weniger wenn wer wie wird zu zum zur zwei zwischen
"""
SMALL = frozenset(_SMALL.split())
# Further ones that begin what a brief says of its subject, in English and French; none is a name of its own.
_COMMON = """
    against cheapest consistent earlier earliest fastest fewest highest largest latest longest lowest shortest smallest
    exploitant exploitants gestionnaire gestionnaires propriétaire propriétaires
    access accord accords achat achats acteurs actionnaire actionnaires afin agents agreement aides aim ainsi
    along alongside amount année années another answers any appel approval approve après are argent aucun aucune aujourd
    aujourdhui authorise authorize autre autres avant average avis bad baisse bateaux beaucoup beside best better
    bidder bidders
    bien big bon bonne bonnes bons budget building bureau bureaux buyers buying can capacity capacité cash cela
    celui cent certains cet chantier chantiers chaque chargeurs cheap cheaper chiffre cinq cinquante clear
    client clients close cold combien commande commandes comme company comptes concurrence consumer contract
    contracts contrat contrats costs could court courts coût coûts crues customers daily data deal deals delay
    delays demand depuis dernier dernière despite dette deux direction dispute dix does doing donc dont double
    douze drivers du during durée early easy effet eight either emplois endorse engine enough enquête entreprise
    entreprises environ eux even existing expected experts factory faible faibles farms fast faster fees fifty
    filiale filiales fish five fixed flotte fonds fort forte fortes forts forty four fournisseur fournisseurs
    free frequent full fund further gain gestion good government grand grande grandes grands great gros growth
    hard harder hausse haut haute high higher homes hospitals houses how however huit ici income inutile
    investisseurs jamais jobs jours jury jusqu jusque juste laboratoire laboratoires land large larger last late
    later lawsuit leader lent lente lents ligne lignes lines little livraison livraisons loans local logement
    logements long longer longs longue lorsque losses lost low lower loyer loyers machines main manque manquent
    marché marchés marge margin margins market markets mauvais mauvaise may member members mieux mille modest
    moitié money months much must médecins national navigation neither neuf never new nine nobody nombre none
    nos nothing notre nous nouveau nouveaux nouvelle nouvelles nul nulle nurses offer office offices often old
    older once onze others our output ouverture ouvriers own owner owners parce parents parmi part parts patient
    patients pendant pens people permit permits pertes petit petite petites petits peut pilot plainte plaintes
    plant plants plusieurs plutôt point poor ports possible power premier premiers première presque price prices
    private prix procès production produits profit profits project projects projet projets prudence prudent
    public pupils qu quai quais quand quatorze quatre quel quelle quelles quelques quels quick quicker quinze
    rail rails rapide rapides rates rather recette recettes red release renew rents residents revenue rien roads roof
    rules
    rythme rénovation réseau réseaux sa safe salaires salariés sale sales same sauf schools second section seize
    seller sellers selon sept service services ses seul seule seulement seules seuls seven ships shops short
    should si simple site sites six slow slower small smaller soit sommes sont souvent spending staff stock
    stocks store stores street streets strong study supplier suppliers survey sécheresse tarif tarifs taux tax
    taxes teachers teams terrain terrains tests then third thirty though through ticket tickets today together
    too tous tout toute toutes trade traffic trafic train trains tram transport travaux treatment treize trente
    trials trop très twelve twenty twice unless users usine usines usually vente ventes very village ville
    villes vingt vite vols vos vote voters votes votre vous wage wages water weak wet whether why winter within
    without workers workshop would years yet young également équipe équipes étiage étiages être
"""
MONTHS = frozenset(("mars", "may", "sept"))  # also words of their own, and written large as months
COMMON = (SMALL | frozenset(_COMMON.split()) | VERBS["en"] | OPENING["en"] | OPENING["fr"]) - MONTHS
# How words of English and French end that are no names.
ENDINGS = re.compile(
    r"[a-zà-ÿ]{3,}(?:tions?|ments?|ably|ibly|fully|aux|euses?|iques?|ables?|ibles?)"
    r"|(?!ahmed|alfred|allied|jared|manfred|mohammed|muhammed|siegfried|united|wilfred|winifred)[a-z]{3,}ed"
)
# A French verb that names what is to be done: "Relever la franchise".
INFINITIVE = re.compile(
    r"[A-ZÀ-Ý][a-zà-ÿ]+(?:er|ir|re) (?:d['’]abord|les?|la|une?|des|du|ses|son|sa|leurs?|aux?|plus|moins)\b"
)
WORD = re.compile(r"[^\W\d_]+")
# What goes on in a name, as in "New York" and "Le Havre"; letters of an abbreviation do not.
NAMED = re.compile(r"[ \u00a0\u202f'’-]+[A-ZÀ-Ý][a-zà-ÿ]")
# Words that begin no name, whatever follows: "in Norway it rains".
_BEFORE_NAMES = """
    about after against along alongside as at because before beside between by despite during for from if in than that
    unless until when whether while with without avec chez comme dans depuis lorsque parce par pendant pour quand
    sans selon
"""
BEFORE_NAMES = frozenset(_BEFORE_NAMES.split())
# Small words of German that begin a sentence as well as a part of one; others, such as an article, go on a sentence.
_GERMAN = """
    als am auf aus bei beim bis durch einige etwa für gegen gemeinsam gut gute guter höchstens im in jede jeder
    jedes kaum kein keine keiner kleine kürzere lange längere mehr mehrere mindestens mit nach neben nicht nie noch
    nur oft ohne rund schlechte schnell schnelle schneller sehr seit selten starke teure über unter viel viele vier
    vom von vor wenig wenige weniger weitere zu zum zur zusammen zwei zwischen billig billige billiger drei fünf
    sechs sieben acht neun zehn
"""
GERMAN = frozenset(_GERMAN.split())
# Words that begin a clause which is no sentence of its own, and those that do where they ask nothing directly.
_CLAUSE = "dass falls ob obwohl sobald solange weil wenn"
_ASKED = "wann warum was welche welcher welches wer weshalb wie wo wohin woher"
CLAUSE, ASKED = frozenset(_CLAUSE.split()), frozenset(_ASKED.split())
# A verb of German, by its ending: what else ends so is named.
GERMAN_VERB = re.compile(
    r"\b(?!(?:nicht|erst|fast|meist|selbst|jetzt|dort|weit|statt|laut|damit|somit|seit|bereit|bekannt|leicht|recht|echt|"
    r"schlecht|zuletzt|zuerst|sonst|überhaupt|insgesamt|samt|dicht|feucht|spät|privat|direkt|acht)\b)[a-zäöüß]{3,}t\b"
)
# "Fällt eine Kraft aus, werden Betten gesperrt" begins with its verb, and is a sentence.
CONDITION = re.compile(
    r",\s(?:so\s|dann\s)?(?:wird|werden|ist|sind|hat|haben|muss|müssen|kann|können|soll|sollen|darf|dürfen|bleibt|bleiben|"
    r"fehlt|fehlen|steigt|steigen|sinkt|sinken|kostet|kosten|dauert|dauern)\b"
)
# Behind a word that ends so these make it one: "Bewirtschaftet den Staatswald"; hardly a noun stands before them.
_BEHIND_VERB = "den die das dem ein eine einen einem sich seine seinen ihre ihren keine keinen alle zwei drei vier fünf"
BEHIND_VERB = re.compile(rf"[ \u00a0](?:{_BEHIND_VERB.replace(' ', '|')})\b")


def goes_small(text: str, then: str) -> bool:
    """Whether the first letter of a text is small after a colon. ``then`` is the rule of the language (``colon.then``):
    ``small``, but for names, with the words behind it that are known to be none, as ``small timber the_Court``;
    ``fragment``, small unless a sentence follows, with such words too; else as it is written."""
    match, (rule, _, given) = WORD.search(text), then.partition(" ")
    if match is None or match.start() > 1 or rule not in ("small", "fragment"):
        return False
    word = match[0]
    coded = text[match.end() : match.end() + 1].isdigit()  # "A4"
    if any(map(str.isupper, word[1:])) or not word[0].isupper() or coded:
        return False
    low, known = word.lower(), frozenset(given.split())
    if rule == "fragment":
        if low in CLAUSE or (low in ASKED and not text.rstrip().endswith("?")):
            return True
        return (_german_verb(low, text[match.end() :]) and not CONDITION.search(text)) or (
            (low in GERMAN or _described(low, text[match.end() :], known)) and not _sentence(text)
        )
    if NAMED.match(text, match.end()) and low not in BEFORE_NAMES:
        behind = WORD.search(text, match.end())
        return behind is not None and f"{low}_{behind[0]}" in known
    elided = text[match.end() : match.end() + 1] in ("'", "\u2019") and len(word) < 3
    hyphened = text[match.end() : match.end() + 2]
    if hyphened[:1] in ("-", "&") and hyphened[1:].isupper():
        return False
    return (
        elided
        or low in COMMON
        or low in known
        or common(low)
        or INFINITIVE.match(text, match.start()) is not None
        or _does(text[match.start() :], low)
        or _is_doing(low)
        or ENDINGS.fullmatch(low) is not None
    )


def _german_verb(word: str, rest: str) -> bool:
    """Whether a word, small, is a verb that says what somebody does: a common one, or by its end and what follows."""
    common = word in OPENING["de"] or (word in VERBS["de"] and word.endswith("t"))
    if common and word.endswith("en") and _sentence(f"{word}{rest}"):
        return False  # "Zahlen sind Angaben": the subject of another verb
    return common or (GERMAN_VERB.fullmatch(word) is not None and BEHIND_VERB.match(rest) is not None)


def _described(word: str, rest: str, known: frozenset[str]) -> bool:
    """Whether a German word, small, says of what sort the noun behind it is, in a form of a word that is known: "offene
    Anträge" where something is "offen"."""
    stems = (word.removesuffix(end) for end in ("e", "er", "es", "en", "em") if word.endswith(end))
    return NAMED.match(rest) is not None and not known.isdisjoint(stems)


def _does(text: str, word: str) -> bool:
    """Whether an English text begins with what somebody does, by a verb that is known: "Frees two thirds"."""
    return DOES.match(text) is not None and not {word[:-1], word[:-2]}.isdisjoint(VERBS["en"] | WORDS | COMMON)


def _is_doing(word: str) -> bool:
    """Whether an English word is a verb in -ing: "closing", not "Beijing"."""
    stem = word.removesuffix("ing")
    verbs = {stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem}
    return stem != word and word != "reading" and not verbs.isdisjoint(VERBS["en"] | WORDS)


def _sentence(text: str) -> bool:
    """Whether a German text is closed by a stop, or has a verb."""
    rest = text.split(" ", 1)[1] if " " in text else ""
    words = frozenset(WORD.findall(rest))
    closed = text.rstrip().endswith((".", "!", "?"))
    return closed or bool(words & VERBS["de"]) or GERMAN_VERB.search(rest) is not None


# An English word in -s before a word that opens a noun is a verb: "Counts the animals", not "Counts of animals".
DOES = re.compile(
    r"[A-Z]?[a-z]+[^\Wsu]s (?:the|an?|its|their|all|every|each|most|no|some|any|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|\d\S*) "
)


def opens_with_verb(text: str, language: str) -> bool:
    """Whether a text begins with what somebody does: "Runs nine sites"."""
    match, language = WORD.match(text), language.split("-")[0]
    if match is None:
        return False
    return match[0].lower() in OPENING.get(language, frozenset()) or (language == "en" and bool(DOES.match(text)))
