//! What an error says of a server that gave no answer, and what to do about it.

/// One line. `made` says that there was a connection.
pub(crate) fn reason(host: &str, proxy: Option<&str>, cause: &str, made: bool) -> String {
    let through = proxy.map_or_else(String::new, |proxy| format!(" through the proxy {proxy}"));
    match made {
        true => format!(
            "{host} gave no answer{through} ({cause}); {}",
            advice(proxy, cause, "ask again")
        ),
        false => {
            let usual = match proxy {
                Some(_) => "check the proxy, base_url and the network",
                None => "check base_url and the network",
            };
            let advice = advice(proxy, cause, usual);
            format!("{host} could not be reached{through} ({cause}); {advice}")
        }
    }
}

/// What helps, told by the words of the libraries below; where they say something else, the usual.
fn advice<'a>(proxy: Option<&str>, cause: &str, usual: &'a str) -> &'a str {
    let has = |words: &[&str]| words.iter().any(|word| cause.contains(word));
    if has(&["UnknownIssuer", "BadSignature"]) {
        "if the server is the right one, give the certificate of its authority as ca_file"
    } else if has(&["CertificateRequired"]) {
        "the server wants a certificate of yours: give it as client_certificate"
    } else if has(&["InvalidContentType"]) {
        "what answers there speaks no TLS: base_url may have to begin with http, or name another port"
    } else if has(&["invalid HTTP version parsed"]) {
        "what answers there speaks no HTTP: base_url may have to begin with https, or name another port"
    } else if proxy.is_some() && has(&["tunnel error"]) {
        "the proxy does not let this through: check its rules and its credentials"
    } else {
        usual
    }
}
