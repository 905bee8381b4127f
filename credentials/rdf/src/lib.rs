#![doc = include_str!("../README.md")]

pub mod canonical;
pub mod contexts;
pub mod json;
pub mod work;
