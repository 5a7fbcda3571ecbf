//! One connection of the player: requests in, recorded bytes out.

use std::{io, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{
    head::{Head, MAX_HEAD},
    player::Player,
};
use crate::{Asked, Faults, asked::Connected};

/// How long a client may take to notice that we closed.
const DRAIN: Duration = Duration::from_secs(5);

pub(super) async fn serve(player: &Player, mut stream: TcpStream) -> io::Result<()> {
    let connected = Connected::new(stream.local_addr()?.port());
    let mut input = Vec::new();
    loop {
        let head = match next_head(&mut stream, &mut input).await? {
            Next::Head(head) => head,
            Next::End => return Ok(()),
            Next::Refused(status, reason) => {
                stream
                    .write_all(&text(status, &format!("The request {reason}.\n")))
                    .await?;
                return close(stream).await;
            }
        };
        let asked = Asked::new(&connected, head.version(), &head.method, &head.target).headers(
            head.header("x-request-id").as_deref(),
            head.header("authorization").is_some(),
        );
        // Recorded answers are played as they are: no fault.
        let (unanswered, _) = player.journal().open(asked, &connected, &Faults::default());
        let skipped = skip_body(&head, &mut stream, &mut input).await?;
        let answer = player.answer(&head);
        let keeps_alive = matches!(&answer, Ok(recorded) if recorded.keeps_alive);
        match answer {
            Ok(recorded) => stream.write_all(&recorded.bytes).await?,
            Err(miss) => stream.write_all(&text("501 Not Recorded", &miss)).await?,
        }
        unanswered.answered();
        if !keeps_alive || !skipped || head.closes() {
            return close(stream).await;
        }
    }
}

enum Next {
    Head(Head),
    End,
    Refused(&'static str, String),
}

/// Reads up to the end of a head, and takes it off `input`.
async fn next_head(stream: &mut TcpStream, input: &mut Vec<u8>) -> io::Result<Next> {
    loop {
        match Head::parse(input) {
            Ok(Some((head, length))) => {
                input.drain(..length);
                return Ok(Next::Head(head));
            }
            Ok(None) if input.len() > MAX_HEAD => {
                let reason = format!("has a head of more than {MAX_HEAD} bytes");
                return Ok(Next::Refused("431 Request Header Fields Too Large", reason));
            }
            Ok(None) => {}
            Err(reason) => return Ok(Next::Refused("400 Bad Request", reason)),
        }
        if stream.read_buf(input).await? == 0 {
            return Ok(Next::End);
        }
    }
}

/// Reads over a body. False if nobody knows where it ends.
async fn skip_body(head: &Head, stream: &mut TcpStream, input: &mut Vec<u8>) -> io::Result<bool> {
    let Some(mut left) = head.body_length() else {
        return Ok(false);
    };
    loop {
        let here = left.min(input.len());
        input.drain(..here);
        left -= here;
        if left == 0 {
            return Ok(true);
        }
        if stream.read_buf(input).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// Ends what we send. What still comes in is read, for unread bytes would turn the end
/// into a reset, and the client might lose what it was sent.
async fn close(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    let mut rest = [0; 4096];
    let drain = async { while matches!(stream.read(&mut rest).await, Ok(1..)) {} };
    // A client that keeps the connection open for longer than that has seen all there is.
    let _ = tokio::time::timeout(DRAIN, drain).await;
    Ok(())
}

fn text(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .into_bytes()
}
