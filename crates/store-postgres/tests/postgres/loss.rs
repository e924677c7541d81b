//! Connections that are lost: nothing acknowledged goes with them.

use testkit::conformance::world::World;

use crate::engine::{END_ALL_OTHERS, PostgresEngine};
use crate::load::Load;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_ended_under_load_lose_nothing_acknowledged_and_come_back() {
    const ROUNDS: usize = 25;
    let engine = PostgresEngine::new();
    let world = World::open(&engine).await;
    let tenant = world.tenant();
    tenant.commit(tenant.set()).await;
    let load = Load::begin(&tenant);
    let executioner = engine.connect_to_records().await;
    for _ in 0..ROUNDS {
        load.goes_on_by(1).await;
        executioner.batch_execute(END_ALL_OTHERS).await.expect("a superuser may");
    }
    load.goes_on_by(1).await;
    load.end(&tenant).await;
}
