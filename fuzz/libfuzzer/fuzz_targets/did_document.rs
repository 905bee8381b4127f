//! `insignia_fuzz::did_document` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| insignia_fuzz::did_document(data));
