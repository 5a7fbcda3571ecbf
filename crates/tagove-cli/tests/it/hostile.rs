//! Answers that were made to cost much end in a typed error, in little memory. The figures are in the benchmarks.
#![cfg(target_os = "linux")]

use crate::command::{Run, finish, tagove};
use crate::stub::{Reply, Stub};
use serde_json::json;
use std::io::{Result, Write};
use std::process::{Command, Stdio};

/// Asks for a list, with no more than half a gigabyte of addresses: threads and their stacks are in it.
fn ask(answer: fn(&mut dyn Write) -> Result<()>, flags: &[&str]) -> Run {
    let stub = Stub::start(move |_| Reply::Raw(answer));
    let args = [&["list-chats", "--format", "jsonl"], flags].concat();
    let plain = tagove(&args);
    let mut limited = Command::new("bash");
    limited
        .args(["-c", "ulimit -v 524288; exec \"$0\" \"$@\""])
        .arg(plain.get_program())
        .args(plain.get_args())
        .env("MALLOC_ARENA_MAX", "1")
        .env_remove("RUST_LOG")
        .envs(stub.environment())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    finish(limited.spawn().expect("started"))
}

fn head(out: &mut dyn Write, more: &str) -> Result<()> {
    write!(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n{more}\r\n")
}

fn repeated(out: &mut dyn Write, piece: &str, bytes: usize) -> Result<()> {
    head(out, "")?;
    out.write_all(br#"{"success":true,"data":["#)?;
    (0..bytes / piece.len().max(1)).try_for_each(|_| out.write_all(piece.as_bytes()))
}

#[test]
fn hostile_small_answer_fits_in_what_the_others_get() {
    let run = ask(
        |out| {
            repeated(out, "", 0)?;
            out.write_all(b"]}")
        },
        &[],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn hostile_brackets_are_refused_at_the_depth_allowed() {
    let run = ask(|out| repeated(out, "[", 200_000), &[]);
    run.assert_refused(7, &json!("Decode"), &["max_depth"]);
    // The outer object, its list, and 126 more.
    assert_eq!(run.message("error")["at"], "byte 150");
    let run = ask(
        |out| {
            head(out, "")?;
            (0..200_000).try_for_each(|_| out.write_all(b"<a>"))
        },
        &["--accept", "xml"],
    );
    run.assert_refused(7, &json!("Decode"), &["max_depth"]);
    assert_eq!(run.message("error")["at"], "byte 384");
}

#[test]
fn hostile_gzip_is_refused_at_the_size_allowed() {
    let run = ask(
        |out| {
            head(out, "Content-Encoding: gzip\r\n")?;
            let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            member.write_all(&vec![b' '; 16 << 20])?;
            let member = member.finish()?;
            // A gigabyte of blanks.
            (0..64).try_for_each(|_| out.write_all(&member))
        },
        &[],
    );
    run.assert_refused(7, &json!("Decode"), &["max_body_bytes"]);
    assert_eq!(run.message("error")["at"], "byte 67108864");
}

#[test]
fn hostile_list_of_nothing_is_refused_at_the_rows_allowed() {
    let run = ask(
        |out| repeated(out, "{},", (64 << 20) - 100).and_then(|()| out.write_all(b"{}]}")),
        &[],
    );
    run.assert_refused(7, &json!("Decode"), &["max_rows"]);
}

#[test]
fn hostile_list_of_numbers_is_refused_at_the_warnings_allowed() {
    let run = ask(
        |out| repeated(out, "1,", (64 << 20) - 100).and_then(|()| out.write_all(b"1]}")),
        &[],
    );
    run.assert_refused(7, &json!("Decode"), &["max_rows"]);
}

#[test]
fn hostile_entities_are_never_expanded() {
    let run = ask(
        |out| {
            head(out, "Content-Type: application/xml\r\n")?;
            out.write_all(b"<!DOCTYPE r [<!ENTITY a0 \"ha\">")?;
            for level in 1..10 {
                let inner = format!("&a{};", level - 1).repeat(10);
                write!(out, "<!ENTITY a{level} \"{inner}\">")?;
            }
            out.write_all(b"]><r>&a9;</r>")
        },
        &[],
    );
    run.assert_refused(7, &json!("Decode"), &["DTD"]);
    assert_eq!(run.message("error")["at"], "byte 0");
}
