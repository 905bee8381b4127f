//! What a token reports without a login: its capabilities, and what is unsafe about it.

use crate::{KeyKind, Module, TokenError, TokenName};
use cryptoki::mechanism::MechanismType;
use cryptoki::slot::{Slot, TokenInfo};

/// Kinds of keys with their names and suites, the size of the curve in bits, and the mechanisms that make and use them.
const KINDS: [(KeyKind, &str, &str, usize, MechanismType, MechanismType); 3] = [
    (
        KeyKind::Ed25519,
        "Ed25519",
        "eddsa-rdfc-2022",
        255,
        MechanismType::ECC_EDWARDS_KEY_PAIR_GEN,
        MechanismType::EDDSA,
    ),
    (KeyKind::P256, "P-256", "ecdsa-rdfc-2019", 256, MechanismType::ECC_KEY_PAIR_GEN, MechanismType::ECDSA),
    (KeyKind::P384, "P-384", "ecdsa-rdfc-2019", 384, MechanismType::ECC_KEY_PAIR_GEN, MechanismType::ECDSA),
];

/// A token with its capabilities, as the token reports them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Maker, name and version of the module.
    pub module: String,
    /// Label of the token.
    pub token: String,
    /// Serial number of the token.
    pub serial: String,
    /// Maker and model of the token.
    pub model: String,
    /// Kinds of keys that the token makes and signs with, each with its cryptosuite.
    pub suites: Vec<(String, String)>,
    /// How many wrong PINs the token still accepts.
    pub pin_tries: PinTries,
    /// Problems that make the token unsafe or unusable, in sentences.
    pub wrong: Vec<String>,
    /// Other facts that the operator should know, in sentences.
    pub notes: Vec<String>,
}

/// Remaining tries of the user PIN, as the token reports them. No token reports a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinTries {
    /// No wrong PIN since the last right one.
    All,
    /// A wrong PIN was given since.
    Fewer,
    /// One more wrong PIN locks the token.
    Last,
    /// The PIN is locked: the security officer must set a new one.
    None,
}

impl Module {
    /// The configured token, without its keys.
    ///
    /// # Errors
    /// [`TokenError::NoToken`], [`TokenError::ManyTokens`], or an error of the module.
    pub fn device(&self, name: &TokenName, kind: KeyKind, software: bool) -> Result<Device, TokenError> {
        let (slot, info) = self.find(name)?;
        let library = self.pkcs11.get_library_info()?;
        let version = library.library_version();
        let mechanisms = self.pkcs11.get_mechanism_list(slot)?;
        let able = |kind: &KeyKind| {
            KINDS.iter().any(|(of, _, _, bits, makes, signs)| {
                of == kind && mechanisms.contains(signs) && self.makes(slot, *makes, *bits, &mechanisms)
            })
        };
        let suites = KINDS.iter().filter(|(kind, ..)| able(kind));
        let suites = suites.map(|(_, name, suite, ..)| ((*name).to_owned(), (*suite).to_owned())).collect();
        let mut wrong = unsafe_flags(&info);
        if !able(&kind) {
            wrong.push(no_kind(kind).to_string());
        }
        let mut notes = Vec::new();
        if software || info.manufacturer_id() == "SoftHSM project" {
            notes.push(
                "this is a software token: anybody who copies its files and knows the PIN has the keys"
                    .to_owned(),
            );
        }
        if info.user_pin_to_be_changed() {
            notes.push("the token asks for another user PIN than the one it was delivered with".to_owned());
        }
        Ok(Device {
            module: format!(
                "{}, {} {}.{}",
                library.manufacturer_id(),
                library.library_description(),
                version.major(),
                version.minor()
            ),
            token: info.label().to_owned(),
            serial: info.serial_number().to_owned(),
            model: format!("{}, {}", info.manufacturer_id(), info.model()),
            suites,
            pin_tries: pin_tries(&info),
            wrong,
            notes,
        })
    }

    fn makes(&self, slot: Slot, makes: MechanismType, bits: usize, mechanisms: &[MechanismType]) -> bool {
        // A module that reports no sizes is assumed to support all. For Edwards curves some modules report bits and
        // others bytes.
        mechanisms.contains(&makes)
            && (makes != MechanismType::ECC_KEY_PAIR_GEN
                || self.pkcs11.get_mechanism_info(slot, makes).is_ok_and(|info| {
                    info.max_key_size() == 0 || (info.min_key_size()..=info.max_key_size()).contains(&bits)
                }))
    }
}

/// Why this token cannot make keys of this kind.
pub(crate) fn no_kind(kind: KeyKind) -> TokenError {
    if kind == KeyKind::Ed25519 { TokenError::NoEddsa } else { TokenError::NoEcdsa }
}

fn pin_tries(info: &TokenInfo) -> PinTries {
    if info.user_pin_locked() {
        PinTries::None
    } else if info.user_pin_final_try() {
        PinTries::Last
    } else if info.user_pin_count_low() {
        PinTries::Fewer
    } else {
        PinTries::All
    }
}

fn unsafe_flags(info: &TokenInfo) -> Vec<String> {
    [
        (!info.login_required(), "the token asks for no PIN: anybody who reaches it can sign"),
        (!info.user_pin_initialized(), "the token has no user PIN yet"),
        (info.write_protected(), "the token is write-protected: no key can be made in it or destroyed"),
        (info.error_state(), "the token reports that it failed its own tests"),
    ]
    .into_iter()
    .filter(|(is, _)| *is)
    .map(|(_, says)| says.to_owned())
    .collect()
}
