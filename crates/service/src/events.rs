//! Events: how they are drafted, and how they are shown.

mod audit_events;
mod draft;
mod filter;
mod find_event;
mod list_account_events;
mod list_events;
mod list_own_accesses;
mod stored;
mod stream_events;
mod view;

pub use filter::EventFilter;
pub use list_account_events::AccountEvent;
pub use list_events::EventPage;
pub use list_own_accesses::OwnAccess;
pub use stream_events::EventStream;
pub use view::{EventView, ResourceChange, ResourceView, RowView};

pub(crate) use draft::{BODY, EventRow, HEADER, Outcome, Touch};
pub(crate) use stored::{CallerBody, Header, OwnBody, PersonBody, RowBody};
pub(crate) use view::{LookedUp, people_in};
