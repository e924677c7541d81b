//! What a tenant wants of those who sign in, and for how long they stay so.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::time::Duration;

use model::{Role, Roles};
use serde::{Deserialize, Serialize};

use crate::error::ServiceError;
use crate::sign_in::Assurance;

/// After how long doing nothing somebody may have to sign in again, in minutes.
const IDLE_MINUTES: RangeInclusive<u32> = 1..=1_440;
/// After how long somebody may have to sign in again, in hours.
const SESSION_HOURS: RangeInclusive<u32> = 1..=720;

/// What a tenant wants of those who sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInRules {
    /// How sure it wants to be of everybody.
    pub required: Assurance,
    /// How sure of those with a role, if that is more.
    #[serde(with = "by_name", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<Role, Assurance>,
    /// After how many minutes of doing nothing a session ends.
    pub idle_minutes: u32,
    /// After how many hours it ends in any case.
    pub session_hours: u32,
}

/// What is to change of that; what is not given stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignInChange {
    /// How sure it wants to be of everybody.
    pub required: Option<Assurance>,
    /// How sure of those with a role: these in the place of all before.
    pub roles: Option<BTreeMap<Role, Assurance>>,
    /// After how many minutes of doing nothing a session ends.
    pub idle_minutes: Option<u32>,
    /// After how many hours it ends in any case.
    pub session_hours: Option<u32>,
}

impl Default for SignInRules {
    fn default() -> Self {
        let (required, roles) = (Assurance::default(), BTreeMap::new());
        Self { required, roles, idle_minutes: 30, session_hours: 12 }
    }
}

impl SignInRules {
    /// How sure the tenant wants to be of whoever has these roles.
    pub fn required_of(&self, roles: Roles) -> Assurance {
        let of_roles = self.roles.iter().filter(|(role, _)| roles.contains(**role));
        of_roles.map(|(_, wanted)| *wanted).fold(self.required, Assurance::max)
    }

    /// The rules after a change of them.
    pub(crate) fn changed(&self, change: &SignInChange) -> Result<Self, ServiceError> {
        let changed = Self {
            required: change.required.unwrap_or(self.required),
            roles: change.roles.clone().unwrap_or_else(|| self.roles.clone()),
            idle_minutes: change.idle_minutes.unwrap_or(self.idle_minutes),
            session_hours: change.session_hours.unwrap_or(self.session_hours),
        };
        changed.check()?;
        Ok(changed)
    }

    /// How long a session may go unused.
    pub(crate) const fn idle(&self) -> Duration {
        Duration::from_secs(self.idle_minutes as u64 * 60)
    }

    /// How long a session lasts.
    pub(crate) const fn time(&self) -> Duration {
        Duration::from_secs(self.session_hours as u64 * 3_600)
    }

    /// Whether whoever has signed in under these may go on under others without signing in again.
    pub(crate) fn are_no_stricter_than(&self, before: &Self) -> bool {
        let all = Role::ALL.into_iter().map(|role| std::iter::once(role).collect::<Roles>());
        let each = std::iter::once(Roles::NONE).chain(all);
        each.into_iter().all(|roles| self.required_of(roles) <= before.required_of(roles))
            && self.idle_minutes >= before.idle_minutes
            && self.session_hours >= before.session_hours
    }

    fn check(&self) -> Result<(), ServiceError> {
        if !IDLE_MINUTES.contains(&self.idle_minutes) {
            let (least, most) = IDLE_MINUTES.into_inner();
            return Err(ServiceError::BadRequest(format!(
                "idle_minutes lies between {least} and {most}"
            )));
        }
        if !SESSION_HOURS.contains(&self.session_hours) {
            let (least, most) = SESSION_HOURS.into_inner();
            return Err(ServiceError::BadRequest(format!(
                "session_hours lies between {least} and {most}"
            )));
        }
        Ok(())
    }
}

/// Roles by their names.
mod by_name {
    use std::collections::BTreeMap;

    use model::Role;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use crate::sign_in::Assurance;

    pub(super) fn serialize<S: Serializer>(
        roles: &BTreeMap<Role, Assurance>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let named: BTreeMap<_, _> = roles.iter().map(|(role, it)| (role.name(), it)).collect();
        named.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<Role, Assurance>, D::Error> {
        let named = BTreeMap::<String, Assurance>::deserialize(deserializer)?;
        named
            .into_iter()
            .map(|(name, it)| Ok((name.parse().map_err(D::Error::custom)?, it)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(required: Assurance, administrators: Option<Assurance>) -> SignInRules {
        let roles = administrators.map(|wanted| (Role::Administrator, wanted));
        SignInRules { required, roles: roles.into_iter().collect(), ..SignInRules::default() }
    }

    #[test]
    fn the_strictest_of_all_that_holds_for_somebody_counts() {
        let rules = rules(Assurance::TwoFactors, Some(Assurance::PhishingResistant));
        let of = |roles: &[Role]| rules.required_of(roles.iter().copied().collect());
        assert_eq!(of(&[Role::Clinician]), Assurance::TwoFactors);
        assert_eq!(of(&[Role::Clinician, Role::Administrator]), Assurance::PhishingResistant);
    }

    #[test]
    fn rules_are_stricter_when_they_are_for_anybody() {
        let open = rules(Assurance::OneFactor, None);
        let strict = rules(Assurance::OneFactor, Some(Assurance::TwoFactors));
        assert!(open.are_no_stricter_than(&strict));
        assert!(!strict.are_no_stricter_than(&open));
        let short = SignInRules { idle_minutes: 5, ..open.clone() };
        assert!(open.are_no_stricter_than(&short) && !short.are_no_stricter_than(&open));
    }

    #[test]
    fn what_is_left_out_of_a_change_stays() {
        let before = rules(Assurance::OneFactor, Some(Assurance::TwoFactors));
        let change = SignInChange { idle_minutes: Some(45), ..SignInChange::default() };
        let expected = SignInRules { idle_minutes: 45, ..before.clone() };
        assert_eq!(before.changed(&change).expect("rules"), expected);
        let none = SignInChange { roles: Some(BTreeMap::new()), ..SignInChange::default() };
        assert_eq!(before.changed(&none).expect("rules"), rules(Assurance::OneFactor, None));
        let never = SignInChange { session_hours: Some(0), ..SignInChange::default() };
        assert!(before.changed(&never).is_err());
    }

    #[test]
    fn rules_are_stored_with_the_names_of_roles() {
        let rules = rules(Assurance::TwoFactors, Some(Assurance::PhishingResistant));
        let text = serde_json::to_string(&rules).expect("JSON");
        assert_eq!(
            text,
            r#"{"required":"two_factors","roles":{"administrator":"phishing_resistant"},"idle_minutes":30,"session_hours":12}"#
        );
        assert_eq!(serde_json::from_str::<SignInRules>(&text).expect("rules"), rules);
    }
}
