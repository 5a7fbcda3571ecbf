use std::{io, sync::Arc};

use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject as _},
};
use tagove_server::{Demo, DemoOptions, DemoServer, Fault, Faults, Server};
use tokio::{io::AsyncWriteExt, net::TcpStream};
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::client::{get, parse, request, rest, soon};

fn demo() -> DemoServer {
    Server::demo(Demo::generate(DemoOptions {
        chats: 20,
        ..DemoOptions::default()
    }))
}

async fn bound(server: DemoServer) -> Server {
    server.bind(0).await.expect("a free port")
}

/// Trusts `server`, and shows the certificate in `identity`.
pub(crate) fn trusting(server: &Server, identity: Option<&str>) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    let pem = server.certificate_pem().expect("TLS").as_bytes();
    let certificate = CertificateDer::from_pem_slice(pem).expect("PEM");
    roots.add(certificate).expect("an authority");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots);
    let Some(identity) = identity else {
        return config.with_no_client_auth();
    };
    let certificate = CertificateDer::from_pem_slice(identity.as_bytes()).expect("PEM");
    let key = PrivateKeyDer::from_pem_slice(identity.as_bytes()).expect("PEM");
    config
        .with_client_auth_cert(vec![certificate], key)
        .expect("an identity")
}

async fn connected(
    server: &Server,
    config: ClientConfig,
    name: &'static str,
) -> io::Result<TlsStream<TcpStream>> {
    let stream = TcpStream::connect(server.address())
        .await
        .expect("a connection");
    let name = ServerName::try_from(name).expect("a name");
    let connector = TlsConnector::from(Arc::new(config));
    soon(connector.connect(name, stream)).await
}

/// What one request gives, or how it fails.
async fn asked(server: &Server, config: ClientConfig) -> io::Result<Vec<u8>> {
    let mut stream = connected(server, config, "127.0.0.1").await?;
    let request = request("/chats", "Connection: close\r\n");
    stream.write_all(request.as_bytes()).await?;
    let (bytes, end) = rest(&mut stream).await;
    end.map(|()| bytes)
}

#[tokio::test]
async fn tls_answer_is_the_one_without_it_for_every_name_of_the_server() {
    let (plain, server) = (bound(demo()).await, bound(demo().tls()).await);
    assert_eq!(server.url(), format!("https://{}", server.address()));
    let bytes = asked(&server, trusting(&server, None)).await;
    let answer = parse(&bytes.expect("an answer"));
    assert_eq!(answer.body, get(&plain, "/chats").await.body);
    for name in ["localhost", "::1"] {
        connected(&server, trusting(&server, None), name)
            .await
            .expect(name);
    }
    let stranger = connected(&server, trusting(&server, None), "api.tagove.com").await;
    assert!(stranger.is_err());
    assert_eq!(plain.certificate_pem(), None);
    assert_eq!(plain.client_identity_pem(), None);
}

#[tokio::test]
async fn tls_certificate_is_another_one_each_time_and_trusted_by_nobody_else() {
    let (one, other) = (bound(demo().tls()).await, bound(demo().tls()).await);
    assert_ne!(one.certificate_pem(), other.certificate_pem());
    asked(&one, trusting(&other, None))
        .await
        .expect_err("not trusted");
    assert_eq!(one.journal().request_count(), 0);
}

#[tokio::test]
async fn tls_speaks_the_protocol_that_the_client_offers() {
    let server = bound(demo().tls()).await;
    for (offered, chosen) in [
        (
            &[b"h2".to_vec(), b"http/1.1".to_vec()][..],
            Some(&b"h2"[..]),
        ),
        (&[b"http/1.1".to_vec()], Some(b"http/1.1")),
        (&[], None),
    ] {
        let mut config = trusting(&server, None);
        config.alpn_protocols = offered.to_vec();
        let stream = connected(&server, config, "localhost").await.expect("TLS");
        assert_eq!(stream.get_ref().1.alpn_protocol(), chosen);
    }
}

#[tokio::test]
async fn mutual_tls_lets_in_who_has_a_certificate_of_this_authority() {
    let (server, other) = (bound(demo().mutual_tls()).await, bound(demo().tls()).await);
    let identity = server.client_identity_pem();
    assert!(identity.is_some_and(|pem| pem.contains("PRIVATE KEY")));
    let bytes = asked(&server, trusting(&server, identity)).await;
    assert_eq!(parse(&bytes.expect("an answer")).status, 200);
    for refused in [None, other.client_identity_pem()] {
        asked(&server, trusting(&server, refused))
            .await
            .expect_err("refused");
    }
    assert_eq!(server.journal().request_count(), 1);
    let shown = format!("{server:?}");
    assert!(!shown.contains("PRIVATE KEY"), "{shown}");
}

/// A client of HTTP/2 alone.
fn http_2(server: &Server) -> reqwest::Client {
    let mut config = trusting(server, None);
    config.alpn_protocols = vec![b"h2".to_vec()];
    reqwest::Client::builder()
        .tls_backend_preconfigured(config)
        .http2_prior_knowledge()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .expect("a client")
}

async fn sent(server: &Server, client: &reqwest::Client) -> reqwest::Result<reqwest::Response> {
    let request = client.get(format!("{}/chats?page=1", server.url()));
    soon(request.bearer_auth("any-key").send()).await
}

#[tokio::test]
async fn http_2_answers_and_faults_are_those_of_http_1() {
    let script = Faults::at([
        (2, "503:2".parse().expect("a fault")),
        (3, Fault::ResetBeforeHead),
        (4, Fault::ResetInBody),
        (5, Fault::Truncated),
        (6, Fault::ClosedBeforeHead),
        (7, Fault::RedirectToOtherPort),
    ]);
    let server = bound(demo().tls().faults(script)).await;
    let client = http_2(&server);
    let whole = sent(&server, &client).await.expect("an answer");
    assert_eq!(whole.version(), reqwest::Version::HTTP_2);
    let whole = soon(whole.bytes()).await.expect("a body");
    let refused = sent(&server, &client).await.expect("an answer");
    assert_eq!(
        (refused.status().as_u16(), &refused.headers()["retry-after"]),
        (503, &"2".parse().expect("a value"))
    );

    sent(&server, &client).await.expect_err("a reset");
    for _ in 4..=5 {
        let part = sent(&server, &client).await.expect("a head");
        assert_eq!(part.content_length(), Some(whole.len() as u64));
        soon(part.bytes()).await.expect_err("a part");
    }
    sent(&server, &client).await.expect_err("an end");
    let redirect = sent(&server, &client).await.expect("an answer");
    let other = server.other_address().expect("another port");
    assert_eq!(
        redirect.headers()["location"].to_str().expect("a text"),
        format!("https://{other}/chats?page=1")
    );
    let last = sent(&server, &client).await.expect("an answer");
    assert_eq!(soon(last.bytes()).await.expect("a body"), whole);
    let journal = server.journal();
    assert_eq!((journal.request_count(), journal.hang_ups()), (8, 0));
    let asked = journal.requests();
    assert!(asked.iter().all(|asked| asked.version == "HTTP/2"));
    // Four of the answers ended their connection.
    let connections: Vec<u64> = asked.iter().map(|asked| asked.connection).collect();
    assert_eq!(connections, [1, 1, 1, 2, 3, 4, 5, 5]);
    assert_eq!(journal.connections(), 5);
}

#[tokio::test]
async fn http_2_silence_ends_with_the_client_that_gives_up_and_counts_it() {
    let server = bound(demo().tls().faults(Faults::at([(1, Fault::Silence)]))).await;
    let client = http_2(&server);
    tokio::select! {
        _ = sent(&server, &client) => panic!("answered"),
        () = server.journal().wait_for_requests(1) => {}
    }
    soon(server.journal().wait_for_hang_ups(1)).await;
}
