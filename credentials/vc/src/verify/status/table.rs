//! The effect of a status list on a badge, as one table without I/O (Bitstring Status List 1.0, sections 2.1 and
//! 3.2).
//!
//! A clear bit counts only in a list without any fault. A set bit is never hidden: for a revocation it decides if the
//! right issuer signed it for the address that the badge names.

/// The purpose of the badge's entry (`statusPurpose`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A set bit cancels the badge.
    Revocation,
    /// A set bit cancels the badge for a time.
    Suspension,
    /// `message` and `refresh`: no value cancels the badge.
    Note,
}

/// Whether the list has the `id` that the badge names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListId {
    Named,
    /// The list has no `id` (allowed by section 2.2).
    Absent,
    Other,
}

/// The list's own dates at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dates {
    Within,
    Before,
    After,
    Unreadable,
}

/// All facts about a list that matter for a badge, once the badge's value in it was read.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the table")]
pub(super) struct Facts {
    pub(super) purpose: Purpose,
    /// The value is not zero.
    pub(super) set: bool,
    /// The proof is good, and by the badge's issuer or the keeper that the issuer names.
    pub(super) vouched: bool,
    /// The entry's purpose is one of the list's.
    pub(super) for_purpose: bool,
    pub(super) id: ListId,
    pub(super) dates: Dates,
    /// The list has both `validFrom` and `validUntil`.
    pub(super) dated: bool,
    /// The badge's issuer publishes an Insignia ledger: its lists always have an `id` and both dates.
    pub(super) ledger: bool,
}

/// The effect of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ruling {
    Clear,
    Revoked,
    Suspended,
    /// The value may be shown as the issuer's note.
    Noted,
}

/// The reason why a list decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    NotVouched,
    Purpose,
    OtherId,
    DatesUnreadable,
    NotYetValid,
    Expired,
    NoId,
    NoDates,
}

/// The table.
///
/// # Errors
/// The reason why the list decides nothing.
pub(super) fn rule(facts: Facts) -> Result<Ruling, Doubt> {
    if let Some(doubt) = doubt_about_the_list(facts) {
        return Err(doubt);
    }
    if facts.set && facts.purpose == Purpose::Revocation {
        return Ok(Ruling::Revoked);
    }
    if let Some(doubt) = doubt_about_the_time(facts) {
        return Err(doubt);
    }
    Ok(match (facts.purpose, facts.set) {
        (Purpose::Note, _) => Ruling::Noted,
        (Purpose::Suspension, true) => Ruling::Suspended,
        (Purpose::Revocation | Purpose::Suspension, _) => Ruling::Clear,
    })
}

/// Whether it is the issuer's list for this purpose.
fn doubt_about_the_list(facts: Facts) -> Option<Doubt> {
    if !facts.vouched {
        Some(Doubt::NotVouched)
    } else if facts.id == ListId::Other {
        Some(Doubt::OtherId)
    } else if !facts.for_purpose {
        Some(Doubt::Purpose)
    } else {
        None
    }
}

/// Whether the issuer's list is current.
fn doubt_about_the_time(facts: Facts) -> Option<Doubt> {
    match facts.dates {
        Dates::Unreadable => Some(Doubt::DatesUnreadable),
        Dates::Before => Some(Doubt::NotYetValid),
        Dates::After => Some(Doubt::Expired),
        Dates::Within if facts.ledger && facts.id == ListId::Absent => Some(Doubt::NoId),
        Dates::Within if facts.ledger && !facts.dated => Some(Doubt::NoDates),
        Dates::Within => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Facts = Facts {
        purpose: Purpose::Revocation,
        set: false,
        vouched: true,
        for_purpose: true,
        id: ListId::Named,
        dates: Dates::Within,
        dated: true,
        ledger: false,
    };
    const SET: Facts = Facts { set: true, ..GOOD };
    const SUSPENSION: Facts = Facts { purpose: Purpose::Suspension, ..GOOD };
    const SUSPENDED: Facts = Facts { set: true, ..SUSPENSION };
    const NOTE: Facts = Facts { purpose: Purpose::Note, ..GOOD };

    /// The effect of a clear and a set bit, for a revocation and for a suspension.
    type Row = [Result<Ruling, Doubt>; 4];

    const EACH: Row = [Ok(Ruling::Clear), Ok(Ruling::Revoked), Ok(Ruling::Clear), Ok(Ruling::Suspended)];

    /// A revocation is shown whatever the list's dates; everything else stays open.
    fn only_a_revocation(doubt: Doubt) -> Row {
        [Err(doubt), Ok(Ruling::Revoked), Err(doubt), Err(doubt)]
    }

    #[test]
    fn the_whole_table() {
        type Change = fn(Facts) -> Facts;
        let rows: [(Change, Row); 12] = [
            (|facts| facts, EACH),
            (|facts| Facts { ledger: true, ..facts }, EACH),
            (|facts| Facts { id: ListId::Absent, ..facts }, EACH),
            (|facts| Facts { dated: false, ..facts }, EACH),
            (|facts| Facts { vouched: false, ..facts }, [Err(Doubt::NotVouched); 4]),
            (|facts| Facts { id: ListId::Other, ..facts }, [Err(Doubt::OtherId); 4]),
            (|facts| Facts { for_purpose: false, ..facts }, [Err(Doubt::Purpose); 4]),
            (|facts| Facts { dates: Dates::After, ..facts }, only_a_revocation(Doubt::Expired)),
            (|facts| Facts { dates: Dates::Before, ..facts }, only_a_revocation(Doubt::NotYetValid)),
            (|facts| Facts { dates: Dates::Unreadable, ..facts }, only_a_revocation(Doubt::DatesUnreadable)),
            (|facts| Facts { ledger: true, id: ListId::Absent, ..facts }, only_a_revocation(Doubt::NoId)),
            (|facts| Facts { ledger: true, dated: false, ..facts }, only_a_revocation(Doubt::NoDates)),
        ];
        for (at, (change, expected)) in rows.into_iter().enumerate() {
            let ruled = [GOOD, SET, SUSPENSION, SUSPENDED].map(|facts| rule(change(facts)));
            assert_eq!(ruled, expected, "row {at}");
        }
    }

    #[test]
    fn a_set_bit_never_makes_a_better_result_and_a_bad_signature_never_decides() {
        for facts in all() {
            let ruling = rule(facts);
            assert!(facts.vouched || ruling == Err(Doubt::NotVouched), "{facts:?}");
            assert!(!(facts.set && ruling == Ok(Ruling::Clear)), "{facts:?}");
            let is_note = facts.purpose == Purpose::Note;
            assert!(!is_note || matches!(ruling, Ok(Ruling::Noted) | Err(_)), "{facts:?}");
            let whole = facts.dates == Dates::Within && facts.id != ListId::Other && facts.for_purpose;
            assert!(ruling != Ok(Ruling::Clear) || whole, "{facts:?}");
        }
        assert_eq!(rule(NOTE), Ok(Ruling::Noted));
    }

    fn all() -> Vec<Facts> {
        let both = [false, true];
        let mut facts = Vec::new();
        for purpose in [Purpose::Revocation, Purpose::Suspension, Purpose::Note] {
            for id in [ListId::Named, ListId::Absent, ListId::Other] {
                for dates in [Dates::Within, Dates::Before, Dates::After, Dates::Unreadable] {
                    for bits in 0..32_u8 {
                        let bit = |at: u8| both[usize::from(bits >> at & 1)];
                        facts.push(Facts {
                            purpose,
                            set: bit(0),
                            vouched: bit(1),
                            for_purpose: bit(2),
                            id,
                            dates,
                            dated: bit(3),
                            ledger: bit(4),
                        });
                    }
                }
            }
        }
        facts
    }
}
