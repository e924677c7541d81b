//! Who is at the other end of a request: whoever has connected, or, if that is a proxy of the deployment's own, whom it names.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use http::HeaderMap;
use ipnet::IpNet;

/// What a proxy adds to by whom it was asked, behind what was there before.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The proxies that are believed when they say by whom they were asked. Nobody else is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

/// It is not a list of addresses and networks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither an address nor a network such as 192.0.2.0/24")]
pub struct NoNetworkError(String);

/// Addresses and networks, with commas between them.
impl FromStr for TrustedProxies {
    type Err = NoNetworkError;

    fn from_str(list: &str) -> Result<Self, Self::Err> {
        let networks = list.split(',').map(str::trim).filter(|network| !network.is_empty());
        let networks = networks.map(|network| {
            let address = network.parse().map(|address: IpAddr| IpNet::from(address));
            address.or_else(|_| network.parse()).map_err(|_| NoNetworkError(network.to_owned()))
        });
        networks.collect::<Result<_, _>>().map(Self)
    }
}

impl TrustedProxies {
    fn has(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Who is at the other end of a request that came by a connection from this address. Each proxy adds to the right, so
    /// what stands left of the first address that is none of ours may be anybody's invention.
    pub(crate) fn client_of(&self, connected: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = connected.to_canonical();
        let lines = headers.get_all(FORWARDED_FOR).iter().rev();
        let mut named = lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
        while self.has(client)
            && let Some(address) = named.next().and_then(address)
        {
            client = address;
        }
        client
    }
}

/// An address, perhaps with a port.
fn address(named: &[u8]) -> Option<IpAddr> {
    let named = std::str::from_utf8(named).ok()?.trim();
    let with_port = || named.parse().map(|address: SocketAddr| address.ip());
    let bare = named.strip_prefix('[').and_then(|named| named.strip_suffix(']')).unwrap_or(named);
    bare.parse().or_else(|_| with_port()).ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(proxies: &str, connected: &str, lines: &[&str]) -> String {
        let proxies: TrustedProxies = proxies.parse().expect("a list");
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, line.parse().expect("a value"));
        }
        proxies.client_of(connected.parse().expect("an address"), &headers).to_string()
    }

    #[test]
    fn only_proxies_of_the_deployments_own_are_believed() {
        let ours = "10.0.0.0/8, 192.0.2.1, 2001:db8::/32";
        for (connected, lines, expected) in [
            // Whoever comes by themselves says what they like.
            ("203.0.113.7", &["198.51.100.1"][..], "203.0.113.7"),
            ("10.1.2.3", &["203.0.113.7"], "203.0.113.7"),
            ("::ffff:10.1.2.3", &["203.0.113.7"], "203.0.113.7"),
            ("10.1.2.3", &[], "10.1.2.3"),
            // What they say is in front of what the proxy has added.
            ("10.1.2.3", &["198.51.100.1, 203.0.113.7"], "203.0.113.7"),
            ("10.1.2.3", &["198.51.100.1", "203.0.113.7"], "203.0.113.7"),
            // One proxy behind the other.
            ("10.1.2.3", &["198.51.100.1, 203.0.113.7, 192.0.2.1,10.9.9.9"], "203.0.113.7"),
            ("10.1.2.3", &["10.1.1.1, 10.2.2.2"], "10.1.1.1"),
            // With ports, and of the long kind.
            ("10.1.2.3", &["203.0.113.7:51234"], "203.0.113.7"),
            ("2001:db8::1", &["[2a00::7]:51234"], "2a00::7"),
            ("2001:db8::1", &["[2a00::7]"], "2a00::7"),
            ("2001:db8::1", &["2a00::7"], "2a00::7"),
            // What names nobody is the proxy's own.
            ("10.1.2.3", &["203.0.113.7, unknown"], "10.1.2.3"),
            ("10.1.2.3", &["203.0.113.7, "], "10.1.2.3"),
            ("10.1.2.3", &["203.0.113.7, unknown, 10.9.9.9"], "10.9.9.9"),
        ] {
            assert_eq!(client(ours, connected, lines), expected, "{connected} {lines:?}");
        }
        assert_eq!(client("", "10.1.2.3", &["203.0.113.7"]), "10.1.2.3");
    }

    #[test]
    fn what_is_no_network_is_named() {
        let error = "10.0.0.0/8,proxy.example.org".parse::<TrustedProxies>().expect_err("a name");
        assert!(error.to_string().contains("proxy.example.org"), "{error}");
        assert!("10.0.0.0/33".parse::<TrustedProxies>().is_err());
    }
}
