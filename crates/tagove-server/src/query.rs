//! Queries, decoded.

use percent_encoding::percent_decode_str;

/// The pairs of a query in the order sent; `+` is a blank.
pub(crate) fn pairs(query: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> Vec<u8> {
    percent_decode_str(&text.replace('+', " ")).collect()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_escaped_query_is_decoded_in_order() {
        let pair = |name: &str, value: &str| (name.as_bytes().to_vec(), value.as_bytes().to_vec());
        assert_eq!(
            pairs("with=messages%2Caccount&&a+b=%2B&flag"),
            [
                pair("with", "messages,account"),
                pair("a b", "+"),
                pair("flag", "")
            ]
        );
    }
}
