//! Which path is which operation.

use axum::{
    Router,
    extract::{Path, RawQuery, State, rejection::PathRejection},
    handler::Handler,
    middleware,
    routing::{self, MethodRouter},
};

use super::{
    Api,
    answer::{Answer, Refusal},
    chats, format, gate, journal_page,
    parameters::Parameters,
    visitors,
};
use crate::demo::Store;

pub(super) fn router(api: Api, compression: bool) -> Router {
    let router = Router::new()
        .route("/chats", list(chats::list))
        .route("/chat/{id}", record(chats::one))
        .route("/chat/{id}/messages", record(chats::messages))
        .route("/chat/{id}/recording", record(chats::recording))
        .route("/visitor", list(visitors::list))
        .route("/visitor/{id}", record(visitors::one))
        .fallback(async || Refusal::path())
        .method_not_allowed_fallback(async || Refusal::method())
        .layer(middleware::from_fn_with_state(api.clone(), gate::admit))
        .layer(middleware::from_fn(format::write));
    let router = if compression {
        compressed(router)
    } else {
        router
    };
    router
        .layer(middleware::from_fn_with_state(api.clone(), gate::pass))
        // Behind the layers, so that it passes no gate.
        .route("/__requests", routing::get(journal_page::show))
        .with_state(api)
}

#[cfg(feature = "compression")]
fn compressed(router: Router<Api>) -> Router<Api> {
    use tower_http::compression::{CompressionLayer, predicate::SizeAbove};
    // Also what is too short to gain by it: a client is to meet every encoding.
    router.layer(CompressionLayer::new().compress_when(SizeAbove::new(0)))
}

#[cfg(not(feature = "compression"))]
fn compressed(router: Router<Api>) -> Router<Api> {
    router
}

type Outcome = Result<Answer, Refusal>;

fn list(answer: fn(&Store, &Parameters) -> Outcome) -> MethodRouter<Api> {
    read(
        async move |State(Api(state)): State<Api>, RawQuery(query): RawQuery| {
            let parameters = Parameters::read(query.as_deref(), &state.behaviour)?;
            state.history.list(|store| answer(store, &parameters))
        },
    )
}

fn record(answer: fn(&Store, &str) -> Outcome) -> MethodRouter<Api> {
    read(
        async move |State(Api(state)): State<Api>, id: Result<Path<String>, PathRejection>| {
            let Path(id) = id.map_err(|_| Refusal::invalid("The id is no UTF-8."))?;
            state.history.record(|store| answer(store, &id))
        },
    )
}

/// GET alone; axum would let HEAD in with it.
fn read<T: 'static>(handler: impl Handler<T, Api>) -> MethodRouter<Api> {
    routing::get(handler).head(async || Refusal::method())
}
