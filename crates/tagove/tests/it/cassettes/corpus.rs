use crate::corpus::{corpus, expected, folders, read, run::run, same};
use serde_json::Value;
use tagove::Accept;

/// Their bodies are shorter than announced: the connection that breaks is the point, and a replay has none.
const BROKEN: [&str; 3] = [
    "get_chat/body-shorter-and-truncated",
    "get_chat/body-shorter-than-announced",
    "get_chat/body-shorter-without-any-byte",
];

#[tokio::test]
async fn corpus_every_case_is_a_cassette() {
    let (mut played, mut failures, mut broken) = (0, Vec::new(), Vec::new());
    for folder in folders(&corpus())
        .iter()
        .flat_map(|operation| folders(operation))
    {
        let name = folder
            .strip_prefix(corpus())
            .expect("inside")
            .display()
            .to_string();
        let case = read(&folder.join("case.json"));
        if !folder.join("1.request.http").is_file() {
            continue;
        }
        for format in case["formats"].as_array().expect("formats") {
            let format = format.as_str().expect("a format");
            let accept = if format == "xml" {
                Accept::Xml
            } else {
                Accept::Json
            };
            if tagove::Client::builder()
                .accept(accept)
                .replay(&folder)
                .build()
                .is_err()
            {
                broken.push(name.clone());
                continue;
            }
            let given = run(&case, |client| client.replay(&folder).accept(accept)).await;
            played += 1;
            for (member, value) in expected(&folder, format).as_object().expect("an object") {
                if !same(&given[member], value) {
                    let given: &Value = &given[member];
                    failures.push(format!("{name} ({format}): {member}: {value} is {given}"));
                }
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} differ:\n{}",
        failures.len(),
        failures.join("\n")
    );
    broken.dedup();
    assert_eq!(broken, BROKEN);
    assert!(played > 1000, "{played}");
}
