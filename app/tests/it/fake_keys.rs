//! Invented keys, their signatures, and the signer's alerts.

use crate::fake::earlier;
use domain::{DayUsage, IssuerKey, KeyLife, KeyUsage, SignerEvent};

pub(crate) fn issuer_key(label: &str, life: KeyLife) -> IssuerKey {
    IssuerKey {
        label: label.to_owned(),
        public_key: "z6MkqRYqQiSgvZQdnBytw86Qbs2ZWUkGv22od935YF4s8M7V".to_owned(),
        cryptosuite: "eddsa-rdfc-2022".to_owned(),
        created: earlier(300),
        life,
        attributes: vec![
            "Made inside the token, never outside it.".to_owned(),
            "Marked not extractable: the token does not hand it out.".to_owned(),
            "Marked sensitive: it cannot be read in clear.".to_owned(),
        ],
    }
}

/// Thirty days, every `every`th with a batch.
pub(crate) fn usage(label: &str, every: u32) -> KeyUsage {
    let day = |day: u32| DayUsage {
        day: earlier(i64::from(29 - day)),
        credentials: if day.is_multiple_of(every) { day * 37 % 113 } else { 0 },
        lists: 1,
    };
    KeyUsage { label: label.to_owned(), days: (0..30).map(day).collect() }
}

/// Every kind, the oldest first; the last one occurred repeatedly.
pub(crate) fn events() -> Vec<SignerEvent> {
    let kinds =
        ["first-use", "retired-key", "backdated", "recipient-burst", "of-tomorrow", "rate-over-baseline"];
    let nights = std::iter::repeat_n("out-of-hours", 9);
    let event = |(number, kind): (u64, &str)| SignerEvent {
        number,
        at: earlier(20 - i64::try_from(number).unwrap()),
        kind: kind.to_owned(),
        says: "the key `key-2025` signs outside the institution's hours".to_owned(),
        badge: (kind == "first-use").then(|| "“Coastal Flood Modelling, Level 2”, version 2".to_owned()),
    };
    (0..).zip(kinds.into_iter().chain(nights)).map(event).collect()
}
