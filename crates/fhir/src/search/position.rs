//! `near`: whether a place is within a distance of another (FHIR R4, Location, near).

use model::Json;

use super::text::split;

const EARTH_RADIUS_KM: f64 = 6371.0;
const DISTANCE_KM: f64 = 25.0;
const KM_A_MILE: f64 = 1.609_344;

/// A circle on earth.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Circle {
    latitude: f64,
    longitude: f64,
    radius_km: f64,
}

impl Circle {
    /// Reads `latitude|longitude|distance|units`; the last two may be left out.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let parts = split(text, '|');
        let number = |at: usize| parts.get(at).map(|part| part.parse::<f64>());
        let latitude = number(0)?.ok().filter(|degrees| degrees.abs() <= 90.0)?;
        let longitude = number(1)?.ok().filter(|degrees| degrees.abs() <= 180.0)?;
        let distance = match parts.get(2) {
            None | Some(&"") => DISTANCE_KM,
            Some(text) => {
                text.parse().ok().filter(|distance| (0.0..=40_000.0).contains(distance))?
            }
        };
        let radius_km = match parts.get(3).copied() {
            None | Some("" | "km") => distance,
            Some("m") => distance / 1000.0,
            Some("mi" | "[mi_us]" | "[mi_i]") => distance * KM_A_MILE,
            Some(_) => return None,
        };
        (parts.len() <= 4).then_some(Self { latitude, longitude, radius_km })
    }

    pub(super) fn matches(&self, position: &Json) -> bool {
        let degrees = |name| match position.member(name) {
            Some(Json::Number(text)) => text.parse::<f64>().ok(),
            _ => None,
        };
        let (Some(latitude), Some(longitude)) = (degrees("latitude"), degrees("longitude")) else {
            return false;
        };
        self.distance_km(latitude, longitude) <= self.radius_km
    }

    /// By the haversine formula.
    fn distance_km(&self, latitude: f64, longitude: f64) -> f64 {
        let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let across = self.latitude.to_radians().cos() * latitude.to_radians().cos();
        let part = half(latitude - self.latitude) + across * half(longitude - self.longitude);
        2.0 * EARTH_RADIUS_KM * part.sqrt().min(1.0).asin()
    }
}
