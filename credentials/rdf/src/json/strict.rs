//! The parser: builds a [`Value`] and stops at the first ambiguity between two readers (RFC 8259, narrowed to I-JSON,
//! RFC 7493).

use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::{JsonError, MAX_DEPTH, numbers};

/// Reads one JSON text to its end, with at most `most` values. The second value is their number.
pub(super) fn read(text: &str, most: u64) -> (Result<Value, JsonError>, u64) {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, left: most };
    let read = reader.whole();
    (read, most - reader.left)
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    /// The next byte.
    at: usize,
    /// The number of values that may still be read.
    left: u64,
}

impl<'a> Reader<'a> {
    fn whole(&mut self) -> Result<Value, JsonError> {
        let value = self.value(0)?;
        self.skip_space();
        if self.at == self.text.len() { Ok(value) } else { Err(self.fault()) }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Consumes a required byte.
    fn expect(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.peek() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            Err(self.fault())
        }
    }

    /// The error for a place where the text is not JSON.
    fn fault(&self) -> JsonError {
        let before = self.bytes.get(..self.at).unwrap_or(self.bytes);
        let line = before.split(|byte| *byte == b'\n').count();
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        JsonError::Syntax { line, column }
    }

    fn value(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.left = self.left.checked_sub(1).ok_or(JsonError::TooMuchWork)?;
        self.skip_space();
        match self.peek() {
            Some(b'"') => self.string().map(Value::String),
            Some(b'{' | b'[') if depth == MAX_DEPTH => Err(JsonError::TooDeep),
            Some(b'{') => self.object(depth + 1),
            Some(b'[') => self.array(depth + 1),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.fault()),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, JsonError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(self.fault());
        }
        self.at += word.len();
        Ok(value)
    }

    fn array(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.at += 1;
        self.skip_space();
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value(depth)?);
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return Err(self.fault()),
            }
        }
        self.at += 1;
        Ok(Value::Array(items))
    }

    fn object(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(Map::new()));
        }
        let mut members = Map::with_capacity(8);
        loop {
            self.skip_space();
            if self.peek() != Some(b'"') {
                return Err(self.fault());
            }
            let name = self.string()?;
            self.skip_space();
            self.expect(b':')?;
            match members.entry(name) {
                Entry::Vacant(place) => {
                    place.insert(self.value(depth)?);
                }
                Entry::Occupied(known) => return Err(JsonError::DuplicateMember(known.key().clone())),
            }
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                _ => return Err(self.fault()),
            }
        }
        self.at += 1;
        Ok(Value::Object(members))
    }

    /// A string whose opening quote is not consumed yet.
    fn string(&mut self) -> Result<String, JsonError> {
        self.at += 1;
        let plain = self.plain_run();
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Ok(plain.to_owned());
        }
        let mut text = plain.to_owned();
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    text.push(self.escaped()?);
                }
                // The end of the text, or an unescaped control character.
                _ => return Err(self.fault()),
            }
            text.push_str(self.plain_run());
        }
    }

    /// The characters up to a quote, a backslash, a control character or the end.
    fn plain_run(&mut self) -> &'a str {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
        let end = self.at + rest.iter().position(ends).unwrap_or(rest.len());
        let run = self.text.get(self.at..end).unwrap_or_default();
        self.at = end;
        run
    }

    /// The character of an escape sequence, after its backslash.
    fn escaped(&mut self) -> Result<char, JsonError> {
        let escaped = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err(self.fault()),
        };
        self.at += 1;
        Ok(escaped)
    }

    /// `uXXXX`, or both of a surrogate pair; a lone surrogate is not a character (RFC 7493, section 2.1).
    fn unicode(&mut self) -> Result<char, JsonError> {
        let first = self.four_digits()?;
        let code = if (0xd800..0xdc00).contains(&first) {
            self.expect(b'\\')?;
            let second = self.four_digits()?;
            if !(0xdc00..0xe000).contains(&second) {
                return Err(self.fault());
            }
            0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.fault())
    }

    fn four_digits(&mut self) -> Result<u32, JsonError> {
        self.expect(b'u')?;
        let digits = self.text.get(self.at..self.at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let code = code.ok_or_else(|| self.fault())?;
        self.at += 4;
        Ok(code)
    }

    fn number(&mut self) -> Result<Value, JsonError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits()?,
            _ => return Err(self.fault()),
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        match numbers::read(text) {
            Some(number) => Ok(Value::Number(number)),
            None => Err(JsonError::UnsafeNumber(text.chars().take(40).collect())),
        }
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), JsonError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return Err(self.fault());
        }
        self.at += count;
        Ok(())
    }
}
