//! `insignia_fuzz::png` under libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| insignia_fuzz::png(data));
