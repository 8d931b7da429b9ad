"""Forms of common verbs by language: those that make a title a claim, those in which a text about somebody begins."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _with_plurals(verbs: frozenset[str]) -> frozenset[str]:
    """German verbs in -t with the form for several: "betreibt" and "betreiben", "liefert" and "liefern". That of an
    irregular one is no word."""
    endings = (("ert", "ern"), ("elt", "eln"), ("et", "en"), ("t", "en"))
    plurals = (
        next(f"{verb.removesuffix(end)}{other}" for end, other in endings if verb.endswith(end))
        for verb in verbs
        if verb.endswith("t")
    )
    return verbs | frozenset(plurals)


VERBS: dict[str, frozenset[str]] = {
    "en": _words(
        """
        is are was were be been has have had do does did can cannot could may might must should will
        would ask asks back backs became becomes began begins bet bets bind binds brings bring build builds buy
        buys came cap caps carries carry change changes check close closes come comes compete competes
        cost costs count counts cover covers cut cuts decide decides depend depends drive drives earn
        earns enter entered enters explain explains face faces fall falls fell fit fits follow follows
        found fund funds gain gains gave get gets give gives go goes got grew grow grows held help helps
        hold holds kept keep keeps know knows lack lacks lead leads learn learns led let lets lie lies limit live lives
        limits lose loses lost made make makes matter matters mean means moved move moves name names
        need needs open opens own owns paid pay pays plan plans pull pulls push pushes put puts ran rate
        rates reach reaches rely relies remain remains rest rests rise rises rival rivals rose run runs
        save saves say says see sees sell sells serve serves set sets share shares show shows sold
        spread spreads stand stands start starts stay stays stood stop stops take takes tell tells test
        tests tie ties took treat trail trails turn turns understand understands use uses vary varies
        recur recurs wait waits want wants watch weigh weighs went win wins won work works
        """
    ),
    "de": _words(
        """
        ist sind war waren hat haben hatte hatten wird werden wurde wurden kann können muss müssen soll
        sollen sollte will wollen darf dürfen mag würde würden baut bauen begrenzt begrenzen behält
        berichtigt bestimmt bestimmen bewegt bleibt bleiben braucht brauchen bremst bremsen bringt
        bringen deckt dient dienen entscheidet erklärt erklären erreicht fehlt fehlen findet finden
        folgt folgen führt führen fällt gehört gehören geht gehen gewinnt gewinnen gibt geben gilt
        gelten greift hält halten hängt hängen holt kam kauft kennt kommt kommen kostet kosten lebt
        leitet liegt liegen läuft laufen lernt lässt macht machen misst nennt nennen nimmt nehmen nutzt
        prüft reicht reichen ruht schafft setzt setzen sieht sehen sinkt spielt spricht spürt stecken
        steckt steht stehen steigt stellt teilt teilen trägt tragen treibt treiben trifft verliert
        versteht verspricht wächst wachsen wählt weiß wirkt wirken zahlt zahlen zählt zeigt zeigen zieht
        ziehen
        """
    ),
}
# Those in which a text about somebody begins, without the name: "Runs nine sites".
OPENING: dict[str, frozenset[str]] = {
    "en": _words(
        """
        accepts acts adds advises aims allows applies asks assesses attracts backs bets blocks brings builds
        burns buys calls came can cannot caps carries charges checks claims closes collects combines competes
        connects controls converts could covers creates cut cuts decides delivers demands depends designs
        develops distributes does dominates draws drives earns employs enforces enters exits expands expects
        exports extends faces falls feeds fell fills financed finances fixes flies focuses follows funds gains
        gave generates gets gives goes grants grew grows had handles has helps hires holds hosts imports
        installs insures invests issues joins keeps lacks launches leads leases leaves lends lets licenses
        limits links lists lives loads lobbies loses lost made maintains makes manages may measures meets mines
        monitors moved moves must needs negotiates occupies offers opens operates opposes orders owes owns packs
        paid pays performs picks plans prefers prints processes produces promises protects provides publishes
        pulls pushes puts raised raises ran rates reaches receives recruits recycles refines refuses regulates
        reinsures rejects relies rents replaces reports represents requires resells restores retains returns
        rivals runs said saves says secures seeks sees selects sells sends serves sets shares ships shows shuts
        signs sold specialises specializes spends splits sponsors stands started starts stays stops stores
        studies supplies supports takes teaches tells tests took tracks trades trains transports treats turns
        became began broke chose drew drove forgot is knew might should spoke threw was would wrote
        undercuts underwrites used uses wants warns watches went wins withdraws works writes
        """
    ),
    "de": _with_plurals(
        _words(
            """
        arbeitet baut beantragt befragt begleitet behält bekommt beliefert berät beschäftigt beschließt besitzt
        betreibt bewilligt bezahlt bietet bildet braucht bringt deckt entscheidet entwickelt erhält erklärt
        erreicht erwartet fährt finanziert fördert fordert führt gehört genehmigt gewinnt gibt gilt hält hat
        hilft investiert kann kauft kennt kocht koordiniert kühlt lagert legt lehnt leidet leistet leitet lernt
        liefert macht misst muss nennt nimmt nutzt ordnet organisiert plant produziert prüft sammelt schult
        sieht sorgt spricht stellt sucht testet trägt übernimmt überwacht unterstützt verantwortet verhandelt
        verkauft verlangt verliert vermietet versorgt verspricht vertritt verwaltet wächst warnt wartet will
        zahlt zählt achtet bedient berichtet beschafft besetzt bestellt beteiligt betont bewertet bezieht
        blockiert bremst droht eröffnet erlaubt erteilt fängt fehlt fischt fürchtet garantiert gestattet gründet
        klagt kontrolliert kritisiert lässt lebt lehrt lenkt meldet mietet pachtet pflegt regelt rechnet reinigt
        rettet schickt schließt schreibt schützt sendet sichert spart spendet stammt steht steuert stimmt strebt
        streikt streitet teilt transportiert tritt überträgt untersucht verbietet verbindet verbraucht verfügt
        vergibt verpachtet verteilt verwahrt verweigert verzichtet wählt wirbt wohnt züchtet besitzen haben
        können müssen sind halten helfen tragen wollen vertreten beraten nehmen sehen
        sprechen geben gelten fahren messen versprechen
        """
        )
    ),
    "fr": _words(
        """
        a accepte accueille achète achètent agit aide appelle apporte assure attend attribue bâtit bloque cherche
        commande conditionne conseille construit contrôle compte conduit connaît consacre croit demande dépend dépense
        détient développe dirige dispose dit doit donne emploie encadre engage entretient espère est étudie exige existe
        exploite exporte fabrique fait finance fixe forme fournit gagne garde gère importe impose investit joue livre
        loge loue manque mène mesure met montre négocie obtient offre ouvre paie peine perd peut planifie possède
        possèdent prend prépare présente prête produit promet propose protège publie rachète réalise reçoit refuse
        regroupe relie remplace renonce rénove renouvelle reporte représente réunit reste risque sait sert soutient
        plafonne surveille teste tient transporte travaille utilise vend veut vise
        """
    ),
}
