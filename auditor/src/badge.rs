//! The verification of a badge, with the report of the web page and with its documents from the network or from files.

mod documents;
mod error;
mod order;
mod report;
mod supply;

pub use error::BadgeError;
pub use order::BadgeOrder;

use credentials::contexts::FurtherContexts;
use credentials::time::Timestamp;
use credentials::verify::{Options, TrustList, Verification};
use documents::Documents;
use messages::Language;
use messages::verification::Report;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use supply::{Source, own_address, supply};
use tlog::VerifierKey;

/// The longest input that is read: the limit of `credentials`, and one byte to detect more.
const MOST: u64 = 20 * 1024 * 1024 + 1;

/// A finished verification.
pub struct CheckedBadge {
    report: Report,
    source: Source,
}

impl CheckedBadge {
    /// Verifies the badge that `order` names. `input` is read if the order names no file.
    ///
    /// # Errors
    /// [`BadgeError`]: wrong usage, or a file that cannot be opened. Both have the exit code 3.
    pub fn of(order: &BadgeOrder, input: impl Read, now: Timestamp) -> Result<Self, BadgeError> {
        let own = order.own.as_deref().map(own_address).transpose()?;
        let options = options(order, own.as_deref())?;
        let mut source = match (own, &order.documents) {
            (_, Some(map)) => Source::Files(Documents::read(map)?),
            (Some(own), None) => Source::Own(own),
            (None, None) => Source::Network,
        };
        let badge = match order.file() {
            Some(file) => open(file)?,
            None => read(input).map_err(BadgeError::Input)?,
        };
        let mut verification = Verification::begin_under(&badge, &options, order.now.unwrap_or(now));
        while let Some(need) = verification.next_need() {
            verification.supply(supply(&need, &mut source));
        }
        let report = Report::of(&verification.report(), Language::English);
        Ok(Self { report, source })
    }

    /// 0 genuine, 1 not valid or no badge, 2 could not be decided.
    pub fn exit_code(&self) -> u8 {
        self.report.verdict.exit_code()
    }
}

/// The caller's trust settings.
fn options(order: &BadgeOrder, own: Option<&str>) -> Result<Options, BadgeError> {
    let general = FurtherContexts::default().with_general_path(jsonld::statements);
    let options = Options::default().with_contexts(general);
    let mut options = order.trust.iter().fold(options, Options::trusting);
    for (name, file) in &order.trust_lists {
        let list = TrustList::parse(name, &open(file)?)
            .map_err(|error| BadgeError::TrustList(file.clone(), error))?;
        options = options.with_trust_list(list);
    }
    for key in &order.ledger_keys {
        options = options.with_ledger_key(VerifierKey::parse(key).map_err(BadgeError::LedgerKey)?);
    }
    if let Some(file) = &order.ledger_proof {
        options = options.with_ledger_proof(open(file)?);
    }
    if let Some(recipient) = &order.recipient {
        options = options.for_recipient(recipient);
    }
    if let Some(own) = own {
        options = options.with_own(own);
    }
    if order.documents.is_some() {
        options = options.without_network();
    }
    Ok(if order.strict { options.strictly() } else { options })
}

fn open(file: &Path) -> Result<Vec<u8>, BadgeError> {
    File::open(file).and_then(read).map_err(|error| BadgeError::File(file.to_owned(), error))
}

fn read(input: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
