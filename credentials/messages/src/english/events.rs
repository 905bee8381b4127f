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
            "Every new badge begins like this. So does a badge that nobody here meant to issue.",
            "If somebody here has just begun to issue it, there is nothing to do. If nobody knows of it, pause signing on the page “Keys” and check the design.",
        ),
        EventKind::RateOverBaseline => words(
            "Far more was signed than usual",
            "A large class causes this. So does an attacker who controls the web server or a program and is in a \
             hurry.",
            "Check in the register whether you know these badges. If you do not, pause signing on the page “Keys”. Signing pauses at once, and waiting badges are kept.",
        ),
        EventKind::RecipientBurst => words(
            "One person got many badges within an hour",
            "Hardly anybody earns so many badges in an hour. A mistake in a list causes this. So does somebody who issues badges to a friend.",
            "Check the newest badges in the register. You can revoke wrong badges there.",
        ),
        EventKind::OutOfHours => words(
            "Something was signed outside your hours",
            "An attacker who wants to stay unnoticed works when nobody is there.",
            "Ask whether a colleague was at work, or whether a program runs at night. If nobody knows of it, pause signing on the page “Keys”.",
        ),
        EventKind::RepeatedRefusals => words(
            "The signer refused many requests for one reason",
            "A wrong setting causes this. So does an attacker who tries which requests the signer accepts.",
            "The page “Today” shows what was refused, and why. If nobody here made these requests, pause signing and have the web server examined.",
        ),
        EventKind::RetiredKey => words(
            "A key that is not in use was asked to sign",
            "Nothing was signed. Insignia never requests this on its own. An old copy of the web server does, or a person who has one.",
            "Ask the operator of the web server whether a backup was restored. If not, have the web server examined.",
        ),
        EventKind::Backdated => words(
            "A badge was dated far back",
            "A date in the past can show an achievement that was not earned by then.",
            "If a course that ended long ago was entered late, there is nothing to do. Otherwise find the badge in the register and revoke it.",
        ),
        EventKind::MassRevocation => words(
            "Far more was revoked than usual",
            "A class that was entered wrongly causes this. So does an attacker who wants to do harm: a revocation cannot be undone.",
            "Check in the register what was revoked, and why. If nobody here did it, disconnect the web server from the network and have it examined. Lists of revoked badges are signed even while signing is paused.",
        ),
        EventKind::ListCeiling => words(
            "Far more lists of revoked badges were requested than are needed",
            "The signer signed none above its limit. Insignia needs a few lists a day. A fault in the web server causes this, and so does an attacker who wants to fill the public ledger.",
            "Have the web server examined. The limit ends within a minute or a day. Revocations are still signed.",
        ),
        EventKind::RevocationCeiling => words(
            "More badges were revoked than are allowed at once",
            "The signer published as many revocations as its limit allows; the others wait. This happens when a large class is revoked. It also happens when an attacker does harm, because a revocation cannot be undone.",
            "If somebody here did it, wait: the other revocations follow automatically. To publish them at once, ask the operator of the signer to have their number approved. If nobody knows of it, disconnect the web server from the network and have it examined.",
        ),
        EventKind::Reissue => words(
            "Badges of a compromised key are being reissued",
            "This happens after people approved the report of a compromised key.",
            "If somebody here requested it, there is nothing to do. If nobody knows of it, check on the page “Keys” which key was reported. The approval desk shows who approved the report.",
        ),
        EventKind::NoCheckpoint => words(
            "The web server reported to the signer that it has no record of the ledger",
            "The web server keeps the newest checkpoint, so that no entry can disappear unnoticed. A new database has no checkpoint. A compromised web server may hide its checkpoint.",
            "If the database was just created or restored, there is nothing to do. Otherwise have the web server examined, and run `insignia ledger verify` with the file of an earlier run.",
        ),
        EventKind::Other => words(
            "The signer noticed something unusual",
            "It is allowed, but it is not how this institution works on other days.",
            "Check in the register whether you know the newest badges. If you do not, pause signing on the page “Keys”.",
        ),
    }
}
