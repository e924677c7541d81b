//! Who works at the clinic, and who signs in there besides.

/// Somebody who signs in: with which address, as whom, and as what.
pub(super) struct Member {
    pub(super) email: &'static str,
    pub(super) name: &'static str,
    pub(super) role: &'static str,
}

pub(super) const CLINICIAN: &str = "clinician@demo.example";
pub(super) const PULMONOLOGIST: &str = "pulmonologist@demo.example";
pub(super) const ANALYST: &str = "analyst@demo.example";
pub(super) const AUDITOR: &str = "auditor@demo.example";
pub(super) const PRIVACY_OFFICER: &str = "privacy.officer@demo.example";
pub(super) const PATIENT: &str = "patient@demo.example";
/// Who has been invited, and has not come yet.
pub(super) const INVITED: &str = "locum@demo.example";

/// Those who work there. All have the names of practitioners, or of what they do.
pub(super) const TEAM: [Member; 5] = [
    Member { email: CLINICIAN, name: "Marit Solberg", role: "clinician" },
    Member { email: PULMONOLOGIST, name: "Rui Aguiar", role: "clinician" },
    Member { email: ANALYST, name: "Demo analyst", role: "analyst" },
    Member { email: AUDITOR, name: "Demo auditor", role: "auditor" },
    Member { email: PRIVACY_OFFICER, name: "Demo privacy officer", role: "privacy_officer" },
];

/// What somebody who signs in may do.
pub(super) fn role(email: &str) -> &'static str {
    let of_team = TEAM.iter().find(|member| member.email == email);
    let of_others = if email == PATIENT { "patient" } else { "administrator" };
    of_team.map_or(of_others, |member| member.role)
}
