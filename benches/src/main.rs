//! `cargo run --profile dist -p tagove-benches [decode|xml|tokenizer|stream|small|hostile]`, or `soak [calls]`: all of them if none is named.
//!
//! Peers run in the same process, interleaved round by round; medians are compared as ratios of CPU and wall time.

mod decode;
mod fixed;
mod hostile;
mod pages;
mod peers;
mod rounds;
mod small;
mod soak;
mod stream;
mod tokenizer;
mod xml;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if let [word, url] = &asked[..]
        && word == "hostile-answer"
    {
        return hostile::ask(url);
    }
    if asked == [fixed::WORD] {
        return fixed::serve();
    }
    if let [word, rest @ ..] = &asked[..]
        && word == "soak"
    {
        let calls = rest.first().and_then(|calls| calls.parse().ok());
        return soak::run(calls.unwrap_or(50_000));
    }
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|word| word == name);
    if wanted("decode") {
        decode::run();
    }
    if wanted("xml") {
        xml::run();
    }
    if wanted("small") {
        small::run();
    }
    if wanted("hostile") {
        hostile::run();
    }
    if wanted("tokenizer") {
        tokenizer::run();
    }
    if wanted("stream") {
        stream::run();
    }
}
