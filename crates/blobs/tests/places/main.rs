//! Both kinds of places do the same; and what becomes of a store that is far away and not well.

#![expect(clippy::disallowed_methods, reason = "tests look at what is kept")]

mod bucket;
mod folder;
mod hanging;
