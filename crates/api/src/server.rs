//! Listening: TLS for clients, plain HTTP for the operations port, and a Unix socket for the
//! operator. Connections are bounded, heads must arrive in time, and stopping drains.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UnixListener};
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use crate::proxies::TrustedProxies;

/// How many connections are open at the same time; further ones wait to be accepted.
const CONNECTIONS_MAX: usize = 4096;
/// How long a client may take for its handshake, and for the head of a request.
const HEAD_TIME_MAX: Duration = Duration::from_secs(10);
/// How long requests under way may take once the server is told to stop.
const DRAIN_TIME_MAX: Duration = Duration::from_secs(8);
/// How large the head of a request may be.
const HEAD_BYTES_MAX: usize = 64 * 1024;
/// How many requests one HTTP/2 connection may have under way.
const STREAMS_MAX: u32 = 128;

/// How long an answer is held back to whoever asks too often, so that asking again is no quicker, and how many are at a time.
/// They wait outside of the requests that are worked on, so that this takes nobody's place.
const HELD_BACK: Duration = Duration::from_secs(1);
const HELD_BACK_MAX: usize = 1024;

/// The first byte of a TLS record that begins a handshake (RFC 8446, section 5.1).
const TLS_HANDSHAKE: u8 = 0x16;

/// What somebody hears who speaks plain text to the TLS port.
const PLAIN_TEXT_ANSWER: &[u8] = b"HTTP/1.1 400 Bad Request\r\n\
Content-Type: text/plain; charset=utf-8\r\nContent-Length: 52\r\nConnection: close\r\n\r\n\
This port speaks HTTPS only; use an https:// address";

/// A listener cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The system does not accept connections any more.
    #[error("the listener failed")]
    Listener(#[from] io::Error),
}

/// A server on one listener, until it is told to stop.
pub struct Server {
    /// Turns true when the server is to stop.
    pub stop: watch::Receiver<bool>,
    /// What connections are answered with.
    pub router: Router,
    /// Who is believed by whom they were asked.
    pub proxies: TrustedProxies,
}

/// Where a request comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

/// Stands in an answer that is held back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HeldBack;

/// Who is at the other end of a connection.
#[derive(Clone)]
struct Peer {
    address: IpAddr,
    proxies: Arc<TrustedProxies>,
    room: Arc<Semaphore>,
}

impl Server {
    /// Serves TLS on a listener.
    pub async fn serve_tls(
        self,
        listener: TcpListener,
        config: Arc<rustls::ServerConfig>,
    ) -> Result<(), ServeError> {
        let acceptor = TlsAcceptor::from(config);
        let open = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let mut stop = self.stop.clone();
        let graceful = watch::Sender::new(false);
        let (proxies, room) = (Arc::new(self.proxies), Arc::new(Semaphore::new(HELD_BACK_MAX)));
        loop {
            let Ok(permit) = Arc::clone(&open).acquire_owned().await else {
                break;
            };
            let (stream, peer) = tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok(accepted) => accepted,
                    Err(error) => { pause_after(&error).await; continue }
                },
                () = told_to_stop(&mut stop) => break,
            };
            let (acceptor, router) = (acceptor.clone(), self.router.clone());
            let stopping = graceful.subscribe();
            let (proxies, room) = (Arc::clone(&proxies), Arc::clone(&room));
            let peer = Peer { address: peer.ip(), proxies, room };
            tokio::spawn(async move {
                if let Some(stream) = handshake(acceptor, stream).await {
                    serve_connection(stream, router, Some(peer), stopping).await;
                }
                drop(permit);
            });
        }
        drop(listener);
        drain(&open, &graceful).await;
        Ok(())
    }
}

/// Serves plain HTTP on a listener that no client reaches: the operations port.
pub async fn serve_plain(
    listener: TcpListener,
    router: Router,
    mut stop: watch::Receiver<bool>,
) -> Result<(), ServeError> {
    let stopping = stop.clone();
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => { pause_after(&error).await; continue }
            },
            () = told_to_stop(&mut stop) => return Ok(()),
        };
        tokio::spawn(serve_connection(stream, router.clone(), None, stopping.clone()));
    }
}

/// Serves the operator's socket.
pub async fn serve_unix(
    listener: UnixListener,
    router: Router,
    mut stop: watch::Receiver<bool>,
) -> Result<(), ServeError> {
    let stopping = stop.clone();
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => { pause_after(&error).await; continue }
            },
            () = told_to_stop(&mut stop) => return Ok(()),
        };
        tokio::spawn(serve_connection(stream, router.clone(), None, stopping.clone()));
    }
}

/// The TLS stream of a connection; nothing if the client does not speak TLS, or not in time.
async fn handshake(
    acceptor: TlsAcceptor,
    mut stream: TcpStream,
) -> Option<tokio_rustls::server::TlsStream<TcpStream>> {
    let _ = stream.set_nodelay(true);
    let begun = async {
        let mut first = [0];
        if stream.peek(&mut first).await? == 1 && first[0] != TLS_HANDSHAKE {
            stream.write_all(PLAIN_TEXT_ANSWER).await?;
            stream.shutdown().await?;
            // What is left unread would turn the answer into a reset.
            let mut rest = stream.take(HEAD_BYTES_MAX as u64);
            tokio::io::copy(&mut rest, &mut tokio::io::sink()).await?;
            return Ok(None);
        }
        acceptor.accept(stream).await.map(Some)
    };
    match tokio::time::timeout(HEAD_TIME_MAX, begun).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => {
            tracing::debug!(%error, "a connection did not get through its handshake");
            None
        }
        Err(_) => None,
    }
}

/// Every request of the connection knows where it comes from, if that is known.
async fn serve_connection<S>(
    stream: S,
    router: Router,
    peer: Option<Peer>,
    mut stopping: watch::Receiver<bool>,
) where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let service = hyper::service::service_fn(move |mut request: Request<hyper::body::Incoming>| {
        if let Some(Peer { address, proxies, .. }) = &peer {
            let client = proxies.client_of(*address, request.headers());
            request.extensions_mut().insert(ClientAddress(client));
        }
        let answer = router.clone().oneshot(request.map(axum::body::Body::new));
        let room = peer.as_ref().map(|peer| Arc::clone(&peer.room));
        async move {
            let answer = answer.await;
            let is_held = |answer: &Response| answer.extensions().get::<HeldBack>().is_some();
            if answer.as_ref().is_ok_and(is_held)
                && let Some(Ok(_held)) = room.as_ref().map(|room| room.try_acquire())
            {
                tokio::time::sleep(HELD_BACK).await;
            }
            answer
        }
    });
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME_MAX)
        .max_buf_size(HEAD_BYTES_MAX);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_MAX)
        .max_header_list_size(u32::try_from(HEAD_BYTES_MAX).expect("a small constant"))
        .keep_alive_interval(Some(HEAD_TIME_MAX));
    let graceful = GracefulShutdown::new();
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    let connection = graceful.watch(connection);
    tokio::pin!(connection);
    let result = tokio::select! {
        result = &mut connection => result,
        () = told_to_stop(&mut stopping) => {
            tokio::select! {
                result = &mut connection => result,
                () = graceful.shutdown() => Ok(()),
            }
        }
    };
    if let Err(error) = result {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Tells all connections to finish, and waits for them for as long as stopping may take.
async fn drain(open: &Semaphore, graceful: &watch::Sender<bool>) {
    graceful.send_replace(true);
    let all = u32::try_from(CONNECTIONS_MAX).expect("a small constant");
    if tokio::time::timeout(DRAIN_TIME_MAX, open.acquire_many(all)).await.is_err() {
        tracing::warn!("requests were still under way when the server stopped");
    }
}

/// Returns when the server is told to stop, or when nobody is left to tell it.
async fn told_to_stop(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Out of file descriptors, say: waiting lets some be freed.
async fn pause_after(error: &io::Error) {
    tracing::warn!(%error, "a connection could not be accepted");
    tokio::time::sleep(Duration::from_millis(50)).await;
}
