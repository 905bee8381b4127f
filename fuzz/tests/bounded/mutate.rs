//! Mutates bytes of the corpus.

use std::path::PathBuf;

use insignia_oracles::Chance;

/// Texts that the formats here are sensitive to.
const WORDS: [&[u8]; 28] = [
    b"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"true",
    b"-0",
    b"1e400",
    b"0.1",
    b"\\ud800",
    b"\\u0000",
    b"\"@context\":",
    b"\"id\":\"\"",
    b"\"type\":[]",
    b"\"proof\":{}",
    b"IDAT",
    b"IEND",
    b"iTXt",
    b"\xff\xff\xff\xff",
    b"\0",
    b"\0\0\0\0",
    b"<![CDATA[",
    b"]]>",
    b"&#0;",
    b"z",
];

/// An input of the corpus with one to four changes.
pub(super) fn mutated(corpus: &[(PathBuf, Vec<u8>)], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = chance.pick(corpus).unwrap().1.clone();
    for _ in 0..=chance.below(4) {
        change(&mut bytes, corpus, chance);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, corpus: &[(PathBuf, Vec<u8>)], chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let end = (at + 1 + chance.below(40)).min(bytes.len());
    match chance.below(8) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let piece = bytes[at..end].to_vec();
            let to = chance.below(bytes.len() + 1);
            drop(bytes.splice(to..to, piece));
        }
        3 => {
            let other = &chance.pick(corpus).unwrap().1;
            let from = chance.below(other.len() + 1);
            drop(bytes.splice(at..end, other[from..].iter().take(200).copied()));
        }
        4 | 5 => drop(bytes.splice(at..at, chance.pick(&WORDS).unwrap().iter().copied())),
        6 => drop(bytes.splice(at..end, chance.pick(&WORDS).unwrap().iter().copied())),
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
    }
}
