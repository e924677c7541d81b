//! The embedded engine shows every behaviour that the contract asks for.

use crate::engine::SqliteEngine;

testkit::conformance_suite!(SqliteEngine::new());
