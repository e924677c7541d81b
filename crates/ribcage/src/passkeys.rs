//! Where passkeys are good: for the domain that clients reach the server under.

use service::Service;

/// What devices show beside the domain.
const NAME: &str = "Ribcage";
/// The name of this machine, under which browsers let pages have passkeys, too.
const HERE: &str = "localhost";

/// Offers passkeys for the domain of `public_url`; where there is none, on this machine alone.
pub(crate) fn offer(service: &Service, public_url: Option<&str>, port: u16) {
    let here = format!("https://{HERE}:{port}");
    let origin = public_url.unwrap_or(&here).trim_end_matches('/');
    let Some(domain) = domain_of(origin) else {
        tracing::info!("no passkeys are offered: public_url names no domain");
        return;
    };
    if let Err(error) = service.offer_passkeys(domain, NAME, &[origin]) {
        tracing::warn!(%error, "no passkeys are offered");
    }
}

/// The domain of an origin; nothing if it is an address of a machine.
fn domain_of(origin: &str) -> Option<&str> {
    let host = origin.strip_prefix("https://")?.split('/').next()?;
    let domain = host.rsplit_once(':').map_or(host, |(domain, _)| domain);
    let is_address = domain.starts_with('[') || domain.parse::<std::net::IpAddr>().is_ok();
    (!domain.is_empty() && !is_address).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_good_for_a_domain_and_not_for_an_address() {
        assert_eq!(domain_of("https://ribcage.example.org"), Some("ribcage.example.org"));
        assert_eq!(domain_of("https://localhost:8443"), Some("localhost"));
        assert_eq!(domain_of("https://127.0.0.1:8443"), None);
        assert_eq!(domain_of("https://[::1]:8443"), None);
    }
}
