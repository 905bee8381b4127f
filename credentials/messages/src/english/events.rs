use domain::EventKind;

use crate::product::EventWords;

/// What happened, why it may matter, and what to do.
pub(crate) const fn event(kind: EventKind) -> EventWords {
    const fn words(title: &'static str, why: &'static str, next: &'static str) -> EventWords {
        EventWords { title, why, next }
    }
    match kind {
        EventKind::FirstUse => words(
            "A badge was issued for the first time",
            "Every new badge begins so; so would one that nobody here meant to issue.",
            "If somebody here has just begun to issue it, there is nothing to do. If nobody knows of it, stop signing on the page of the keys and look at the design.",
        ),
        EventKind::RateOverBaseline => words(
            "Far more was signed than usual",
            "A big class looks like this, and so does a web server or a program in other hands: it is in a hurry.",
            "Look in the register whether you know these badges. If you do not, stop signing on the page of the keys: it is at once, and what waits is kept.",
        ),
        EventKind::RecipientBurst => words(
            "One person got many badges within an hour",
            "Hardly anybody earns so many in an hour. A list with a slip in it does this, and somebody who serves a friend.",
            "Look at the newest badges in the register. What is wrong can be revoked there.",
        ),
        EventKind::OutOfHours => words(
            "Something was signed outside your hours",
            "Whoever does not want to be seen works when nobody is there.",
            "Ask whether a colleague was at work, or a program that runs at night. If nobody knows of it, stop signing on the page of the keys.",
        ),
        EventKind::RepeatedRefusals => words(
            "The signer refused many requests for one reason",
            "A setting that is wrong does this. So does somebody who tries what goes through.",
            "The page “Today” says what was refused, and why. If none of it comes from here, stop signing and have the web server looked at.",
        ),
        EventKind::RetiredKey => words(
            "A key that is not in use was asked to sign",
            "Nothing was signed. Insignia does not ask for this by itself: an old copy of the web server does, or somebody with one.",
            "Ask who keeps the web server whether a backup was put back. If not, have the server looked at.",
        ),
        EventKind::Backdated => words(
            "A badge was dated far back",
            "A date in the past can give somebody what was not earned by then.",
            "If a course that ended long ago was entered late, there is nothing to do. Otherwise look for the badge in the register and revoke it.",
        ),
        EventKind::MassRevocation => words(
            "Far more was revoked than usual",
            "A class that was entered wrongly is taken back like this. So is much work of an institution, by somebody who wants to do harm: nothing that is revoked comes back.",
            "Look in the register what was revoked, and why. If nobody here did it, take the web server from the network until somebody has looked at it: lists of revoked badges are signed even while signing is stopped.",
        ),
        EventKind::ListCeiling => words(
            "Far more lists of revoked badges were asked for than are needed",
            "The signer signed none above its limit. Insignia needs a few lists a day. A fault in the web server causes this, and so does an attacker who wants to fill the public ledger.",
            "Have the web server examined. The limit ends within a minute or a day. Revocations are still signed.",
        ),
        EventKind::RevocationCeiling => words(
            "More badges were revoked than are allowed at once",
            "The signer published as many revocations as its limit allows; the others wait. This happens when a large class is revoked. It also happens when an attacker does harm, because a revocation cannot be undone.",
            "If somebody here did it, wait: the other revocations follow automatically. To publish them at once, ask the operator of the signer to have their number approved. If nobody knows of it, disconnect the web server from the network and have it examined.",
        ),
        EventKind::Reissue => words(
            "What a lost key signed is being issued again",
            "This follows after people approved the report that a key was compromised.",
            "If somebody here asked for it, there is nothing to do. If nobody knows of it, look on the page “Keys” which key was reported, and at the signer’s desk who approved the report.",
        ),
        EventKind::NoCheckpoint => words(
            "The web server told the signer that it knows nothing of the ledger",
            "It keeps the newest checkpoint, so that no entry can vanish unseen. A database that is new has none; a compromised web server may hide what it has.",
            "If its database was just created or restored, there is nothing to do. Otherwise have the web server looked at, and run `insignia ledger verify` with what was seen before.",
        ),
        EventKind::Other => words(
            "The signer noticed something unusual",
            "It is not forbidden, but it is not how this institution works on other days.",
            "Look in the register whether you know the newest badges. If you do not, stop signing on the page of the keys.",
        ),
    }
}
