//! Depth: much, and too much. The limit counts the brackets around the value too.

use super::{Accept, Either, Refuse, Verdict};

pub(super) fn cases() -> Vec<(Verdict, String, Vec<u8>)> {
    let mut cases = Vec::new();
    for (name, open, core, close) in [
        ("arrays", "[", "", "]"),
        ("objects", r#"{"a":"#, "1", "}"),
        ("both in turn", r#"[{"a":"#, "1", "}]"),
        ("objects with digits as names", r#"{"0":"#, "1", "}"),
        ("arrays with blanks", " [ ", " ", " ] "),
        ("arrays behind a neighbour", "[1,", "2", "]"),
    ] {
        let levels = open.matches(['[', '{']).count();
        for (verdict, depth) in [
            (Accept, 20),
            (Accept, 100),
            (Either, 127),
            (Refuse, 128),
            (Refuse, 1_000),
            (Refuse, 100_000),
        ] {
            let times = depth / levels;
            let nested = open.repeat(times) + core + &close.repeat(times);
            cases.push((verdict, format!("{depth} {name}"), nested.into_bytes()));
            cases.push((
                Refuse,
                format!("{depth} {name}, never closed"),
                open.repeat(times).into_bytes(),
            ));
        }
    }
    cases.push((
        Accept,
        "wide, not deep".to_owned(),
        format!("[{}0]", "[],".repeat(100_000)).into_bytes(),
    ));
    cases.push((
        Accept,
        "long text".to_owned(),
        format!("\"{}\"", "a".repeat(1 << 20)).into_bytes(),
    ));
    cases.push((
        Accept,
        "long number".to_owned(),
        "1".repeat(1 << 20).into_bytes(),
    ));
    cases.push((
        Accept,
        "long name".to_owned(),
        format!("{{\"{}\":1}}", "n".repeat(1 << 20)).into_bytes(),
    ));
    cases.push((
        Accept,
        "many escapes".to_owned(),
        format!("\"{}\"", r"\ud83d".repeat(100_000)).into_bytes(),
    ));
    cases.push((
        Accept,
        "many blanks".to_owned(),
        " \n"
            .repeat(1 << 20)
            .into_bytes()
            .into_iter()
            .chain(*b"1")
            .collect(),
    ));
    cases
}
