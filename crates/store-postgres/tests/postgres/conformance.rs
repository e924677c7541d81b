//! What every engine must do.

use crate::engine::PostgresEngine;

testkit::conformance_suite!(PostgresEngine::new());
