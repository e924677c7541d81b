//! Where somebody on the way in comes from.

use std::net::{IpAddr, Ipv6Addr};

/// Where somebody comes from: an address, or of the long ones the network.
pub(super) type Source = Option<IpAddr>;

/// A network is handed out as a whole where addresses are long (RFC 6177).
pub(super) fn source(address: Option<IpAddr>) -> Source {
    address.map(|address| match address {
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => IpAddr::V4(address),
            None => cut(address, 64),
        },
        address @ IpAddr::V4(_) => address,
    })
}

/// The site that a network is of: as much as one customer gets, at most.
pub(super) fn site(source: Source) -> Source {
    source.map(|source| match source {
        IpAddr::V6(network) => cut(network, 48),
        address @ IpAddr::V4(_) => address,
    })
}

fn cut(address: Ipv6Addr, bits: u32) -> IpAddr {
    IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> (128 - bits) << (128 - bits)))
}
