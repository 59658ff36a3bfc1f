"""Polish: the words beside a date that tell what it is."""

from __future__ import annotations

import re

from smallcrm.domain.quick_dates.language import Beside, listed

BESIDE = Beside(
    calls=listed(
        """
        zadzwoń zadzwonić zadzwonimy zadzwonię dzwonić dzwoń dzwonimy oddzwonić oddzwoń oddzwonię oddzwonimy
        przedzwonić przypomnieć przypomnij wysłać wyślij wyślemy napisać napisz zapytać zapytaj sprawdzić sprawdź
        zamówić zamów przygotować przygotuj dostarczyć odbierze odbiorą odebrać przyjdzie przyjdą przyjść wpadnie
        wróci wrócą umówić umów umówiona umówiony umówieni umówione umówiliśmy umówiłam umówiłem potwierdzić
        potwierdź chce chciała chciał chcą chciałaby chciałby prosi prosiła prosił prosili proszę poprosiła poprosił
        obiecała obiecał obiecałam obiecałem będzie będą może musi trzeba należy zapłaci zapłacić skontaktować
        skontaktuj zanieść zawieźć zrobić zrób kupić kup podziękować podziękuj wolała woli planuje planują oddać
        odda przesunięte przełożone przełożona przełożyć zaprosić zaproś pamiętać pamiętaj zarezerwować
        zarezerwowane przyjedzie przyjadą spakować ustalić dać daj poda odezwać odezwie wręczyć powiadomić zgłosi
        potwierdziła potwierdził potwierdzone potwierdzony zaproponowała zaproponował wpaść odwołać spytać spytaj
        wycenić zadzwoni oddzwoni
        """
    ),
    contact=listed(
        """
        zadzwoń zadzwonić zadzwonię zadzwonimy dzwonić dzwoń oddzwonić oddzwoń oddzwonię przedzwonić przypomnieć
        przypomnij telefon wysłać wyślij napisać napisz zapytać sprawdzić zamówić dostarczyć odbiór odbierze odebrać
        spotkanie przyjdzie wpadnie wizyta odpisać
        """
    ),
    past=listed(
        """
        był była byli były było byłem byłam bylem bylam przyszła przyszedł przyszli dzwonił dzwoniła dzwonili
        dzwonila dzwonil kupił kupiła kupili kupila kupil odebrał odebrała odebrali odebrane odebrany zamówił
        zamówiła zamówili zostawił zostawiła pytał pytała szukał szukała wziął wzięła oddał oddała zwrócił zwróciła
        zapłacił zapłaciła zapłacono reklamował reklamowała mówił mówiła powiedział powiedziała miał miała zapomniał
        zapomniała widział widziała dostał dostała zabrał zabrała wpadł wpadła odwiedził odwiedziła wróciła wrócił
        poszła poszedł zaszła zaszedł przyniosła przyniósł wyszła wyszedł kupione kupiono sprzedane sprzedano
        zapłacone wysłane wysłano zwrócono zrobiono umarł zmarł zmarła urodziła urodził odebrano przyszlo przyszla
        byl byla mial miala wziela wzial pytala pytal zamowila zamowil zadzwoniła zadzwonił
        """
    ),
    present=listed(
        """
        ma mamy jest są potrzebuje potrzebna potrzebny potrzebne powinna powinien powinni odezwę umówimy dostarczymy
        zwrócimy wyślemy oddamy zrobimy przygotujemy damy da spotkamy przyjeżdża
        wyjeżdża wraca przychodzi odbiera dzwoni płaci zabierze przyniesie kupi weźmie zajrzy
        """
    ),
    helpers=listed("będzie będą być zostanie zostaną"),
    clauses=listed("że który która które i"),
    past_form=re.compile(
        r"(?:[aeiyąo]ł|[aeiyęą]ł[aoy]|(?:cz|ps)uł[aoy]?|[aeiy]li|ł[ae]m|ł[ae]ś|l?[iy]śmy"
        r"|(?:szed|sz|jad|siad|pad|krad|laz|tłuk|mar|bieg|mog|móg|nios|niós|ros|rós|strzeg|strzyg|wioz|wióz|piek|ciek|mok)ł[aoy]?|[^\W\d]{4}(?:ano|ono|ęto))$"
    ),
    not_past=listed(
        """
        mała cała biała miła stała zła szkoła siła chwila strzała skała pszczoła żyła piła stoły mały cały biały
        miły stały zespół stół pół artykuł pomysł tytuł dział udział kościół wspaniała doskonała wspaniały doskonały
        trwały trwała śmiała wesoły wesoła żołędzie kawały czoło koło około było zawał kanał finał kryształ materiał
        szczegół detal metali jeżeli czyli chwili familii lilii stali całym małym białym miałby szczegóły materiały
        pomysły kwiały jeśli fali szali michał rafał paweł gaweł bogumiła ludmiła michała rafała
        """
    ),
    habits=listed("codziennie miesięcznie zawsze zwykle zazwyczaj regularnie"),
    occasions=listed(
        """
        urodziny urodzin urodzinach imieniny imienin rocznica rocznicę rocznicy urodzony urodzona jubileusz kończy
        obchodzi
        """
    ),
    units=listed(
        """
        osób osoby osobę osoba sztuk sztuki sztuka róż róże kwiatów złotych złote lat lata dni tygodni tygodnie
        miesięcy miesiące godzin godziny minut gości klientów pln gr procent litrów kilo deko metrów metra metry
        litra litry cm razy raz
        paczek paczki bukietów biletów kg porcji słoików butelek kawałków gwiazdek gwiazdki punktów
        """
    )
    | {"za sztuke"},
    before_numbers=listed(
        """kosztuje kosztował kosztowała kosztowało koszt za
        str. str s. nr nr. numer ul. ul al. al ulica ulicy aleja plac pl. pl os. os osiedle rondo tel. tel cena
        cenie kwota rozmiar pokój strona wersja przy razem suma isbn partia v. v art. art model kat. kat ocena wynik
        poz. kod produkt
        """
    ),
    but=listed("ale lecz bo więc gdyż ponieważ"),
    clock=listed("o godz g godzinie"),
    bare_before=listed("black good cyber wielki wielką wielkanocną wielkanocny tłusty"),
    goes_on=listed("i lub albo bo że jeśli gdy z ze do dla ws") | {"w sprawie"},
    links=listed("w we"),
    dotted=listed(
        """
        godz g ok pon pn wt śr czw cz pt sob niedz nd tyg dn r br sty lut mar kwi cze wrz paź gru nr ul tel mies
        """
    ),
)
