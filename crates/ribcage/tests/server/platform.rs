//! The platform API: the tenant and its claim, clients, roles and rules, events.

mod access_tokens;
mod changes;
mod claim;
mod clients;
mod compression;
mod documents;
mod events;
mod origins;
mod rules;
mod status;

use serde_json::Value;

use crate::harness::{Answer, Caller};

/// All entries of a list, page by page.
pub(crate) async fn all_pages(caller: &Caller, path: &str) -> Vec<Value> {
    all_pages_of(async |path| caller.get(path).await, path).await
}

/// The same, as anybody asks for them.
pub(crate) async fn all_pages_of(get: impl AsyncFn(&str) -> Answer, path: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut next: Option<String> = None;
    loop {
        let separator = if path.contains('?') { '&' } else { '?' };
        let page = match &next {
            None => get(path).await,
            Some(cursor) => get(&format!("{path}{separator}cursor={cursor}")).await,
        };
        assert_eq!(page.status, 200, "{page:?}");
        let page = page.json();
        items.extend(page["items"].as_array().expect("entries").iter().cloned());
        next = page["next"].as_str().map(ToOwned::to_owned);
        if next.is_none() {
            return items;
        }
    }
}

/// What stands under a name in every entry.
fn texts<'a>(items: &'a [Value], name: &str) -> Vec<&'a str> {
    items.iter().map(|item| item[name].as_str().expect("text")).collect()
}
