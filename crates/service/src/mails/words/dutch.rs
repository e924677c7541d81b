//! The messages in Dutch.

use super::{Message, Words};

pub(super) const WORDS: Words = Words {
    months: [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    instant: "{day} {month} {year}, {time} UTC",
    closing: "Dit bericht is automatisch verstuurd. Antwoorden worden niet gelezen.",
    invitation: Message {
        subject: "Uitnodiging van {organisation}",
        before: &["{organisation} nodigt u uit om mee te doen op Ribcage."],
        link: "Uitnodiging aannemen",
        after: &[
            "De link werkt één keer, tot {until}.",
            "Weet u niet waarom u dit krijgt? Dan hoeft u niets te doen: er komt geen account op uw naam.",
        ],
    },
    recovery: Message {
        subject: "Weer toegang tot uw account",
        before: &[
            "Iemand, waarschijnlijk u, heeft gevraagd om weer toegang tot uw account te krijgen.",
        ],
        link: "Verdergaan",
        after: &[
            "De link werkt één keer, tot {until}. Geef hem aan niemand door: wie hem heeft, kan in uw \
             account komen.",
            "Hebt u hier niet om gevraagd? Open de link dan niet. Uw account blijft zoals het is. Krijgt \
             u dit vaker, meld het dan aan uw beheerder.",
        ],
    },
    address_change_to: Message {
        subject: "Bevestig uw nieuwe adres",
        before: &["Dit adres wordt het adres waarmee u zich aanmeldt."],
        link: "Adres bevestigen",
        after: &[
            "De link werkt één keer, tot {until}. Zolang u niet bevestigt, verandert er niets.",
            "Hebt u hier niet om gevraagd? Open de link dan niet.",
        ],
    },
    address_change_from: Message {
        subject: "Bevestig een ander adres",
        before: &["Een ander adres komt in de plaats van dit adres, waarmee u zich aanmeldt."],
        link: "Verandering bevestigen",
        after: &[
            "De link werkt tot {until}. Er verandert niets voordat beide adressen hebben bevestigd.",
            "Hebt u hier niet om gevraagd? Open de link dan niet: misschien is iemand in uw account \
             gekomen. Kies een ander wachtwoord, beëindig alle andere sessies en meld het aan uw \
             beheerder.",
        ],
    },
    account_changed: Message {
        subject: "Uw manier van aanmelden is veranderd",
        before: &["{what}"],
        link: "",
        after: &[
            "Hebt u dit zelf gedaan? Dan hoeft u niets te doen.",
            "Was u het niet, dan is misschien iemand in uw account gekomen: meld u aan, kies een ander \
             wachtwoord, beëindig alle andere sessies en meld het aan uw beheerder. Kunt u zich niet \
             aanmelden, neem dan meteen contact op met uw beheerder.",
        ],
    },
    password_changed: "Het wachtwoord van uw account is veranderd.",
    second_factor_added: "Er is een tweede factor aan uw account toegevoegd.",
    second_factor_removed: "Er is een tweede factor van uw account verwijderd.",
    address_changed: "Uw account heeft nu een ander adres, en berichten gaan daarheen. Was u dat niet zelf, laat het dan meteen aan een beheerder weten.",
    recovery_code_used: "Iemand heeft zich bij uw account aangemeld met een van uw herstelcodes.",
    recovery_codes_replaced: "Er zijn nieuwe herstelcodes voor uw account gemaakt. De vorige zijn niets meer waard.",
    passkey_copied: Message {
        subject: "Een passkey van u lijkt gekopieerd te zijn",
        before: &[
            "Er is een passkey van uw account getoond die een kopie van een andere lijkt te zijn. Geen van beide wordt nog aangenomen, en al uw sessies zijn beëindigd.",
        ],
        link: "",
        after: &[
            "Meld u op een andere manier aan, verwijder de passkey uit uw account en maak een nieuwe.",
            "Meld het meteen aan uw beheerder: misschien is iemand in uw account gekomen. Kunt u zich niet aanmelden, dan kan de beheerder u helpen.",
        ],
    },
    codes_failed: Message {
        subject: "Onjuiste codes voor uw account",
        before: &[
            "Er zijn veel onjuiste codes ingevoerd voor uw account, door iemand die het wachtwoord kent of uw e-mail leest.",
        ],
        link: "",
        after: &[
            "Hebt u dit zelf gedaan? Dan hoeft u niets te doen.",
            "Was u het niet, kies dan een ander wachtwoord, beëindig alle andere sessies en meld het aan uw beheerder.",
        ],
    },
    test: Message {
        subject: "Een testbericht",
        before: &["De server kan e-mail versturen: dit bericht is aangekomen."],
        link: "",
        after: &[],
    },
};
