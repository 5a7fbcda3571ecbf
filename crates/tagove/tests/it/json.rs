//! What is JSON and what is not, through the reader of kept bodies.

use tagove::{Chat, ErrorKind, Page};

/// Reads `value` as a member that no model knows.
fn read(value: &str) -> Result<String, String> {
    let body = format!(r#"{{"data":{{"chat":{{"id":"1","x":{value}}}}}}}"#);
    match Page::<Chat>::from_body(body.as_bytes()) {
        Ok(page) => Ok(page.iter().next().expect("a chat").extra_json()),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Decode, "{value}");
            Err(error.at().expect("a place").to_owned())
        }
    }
}

#[test]
fn value_that_is_json_is_kept_as_sent() {
    for value in [
        "0",
        "-0",
        "1.5",
        "-1.5e+10",
        "1E9",
        "18446744073709551616",
        "0.12345678901234567890",
        "true",
        "false",
        "null",
        r#""""#,
        r#""\"\\\/\b\f\n\r\t\u00e9""#,
        r#""\ud83d\ude00""#,
        "[]",
        "{}",
        "[1,[2,[3]]]",
        r#"{"a":{"b":[{}]}}"#,
        "\"\u{7f}\"",
        "\"é日👍\"",
    ] {
        assert_eq!(read(value), Ok(format!(r#"{{"x":{value}}}"#)));
    }
}

#[test]
fn value_with_white_space_is_kept_without_it() {
    assert_eq!(
        read(" [ 1 ,\t{ \"a b\" :\r\n2 } ] "),
        Ok(r#"{"x":[1,{"a b":2}]}"#.to_owned())
    );
}

#[test]
fn value_that_is_no_json_is_a_decode_error_at_its_byte() {
    // `{"data":{"chat":{"id":"1","x":` are 30 bytes; the second number is where the value stops being JSON.
    for (value, at) in [
        ("", 0),
        ("NaN", 0),
        ("Infinity", 0),
        ("-", 1),
        ("01", 1),
        ("1.", 2),
        (".5", 0),
        ("+1", 0),
        ("1e", 2),
        ("0x10", 1),
        ("tru", 3),
        ("nulL", 3),
        ("'a'", 0),
        ("[1,]", 3),
        ("[1 2]", 3),
        ("{\"a\"}", 4),
        ("{\"a\":1,}", 7),
        ("{a:1}", 1),
        ("{1:1}", 1),
        ("[", 1),
        ("\"\\x\"", 2),
        ("\"\\u12g4\"", 5),
        ("\"\t\"", 1),
        ("\"\n\"", 1),
        ("\"\u{0}\"", 1),
        ("1,", 2),
        ("[}", 1),
        ("{]", 1),
        ("/*c*/1", 0),
    ] {
        assert_eq!(read(value), Err(format!("byte {}", 30 + at)), "{value:?}");
    }
}

#[test]
fn value_nested_deeper_than_the_limit_is_a_decode_error() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&nested(125)).is_ok());
    assert_eq!(read(&nested(126)), Err("byte 155".to_owned()));
    assert!(read(&nested(200_000)).is_err());
    assert!(read(&"[{\"a\":".repeat(100_000)).is_err());
}

#[test]
fn body_cut_anywhere_is_a_decode_error_at_its_end() {
    let body = r#"{"success": true, "data": [{"account": {"email": "a\u0062\n"}, "chat": {"id": 12, "messages": [null, {}]}}]} "#;
    assert!(Page::<Chat>::from_body(body.as_bytes()).is_ok());
    for length in 0..body.len() - 1 {
        let error = Page::<Chat>::from_body(&body.as_bytes()[..length]).expect_err("a cut body");
        assert_eq!(
            (error.kind(), error.at()),
            (ErrorKind::Decode, Some(&*format!("byte {length}"))),
            "{length}"
        );
    }
}

#[test]
fn many_unknown_members_of_one_name_do_not_cost_square_time() {
    let members: String = (0..200_000)
        .map(|n| format!(",\"m{}\":{n}", n % 100_000))
        .collect();
    let body = format!(r#"{{"data":{{"chat":{{"id":"1"{members}}}}}}}"#);
    let page = Page::<Chat>::from_body(body.as_bytes()).expect("a page");
    assert_eq!(page.warnings().len(), 100_000);
    assert_eq!(
        page.iter()
            .next()
            .map(|chat| chat.extra_json().matches(":1").count() > 0),
        Some(true)
    );
}

#[test]
fn records_above_the_limit_are_a_decode_error() {
    let body = format!(r#"{{"data":[{}{{}}]}}"#, "{},".repeat(500_000));
    let error = Page::<Chat>::from_body(body.as_bytes()).expect_err("too many");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.reason().contains("max_rows"), "{error}");
}

#[test]
fn warnings_above_the_limit_are_a_decode_error() {
    for strange in [r#"{"chat":{"id":"1","messages":[7"#, r#"{"chat":[7"#] {
        let end = if strange.contains("messages") {
            "]}}}"
        } else {
            "]}}"
        };
        let body = format!(r#"{{"data":{strange}{}{end}"#, ",7".repeat(600_000));
        let error = Page::<Chat>::from_body(body.as_bytes()).expect_err("too many");
        assert!(error.reason().contains("more warnings"), "{error}");
    }
}
