//! Answers that were made to cost much, over the wire: each has to end in a typed error, in under a second and 256 MiB.
//!
//! Every one is asked for by a process of its own, whose highest memory use the system knows.

use std::io::{BufRead as _, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::time::Instant;
use tagove::{Client, ListChats};

const NAMES: [&str; 8] = [
    "nothing (the price of a process)",
    "200 000 nested brackets",
    "1 GiB of blanks as gzip",
    "1 GiB of blanks as zstd",
    "64 MiB list of {}",
    "64 MiB list of numbers",
    "64 MiB of nested digit keys",
    "billion laughs",
];

#[expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark of something broken must not be printed"
)]
pub(crate) fn run() {
    println!("\nhostile answers (target: a typed error in under 1 s and 256 MiB)");
    println!("  {:<36}{:>9}{:>9}", "", "wall ms", "MiB");
    for name in NAMES {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        std::thread::spawn(move || {
            if let Ok((stream, _)) = listener.accept() {
                // A client that has seen enough hangs up.
                let _ = answer(stream, name);
            }
        });
        let own = std::env::current_exe().expect("this program");
        let output = Command::new(own)
            .args(["hostile-answer", &url])
            .output()
            .expect("started");
        print!("  {name:<36}{}", String::from_utf8_lossy(&output.stdout));
    }
}

/// The process that asks: prints its time, its memory and what came.
#[expect(clippy::expect_used, clippy::print_stdout, reason = "as above")]
pub(crate) fn ask(url: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let client = Client::builder().api_key("k").base_url(url).build();
    let mut pages = client.expect("a client").list_chats(ListChats::new());
    let begin = Instant::now();
    let asked = runtime.block_on(pages.next_page());
    let wall = begin.elapsed();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let highest = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = highest.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok());
    let said = match asked {
        Ok(_) => "a page".to_owned(),
        Err(error) => format!("{}: {error}", error.kind()),
    };
    let memory: f64 = kilobytes.unwrap_or(f64::NAN);
    println!(
        "{:>9.0}{:>9.0}  {said}",
        wall.as_secs_f64() * 1e3,
        memory / 1024.0
    );
}

fn answer(stream: TcpStream, name: &str) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let mut out = std::io::BufWriter::with_capacity(1 << 16, stream);
    let encoding = match name {
        _ if name.ends_with("gzip") => "Content-Encoding: gzip\r\n",
        _ if name.ends_with("zstd") => "Content-Encoding: zstd\r\n",
        _ => "",
    };
    write!(
        out,
        "HTTP/1.1 200 OK\r\n{encoding}Connection: close\r\n\r\n"
    )?;
    let mut repeat = |begin: &str, piece: &str, times: usize, end: &str| {
        out.write_all(begin.as_bytes())?;
        (0..times).try_for_each(|_| out.write_all(piece.as_bytes()))?;
        out.write_all(end.as_bytes())
    };
    let begin = r#"{"success":true,"data":["#;
    match name {
        "200 000 nested brackets" => repeat(begin, "[", 200_000, "")?,
        "1 GiB of blanks as gzip" => {
            let mut gzip = flate2::write::GzEncoder::new(&mut out, flate2::Compression::best());
            blanks(&mut gzip)?;
            gzip.finish()?;
        }
        "1 GiB of blanks as zstd" => {
            let mut zstd = zstd::stream::write::Encoder::new(&mut out, 3)?;
            blanks(&mut zstd)?;
            zstd.finish()?;
        }
        "64 MiB list of {}" => repeat(begin, "{},", (64 << 20) / 3 - 20, "{}]}")?,
        "64 MiB list of numbers" => repeat(begin, "1,", (32 << 20) - 20, "1]}")?,
        "64 MiB of nested digit keys" => {
            // Each level begins as a list and turns out to be none.
            let wide = r#","x":1"#.repeat(((64 << 20) / 120 - 10) / 6);
            repeat(begin, r#"{"0":"#, 120, "null")?;
            repeat("", &format!("{wide}}}"), 120, "]}")?;
        }
        "billion laughs" => {
            let mut dtd = "<!DOCTYPE r [<!ENTITY a0 \"ha\">".to_owned();
            for level in 1..10 {
                let inner = format!("&a{};", level - 1).repeat(10);
                dtd.push_str(&format!("<!ENTITY a{level} \"{inner}\">"));
            }
            repeat("", &format!("{dtd}]><r>&a9;</r>"), 1, "")?;
        }
        _ => repeat(begin, "", 0, "]}")?,
    }
    out.flush()
}

fn blanks(out: &mut impl Write) -> std::io::Result<()> {
    let mega = [b' '; 1 << 20];
    (0..1024).try_for_each(|_| out.write_all(&mega))
}
