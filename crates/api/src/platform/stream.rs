//! Events as they happen, as server-sent events.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use model::{Interface, Operation, ResourceType};
use service::EventStream;

use super::convert;
use super::events::filter;
use crate::Faces;
use crate::face::{Call, Reply};

/// How often a stream without news says that it is there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Follows events as they happen (server-sent events; each `data` is one event). The stream ends
/// when the caller may no longer see it.
#[utoipa::path(
    get, path = "/api/events/stream", operation_id = "stream_events", tag = "events",
    params(
        ("actor" = Option<String>, Query, description = "id or name of who did it"),
        ("resource" = Option<String>, Query, description = "type and id, `Observation/123`"),
        ("operation" = Option<String>, Query, description = "what was done")
    ),
    responses(
        (status = 200, body = wire::Event, content_type = "text/event-stream"),
        (status = "default", body = wire::Problem)
    )
)]
pub(super) async fn stream_events(State(faces): State<Faces>, request: Request) -> Reply {
    let call = Call::begin(&faces, request, Interface::Api).await?;
    let operation = Operation::StreamEvents;
    let mut query = call.query();
    let asked = filter(&mut query).and_then(|filter| query.finish().map(|()| filter));
    let filter = call.admit(Some((operation, ResourceType::EVENT)), asked).await?;
    let answer = call.service().stream_events(&call.ctx, filter).await;
    Ok(call.answer(operation, answer, |stream| {
        let events = follow(faces.clone(), stream);
        Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response()
    }))
}

/// The events as they come, until there is a reason to end.
fn follow(
    faces: Faces,
    stream: EventStream,
) -> impl futures_core::Stream<Item = Result<Event, axum::Error>> {
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        let mut stream = stream;
        loop {
            let news = tokio::select! {
                news = faces.service().next_events(&mut stream) => news,
                () = sender.closed() => return,
            };
            let Ok(news) = news else { return };
            for event in news {
                let id = event.id.to_string();
                let event = Event::default().id(id).json_data(convert::event(event));
                if sender.send(event).await.is_err() {
                    return;
                }
            }
        }
    });
    tokio_stream::wrappers::ReceiverStream::new(receiver)
}
