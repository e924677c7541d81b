//! What the clinic writes down beside FHIR, in types of its own.

use model::Clock as _;

use super::Seeding;
use crate::demo::calendar::Day;
use crate::demo::door::items;
use crate::demo::people::PULMONOLOGIST;
use crate::demo::sample::{CHECK, EXPERIENCE, checks, experience, own_types};

/// The patients who are asked how they found their visit.
const ASKED: std::ops::RangeInclusive<usize> = 2..=4;

impl Seeding {
    /// The types are registered.
    pub(super) async fn register_types(&self) -> anyhow::Result<()> {
        let administrator = self.administrator().await?;
        let known = administrator.get("/api/document-types").await?;
        for new in own_types() {
            self.pass(4);
            if !items(&known).any(|it| it["name"] == new["name"]) {
                administrator.post("/api/document-types", &new).await?;
            }
        }
        administrator.sign_out().await
    }

    /// The devices are checked, and some patients say how they found their visit.
    pub(super) async fn check_devices(&self, number: usize) -> anyhow::Result<()> {
        let clinician = self.member(PULMONOLOGIST).await?;
        let today = Day::of(self.clock.now());
        let said = ASKED.map(|patient| experience(self.patient(patient), number + patient, today));
        let left = checks(number, today).into_iter().map(|it| (CHECK, it));
        for (kind, (id, document)) in left.chain(said.map(|it| (EXPERIENCE, it))) {
            self.pass(2);
            clinician.put(&format!("/api/types/{kind}/{id}"), &document).await?;
        }
        clinician.sign_out().await
    }
}
