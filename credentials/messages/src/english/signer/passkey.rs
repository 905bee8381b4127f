use signer_facts::reason::PasskeyReason;

pub(super) const fn says(reason: PasskeyReason) -> &'static str {
    match reason {
        PasskeyReason::Encoding => "the passkey's answer is not base64url",
        PasskeyReason::KeyKind => {
            "the passkey's key is neither P-256 (ES256), Ed25519, nor RSA (RS256) of 2048 to 4096 bits. Enrol another kind of passkey"
        }
        PasskeyReason::Id => "the passkey's id is not base64url of 1 to 1,023 bytes",
        PasskeyReason::ClientData => "the browser's part of the answer is malformed",
        PasskeyReason::ClientDataKind => "the browser's part of the answer is of another kind",
        PasskeyReason::TooShort => "the passkey's answer is too short",
        PasskeyReason::Length => "the passkey's answer has a length that it cannot have",
        PasskeyReason::Signature => "the passkey's signature is not valid",
        PasskeyReason::UserNotVerified => "the passkey did not verify its user (PIN, fingerprint or face)",
        PasskeyReason::BackupFlags => {
            "the passkey reports that it is backed up although it does not allow backups"
        }
        PasskeyReason::Counter => {
            "the passkey's counter went back: the answer was used before, or the passkey was copied"
        }
        PasskeyReason::OtherPage => "the passkey was used on another page than the approval desk",
        PasskeyReason::OtherSite => "the passkey answered for another site",
        PasskeyReason::OtherText => {
            "the passkey's answer is for another text than the one that is waiting here"
        }
    }
}
