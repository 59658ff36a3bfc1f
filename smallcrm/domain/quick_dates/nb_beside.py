"""Norwegian: the words beside a date that tell what it is."""

from __future__ import annotations

import re

from smallcrm.domain.quick_dates.language import Beside, listed

_THINGS = """
    møt brev bord kort tilbud beløp bryllup selskap smykk stykk tepp glass hus bild sett år produkt arbeid lager besøk
    svar kjøp salg nett skap speil blad ment verk spill mål parti oppdrag lys rom lokal sted barn navn nummer hotell
    marked brød fat bånd gull sølv tøy plagg skjørt belt ur notat kurs lunsj kaker papir ark bad bidrag depositum skilt
    regnskap firma foredrag prosjekt epl garn stoff nøst mønster broderi håndkle instrument kamera batteri slips kjed
    kontrakt kompliment drag lån tau tre kart egg oppsett bygg utkast design trykk telt orgel gulv vindu gjerd
    blomst kjøkken møbl maleri regning fotografi krus hjul anlegg utstyr utvalg språk ord
    """
"""Stems of things that end as verbs of the past do: brevet, kortet."""
_TOLD = re.compile(rf"^(?!.*(?:{'|'.join(_THINGS.split())})et$).*[^\W\d](?:[lmnprsk]te|[vgd]de|et)$")
BESIDE = Beside(
    calls=listed(
        """
        ring ringe ringer send sende sender kontakte kontakter husk huske påminn minn minne sjekk sjekke spør spørre
        bestill bestille hent hente henter lever levere leverer møter avtalt kommer komme vil skal må bør kan ønsker
        ønsket ville ba lovet lovte lovde lov følg følge ta tar gi gir legg legge pakk pakke bekreft bekrefte vis
        vise skriv skrive besøk besøke svare betal betale forfaller purr reserver reservert booket booke lag lage
        bind binde mail maile sms-e tekst trenger håper planlegger skulle kjøpe gjør gjøre ordne fiks fikse utsatt
        komme_ leveres hentes ringes sendes tenker lurer
        """
    ),
    contact=listed(
        """
        ring ringe ringer tilbakeringing telefon send sende kontakt kontakte husk minn minne sjekk spør møte avtale
        hente henter henting lever levere svar svare skriv bestill
        """
    ),
    past=listed(
        """
        var hadde kom kjøpte kjøpt hentet henta ringte ringt spurte sa fikk fått ga gav gikk gått lette prøvde prøvd
        bestilte betalte betalt returnerte byttet bytta klaget klaga glemte glemt leverte levert handlet handla
        besøkte snakket snakka traff møtte tok tatt solgte sendte sendt mottok mottatt avlyste avlyst ble blitt vært
        stakk skrev skrevet sett avbestilte reklamerte opplevde brakk knuste knust gråt reiste dro dratt spiste
        feiret fortalte fortalt meldte oppdaget fant funnet hørte lånte parkerte besvimte falt ventet manglet smakte
        virket fungerte døde giftet skadet mistet hadd likte elsket trengte syntes sto lå satt valgte passet skjedde
        endte begynte åpnet stengte sluttet takket roste lovpriste savnet nevnte vant tapte savnet ryddet kikket
        brukte fikset pratet følte fløy kjørte drakk løp dukket utsatte leide
        skiftet hilste kastet kranglet flyttet koste lo ropte sang sov skjønte skrøt slo smilte sprang stjal stoppet
        stusset studerte svarte takka tente trodde trakk tøt undret vasket veide visste viste vurderte ønska kjente
        mente bodde nådde kokte bakte lurte pyntet monterte fulgte hjalp holdt kalte kostet lot malte ofret pekte
        satte foreslo avslo godtok slapp forsov
        plukket rakk rotet samlet skar slengte sprakk stilte strøk sydde tegnet tørket varmet vekslet
        """
    ),
    habits=listed("månedlig ukentlig daglig årlig alltid vanligvis pleier normalt"),
    names=listed("tor"),
    present=listed(
        """
        har er blir får ses sees møtes snakkes høres stikker besøker sjekker bringer kjøper betaler reiser starter
        ser drar bytter reparerer fikser ordner leverer
        """
    ),
    past_form=re.compile(r"[^\W\d](?<!hj)(?<!sm)erte$"),
    opening_form=_TOLD,
    subject_form=_TOLD,
    subjects=listed("hun han jeg vi"),
    not_past=listed(
        """
        hente vente sende møte bytte flytte sette velte smelte salte plante teste feste koste riste hoste miste starte
        frakte sikte sorte beste siste neste første hvite kjente kokte bakte stekte rydde bredde lette henge skifte
        bente tomte marte birte hjerte smerte jente rente ente ende lede made sjette femte ellevte tolvte tiende niende
        """
    ),
    helpers=listed("bli blir være"),
    clauses=listed("hun han de jeg vi som at og"),
    occasions=listed(
        """
        bursdag bursdagen bursdager fødselsdag fødselsdagen født fyller navnedag bryllupsdag bryllupsdagen
        sølvbryllup gullbryllup jubileum
        årsdag geburtsdag gebursdag
        """
    ),
    units=listed(
        """
        personer person stykker stykk roser blomster kroner kroner, dager dag uker uke måneder år timer time
        minutter gjester gjest barn ganger gang kopper flasker pakker par kunder kilo liter gram meter prosent hg
        pr. pr per stjerner poeng
        ark og/eller
        """
    ),
    before_numbers=listed(
        """
        koster kostet v. v varenr. varenr art. art modell vare artikkel ordrenr. ordrenr ref. ref kode parti isbn
        totalt sum karakter terningkast str. str side s. nr nr. kr kr. størrelse tlf tlf. gate gt. rom bord versjon
        kapittel pris
        """
    ),
    but=listed("men så"),
    clock=listed("kl klokka klokken"),
    bare_before=listed("black good cyber heter"),
    goes_on=listed("om ang angående vedrørende for med og eller hvis når fordi men til hos ved"),
    links=listed("i på den"),
    dotted=listed(
        """
        kl ca man tirs tir ons tors tor fre lør lørd søn sønd jan feb febr mar apr jun jul aug sep sept okt nov des
        mnd min str nr tlf den d førstk
        """
    ),
)
