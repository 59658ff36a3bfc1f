"""Finnish: the words beside a date that tell what it is."""

from __future__ import annotations

import re

from smallcrm.domain.quick_dates.language import Beside, listed

BESIDE = Beside(
    calls=listed(
        """
        siirtyi siirtyy siirretty siirrettiin soita soitan soitetaan soittaa soittaisi soittakaa soitettava
        soittaisin soittamaan soittoa muista muistuta
        muistettava lähetä lähetetään lähettää lähettämään kysy kysytään kysyä tarkista varmista varmistetaan hoida
        tilaa tilataan varaa varataan toimita toimitetaan hakee haetaan noutaa tulee tulevat tulossa palaa palaamme
        vie viedään tuo tuodaan tee tehdään laita pakkaa kutsu vastaa ota otetaan ilmoita ilmoittaa pitää täytyy
        haluaa halusi halusivat pyysi pyysivät lupasi lupasin luvattu toivoi sovittiin sovittu sovimme varattu
        varasi varattiin haluaisi aikoo pyydä pyydetty kirjoita tulisi tarvitsee saapuu palauttaa palautetaan
        postitetaan osta ostaa lue maksa maksaa maksettava noutamaan hakemaan tulla tulemaan palata palaamaan käydä
        soittavansa tulevansa palaavansa tilaisi ottaa ottaisi sopisi yrittää yritetään kokeile poikkeaa käy käymme
        """
    ),
    contact=listed(
        """
        soita soitan soitetaan soittaa soitto soittopyyntö soittamaan soittoa takaisinsoitto muistuta muista viesti
        viestiä kysy tarkista tapaaminen palaveri nouto hakee noutaa toimita vie vastaa lähetä ilmoita pyysi pyydä
        """
    ),
    past=listed(
        """
        oli olin olivat ollut olleet kävi kävin kävivät käynyt käytiin osti ostin ostivat ostanut ostettu ostettiin
        soitti soitin soittivat soittanut soitettu soitettiin tuli tulin tulivat tullut haki hain hakivat hakenut
        haettu toi toin toivat tuonut vei vein veivät vienyt kysyi kysyin kysyivät sanoi sanoin sanottu maksoi
        maksoin maksanut maksettu tilasi tilasin tilanneet tilannut tilattu palautti palautin palauttanut palautettu
        unohti unohtanut näki tapasi tapasin tapasimme tavattu lähti lähtenyt sai saanut sain saatu antoi annoin
        antanut annettu jätti jätin jättänyt jätetty otti ottanut valitti valittanut kertoi kertonut nouti noutanut
        noudettu lähetti lähetin lähetetty puhui puhuin puhuttu puhuimme sattui hajosi rikkoutui kaatui meni menin
        mennyt söi joi istui odotti etsi vaihtoi vaihdettu perui perunut peruttu käväisi piipahti vieraili täytti
        juhli muutti sairastui myöhästyi teki tein tehnyt tehty saapui saapunut laskutettu toimitti toimitettu
        myytiin myi kehui moitti mainitsi poikkesi pistäytyi katseli sovitti valitsi puuttui rikkoi löysi loppui
        vastasi lainasi varasti unohtui pahoitteli kiitti kiitteli reklamoi petyi pettyi oltiin kysytty nähty käyty
        palasi halasi itki huusi opasti mietti päätti luki poltti särki juoksi purki poisti tervehti tinki sopi
        nosti laski tunsi puki suri tutki valmisti kiersi kiipesi pelasi sanoivat veti pyyhki peitti rakasti
        matkusti piti kuuli kuoli jäi lensi siirsi käveli lopetti opetti lakkasi sulki pesi ompeli
        tuotu viety kerrottu kirjattu hyvitetty tapahtunut
        """
    ),
    present=listed(
        """
        on ovat palataan tavataan noudetaan jutellaan nähdään vastataan soitellaan mennään katsotaan sovitaan pidetään
        saadaan hyvitetään korjataan valmistuu pitäisi täytyisi toimitamme lähetämme soitamme tuomme viemme
        palaamme haemme korjaamme annetaan myydään puhutaan lähtee menee alkaa näkee kuulee antaa korjaa järjestetään
        """
    ),
    helpers=listed("olla"),
    clauses=listed("joka jotka että ja hän"),
    past_form=re.compile(
        r"(?:ttiin|n[uy]t|ll[uy]t|ss[uy]t|rr[uy]t|neet|lleet|sseet"
        r"|[^\W\d]{2}(?:[uy]i|[tksd]eli|(?<!l)asi|äsi|(?<!vu)osi|(?<!p)[aäeoöuy]ili|öi|[oä]tti|[aä]stui|[aä]hti|(?<!i)itti|[uy]tti)"
        r"|[^\W\d]{2}oi|(?<!is)iv[aä]t|(?<!is)imme)$"
    ),
    subject_form=re.compile(r"(?<!is)(?<!ks)(?<!uus)i$"),
    subjects=listed("hän"),
    not_past=listed("kuitti lahti soi nyt kannut munnut voivat voimme soivat kukkasi minuutti"),
    habits=listed("päivittäin aina yleensä tavallisesti kuukausittain viikoittain vuosittain säännöllisesti"),
    occasions=listed(
        """
        syntymäpäivä syntymäpäivät syntymäpäivänsä synttärit syntynyt nimipäivä nimipäivät hääpäivä hopeahäät
        kultahäät täyttää
        synttäreitä syntymäpäiviä vuosipäivä merkkipäivä
        """
    ),
    units=listed(
        """
        päivää päivän viikkoa viikon kuukautta kuukauden vuotta vuoden tuntia tunnin minuuttia henkilöä henkilölle
        hlö hlöä hengelle henkeä ihmistä vierasta kappaletta kertaa ruusua neilikkaa kukkaa korttia leimaa pulloa
        pakettia rasiaa paria vieraalle asiakasta kiloa litraa grammaa metriä senttiä sentin prosenttia euroa e h v vk
        kk pv
        """
    ),
    before_numbers=listed(
        """maksaa maksoi
        s. sivu nro numero koko versio v tuote tuotenumero tuotenro malli art. nimike viite arvosana yhteensä summa
        tilausnro tilausnumero isbn luku koodi y-tunnus puh. p. hinta hintaan osasto kerros n:o postinumero
        """
    ),
    but=listed("mutta vaan sillä koska"),
    clock=listed("klo kello kl"),
    goes_on=listed("asiasta ja tai että jos kun niin koskien kanssa tai vai hänelle hänet"),
    dotted=listed("klo kl n esim ma ti ke to pe la su puh nro s p jlk viim"),
)
