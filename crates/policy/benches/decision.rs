//! How long a decision takes: one that is remembered, as nearly all are, and one that the rules are asked for.

use std::hint::black_box;

use criterion::Criterion;
use model::{
    Caller, ClientId, Interface, LogSubject, Operation, Principal, ResourceType, Role, TenantId,
};
use policy::Policies;

const OBSERVATION: ResourceType = ResourceType::declare(1, "Observation");

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut decisions = criterion.benchmark_group("decision");
    let policies = Policies::built_in();

    let clinician = clinician();
    decisions.bench_function("remembered", |bencher| {
        bencher
            .iter(|| policies.permit(black_box(&clinician), Operation::ReadResource, OBSERVATION));
    });

    // A label that was never seen makes a question that was never asked.
    let mut labels = 0_u64..;
    decisions.bench_function("new", |bencher| {
        bencher.iter(|| {
            let label = labels.next().map(|number| number.to_string()).into_iter().collect();
            policies.explain(clinician.roles, Operation::ReadResource, OBSERVATION, Some(label))
        });
    });
    decisions.finish();
    criterion.final_summary();
}

fn clinician() -> Caller {
    Caller {
        tenant: TenantId::from_number(1),
        principal: Principal::Client(ClientId::from_bytes([1; 16])),
        name: "a client".to_owned(),
        roles: [Role::Clinician].into_iter().collect(),
        own: None,
        credential: None,
        session: None,
        log_subject: LogSubject::from_bytes([2; 16]),
        interface: Interface::Fhir,
        address: None,
        scopes: None,
    }
}
