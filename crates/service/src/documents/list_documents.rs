//! Finds documents of a type of the tenant's own, newest first or in the order that is asked for.

use std::borrow::Cow;

use model::{Operation, ResourceId, ResourceType};

use super::shown;
use crate::Service;
use crate::ctx::Ctx;
use crate::error::{Answer, ServiceError};
use crate::records::{Search, SearchPage};
use crate::work::{Change, Work};

/// What a list takes of every type, and what a search calls it.
const NAMES: [(&str, &str); 4] =
    [("count", "_count"), ("cursor", "_cursor"), ("sort", "_sort"), ("total", "_total")];

/// Which documents are listed.
#[derive(Debug, Clone, Default)]
pub struct DocumentSearch {
    /// The parameters of the type with their values, and `count`, `cursor`, `sort` and `total`.
    pub parameters: Vec<(String, String)>,
    /// Whom they must be about.
    pub subject: Option<ResourceId>,
}

impl Service {
    /// A page of documents of the type of this name.
    pub async fn list_documents(
        &self,
        ctx: &Ctx,
        type_name: &str,
        search: &DocumentSearch,
    ) -> Answer<SearchPage> {
        self.perform(ctx, Operation::ListDocuments, ResourceType::DOCUMENT, |work| {
            Box::pin(self.show_documents(work, type_name, search))
        })
        .await
    }

    async fn show_documents(
        &self,
        work: &Work<'_>,
        type_name: &str,
        search: &DocumentSearch,
    ) -> Result<Change<SearchPage>, ServiceError> {
        let of = work.document_type(type_name).await?;
        // Who a document is about is personal.
        let is_hidden = !self.policies.hidden(&work.permit, of.kind()).is_empty();
        if search.subject.is_some() && (of.definition.subject.is_none() || is_hidden) {
            return Err(ServiceError::UnknownParameter("subject".to_owned()));
        }
        let vocabulary = of.among().vocabulary;
        let parameters = search.parameters.iter().map(|(name, value)| {
            let known = NAMES.iter().find(|(ours, _)| ours == name);
            let plain = name.split(':').next().unwrap_or(name);
            match known {
                Some((_, theirs)) => Ok(((*theirs).to_owned(), value.clone())),
                None if plain.starts_with('_') && vocabulary.find(plain).is_none() => {
                    Err(ServiceError::UnknownParameter(plain.to_owned()))
                }
                None => Ok((name.clone(), value.clone())),
            }
        });
        let parameters = parameters.collect::<Result<_, _>>()?;
        let search = Search { parameters, is_lenient: false, patient: search.subject.clone() };
        let found = self.find_resources(work, of.among(), &search).await;
        let mut change = found.map_err(in_our_words)?;
        change.guards.push(of.guard());
        change.try_map(|page| {
            let resources = page.resources.into_iter().map(shown).collect::<Result<_, _>>()?;
            Ok(SearchPage { resources, ..page })
        })
    }
}

/// A failure with the name of the parameter as it was sent.
fn in_our_words(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::BadParameter { name, expected } => {
            let ours = NAMES.iter().find(|(_, theirs)| *theirs == name);
            let name = ours.map_or(name, |(ours, _)| Cow::Borrowed(*ours));
            ServiceError::BadParameter { name, expected }
        }
        error => error,
    }
}
