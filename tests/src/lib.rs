//! Whole-system tests. All of them are in `tests/`; this crate exports nothing.
