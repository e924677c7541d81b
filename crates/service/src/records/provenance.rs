//! Where a version comes from, stored together with it (FHIR R4, Provenance, `X-Provenance`).

use model::{Json, Operation};

use super::incoming::Incoming;
use super::process_transaction::settle_people;
use super::{Stored, id_of_bytes};
use crate::Service;
use crate::error::ServiceError;
use crate::work::{Change, Work};

impl Service {
    /// The change that stores a version, and a `Provenance` of it, if one was sent.
    pub(super) async fn with_provenance(
        &self,
        work: &Work<'_>,
        change: Change<Stored>,
        provenance: Option<&[u8]>,
    ) -> Result<Change<Stored>, ServiceError> {
        let Some(provenance) = provenance else { return Ok(change) };
        let kind = fhir::types::resource_type("Provenance").expect("a type of R4");
        let mut json = Json::parse(provenance)?;
        if fhir::meta::resource_type_of(&json) != Some(kind.name())
            || json.member("target").is_some()
        {
            let detail = "X-Provenance is a Provenance without a target, which is what is stored";
            return Err(ServiceError::BadRequest(detail.to_owned()));
        }
        let of = &change.value.version;
        let target = format!("{}/{}/_history/{}", of.kind, of.id, of.version);
        let target = Json::object([("reference", Json::string(target))]);
        json.set_member("target", Json::Array(vec![target]), 1);
        let incoming = Incoming::check(kind, json)?;
        let permit = self.policies.permit(&work.caller, Operation::CreateResource, kind)?;
        let inner = work.beside(permit);
        let mut id = [0; 16];
        self.rng().fill(&mut id);
        let provenance = self.plan_version(&inner, &id_of_bytes(id), None, incoming).await?;
        let mut both = Change::of(Vec::with_capacity(2));
        both.add(change);
        both.add(provenance);
        settle_people(&mut both)?;
        Ok(both.map(|mut stored| stored.swap_remove(0)))
    }
}
