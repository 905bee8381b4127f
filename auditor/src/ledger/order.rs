//! The arguments of `insignia ledger verify` and `insignia-audit ledger`.

use crate::{Source, at};
use lexopt::prelude::*;
use std::path::PathBuf;

/// The options of a ledger's verification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerOrder {
    /// Where the ledger's files are.
    pub public: Option<Source>,
    /// The caller's own installation, whose database and DID documents are compared.
    pub config: Option<PathBuf>,
    /// The ledger's key, `name+id+key`.
    pub key: Option<String>,
    /// The file with the key and checkpoint of the last verification.
    pub seen: Option<PathBuf>,
    /// Addresses of DID documents to compare with the ledger.
    pub did: Vec<String>,
}

impl LedgerOrder {
    /// Parses the arguments after the command's name. `None`: help is wanted.
    ///
    /// # Errors
    /// If the arguments are invalid.
    pub fn parse(parser: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let mut order = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(None),
                Long("public") => {
                    let place = parser.value()?.string()?;
                    let why = "--public must be a directory, https://…, or http://localhost…";
                    order.public = Some(at(&place).ok_or(why)?);
                }
                Long("config") => order.config = Some(parser.value()?.into()),
                Long("key") => order.key = Some(parser.value()?.string()?),
                Long("seen") => order.seen = Some(parser.value()?.into()),
                Long("did") => order.did.push(parser.value()?.string()?),
                other => return Err(other.unexpected()),
            }
        }
        if order.public.is_none() && order.config.is_none() {
            return Err(
                "--public DIR|URL is missing, or --config server.toml for one's own installation".into()
            );
        }
        Ok(Some(order))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Option<LedgerOrder>, lexopt::Error> {
        LedgerOrder::parse(&mut lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn a_place_is_named_and_can_be_fetched() {
        let order = read("--public https://a.example/ledger --key k --did https://a.example/did.json");
        assert_eq!(order.unwrap().unwrap().did.len(), 1);
        assert_eq!(read("--help").unwrap(), None);
        for bad in ["", "--key k", "--public http://a.example/", "--public", "x"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
