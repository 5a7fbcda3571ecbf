//! `cargo run --profile dist -p tagove-benches [decode|xml|tokenizer|stream|hostile]`: all of them if none is named.
//!
//! Peers run in the same process, interleaved round by round; medians are compared as ratios of CPU and wall time.

mod decode;
mod hostile;
mod pages;
mod peers;
mod rounds;
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
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|word| word == name);
    if wanted("decode") {
        decode::run();
    }
    if wanted("xml") {
        xml::run();
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
