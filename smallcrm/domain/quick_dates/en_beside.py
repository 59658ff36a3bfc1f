"""English: the words beside a date that tell what it is."""

from __future__ import annotations

import re

from smallcrm.domain.quick_dates.language import Beside, listed

_CALLS = """
    call calling send remind write ask check confirm reorder bring deliver collects collecting pick meet booked
    reserve reserved remember follow pay pays due wants want wanted asked promised will shall should must needs
    need i'll we'll he'll she'll they'll can could would wrap prepare bake come comes coming returns return
    returning agreed arranged expect expects expected scheduled planned supposed please pls chase invite give
    tell postponed confirmed suggested proposed rescheduled prefers preferred likes hopes plans going gonna she'd
    he'd i'd we'd they'd
    you'd wishes intends hoping
    """
BESIDE = Beside(
    calls=listed(_CALLS) | {"to ring", "to phone"},
    contact=listed(
        """
        call ring phone telephone email text message remind contact deliver collect meeting appointment callback
        back pick write send reply answer check print order
        """
    ),
    past=listed(
        """
        was were came bought rang had said told brought left got took went met saw spoke wrote sent gave did been
        made paid lost found broke fell ate drank sold felt thought knew forgot chose hurt sat stood ran heard wore
        swore won cost kept caught taught grew flew drove died gone seen done wasn't weren't didn't hadn't couldn't
        wouldn't spent ran hid shook hung stole forgave sang swam bit blew dug fought froze lit rode rose slid slept
        spilled split spoilt stuck swept tore threw understood woke wound burnt built clung dealt dreamt fed fled
        forbade knelt laid leant led meant shone shot
        smelt sped sprang swung wept withdrew learnt lent overheard slew stung stank strode taught wrung
        """
    )
    | {f"didn't {verb}" for verb in _CALLS.split()}
    | {"asked about"},
    present=listed(
        """
        has have is are am picks brings delivers sends calls meets visits gets goes arrives starts does stays
        leaves moves drops stops pops
        """
    ),
    helpers=listed("be get wants needs want need"),
    clauses=listed("she he they i we that which who and"),
    past_form=re.compile(r"[a-z]{3}ed$|[a-z]{2}ied$"),
    subject_form=re.compile(r"^(?:put|let|cut|hit|shut|set|read|spread|quit|lay|burst|bet)$"),
    subjects=listed("she he"),
    not_past=listed(
        """
        interested closed married tired excited need speed breed hundred indeed exceed shared delayed pleased unused
        sacred succeed proceed feed seed weed embed wicked naked related limited united allergic retired worried
        thrilled needed required alfred jared
        """
    ),
    occasions=listed("birthday birthdays bday anniversary born turns turning nameday") | {"name day", "b day"},
    habits=listed("always usually normally typically regularly monthly weekly daily yearly annually"),
    units=listed(
        """
        people person persons guests guest kids children adults pieces piece pcs roses flowers tickets bottles boxes
        packs bags pairs pair cups days day weeks week months month years year hours hour hrs minutes minute mins
        times percent pounds pound quid dollars euros stars miles inch inches ft feet lbs lb oz cup dozen of items
        copies metres meters per each
        """
    ),
    before_numbers=listed(
        """costs cost aisle item article art. art model sku ref. ref code product apt. apt unit suite isbn total lot
        page p. pp. no. no number size chapter room flat version v street st. table tel. tel rated score
        """
    ),
    but=listed("but though although however"),
    clock=listed("at @ tel"),
    bare_before=listed(
        """
        the a an every each last previous past black good ash cyber casual shrove easter palm whit boxing maundy my
        our their his your that those any most some called named bloody freaky girl ruby super one bad busy nice
        lovely quiet mr mr. mrs mrs. ms ms. miss dr dr.
        """
    ),
    bare_after=listed(
        """
        about at to for re with regarding and or if when because as so that after before from in around by on of he
        she they we i it you noon midday morning afternoon evening night is are the a an his her their our my this
        next latest early late lunchtime between please pls what again not but until till no since unless will can
        may might has have who which someone anyone everybody any anytime all then suits works would should could
        sounds instead only today tomorrow week fortnight
        """
    ),
    also_verbs=listed("may march"),
    goes_on=listed("about re regarding with because if when so that and but or for as since"),
    links=listed("of in the on"),
    dotted=listed(
        """
        mon tue tues wed weds thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m am
        pm no approx mr mrs ms dr st m
        """
    ),
)
