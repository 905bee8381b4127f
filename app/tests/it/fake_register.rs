//! The invented register.

use crate::fake::{credential_id, earlier, wording};
use app::view::RegisterRow;
use domain::{CredentialState, Progress, ReasonReaders, Revocation, RevocationReason, Version};

/// 1 is waiting, 2 waiting after a problem, 3 refused, 4 signed, 5 mailed, 6 claimed, 7 revoked, 8 revoked and
/// published.
pub(crate) fn row(number: u128) -> RegisterRow {
    let names =
        ["José García Núñez", "林 美咲", "محمد الأنصاري", "Олександра Ковальчук", "Siobhán Ní Dhuibhir"];
    let name = match number {
        4..=8 => "Maren Óskarsdóttir-Vandenbroucke",
        other => names[usize::try_from(other).unwrap() % names.len()],
    };
    let signed = |mailed| Progress::Signed { at: earlier(2), ledger_index: 10_390, mailed };
    let progress = match number {
        1 => Progress::Waiting { last_problem: None },
        2 => Progress::Waiting {
            last_problem: Some("The signer did not answer within 10 seconds.".to_owned()),
        },
        3 => {
            Progress::Refused { says: "Its design, version 2, is not registered with the signer.".to_owned() }
        }
        4 => signed(None),
        _ => signed(Some(earlier(2))),
    };
    let state = match number {
        7 | 8 => {
            // The reason of the first is for the institution alone.
            let readers = if number == 8 { ReasonReaders::Everybody } else { ReasonReaders::Institution };
            CredentialState::Revoked(Revocation {
                at: earlier(1),
                reason: RevocationReason::IssuedInError,
                readers,
            })
        }
        _ => CredentialState::Active,
    };
    RegisterRow {
        id: credential_id(number),
        recipient: name.to_owned(),
        email: "m.oskarsdottir@vrijhaven.example".to_owned(),
        badge: wording().name,
        version: Version(2),
        image: "/art/badge-bridge.svg".to_owned(),
        issued: earlier(3),
        progress,
        state,
        claimed: (number == 6 || number == 8).then(|| earlier(1)),
    }
}
