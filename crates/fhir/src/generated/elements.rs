//! The members of every shape.
//!
//! Made by `crates/fhir/generate/generate.py`; do not edit.

mod part_1;
mod part_2;
mod part_3;
mod part_4;
mod part_5;
mod part_6;
mod part_7;
mod part_8;

pub(crate) use part_1::*;
pub(crate) use part_2::*;
pub(crate) use part_3::*;
pub(crate) use part_4::*;
pub(crate) use part_5::*;
pub(crate) use part_6::*;
pub(crate) use part_7::*;
pub(crate) use part_8::*;
