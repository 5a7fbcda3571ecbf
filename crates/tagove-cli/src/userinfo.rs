//! User names and passwords in URLs, as those of proxies have them, are kept out of all that is written.

use crate::secret;
use percent_encoding::percent_decode_str;
use std::ffi::OsString;

/// Where the environment names proxies.
const VARIABLES: [&str; 6] = [
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
];

/// Keeps what stands before the `@` of a URL, with or without its scheme, out of all that is written from here on. A
/// user name alone is no secret where a password follows: it may be a word of our own messages.
fn know(url: &str) {
    for part in parts(url) {
        secret::know(&part);
    }
}

/// The same for the environment's proxies, and for every argument that is a URL.
pub(crate) fn keep_secret(args: &[OsString]) {
    let of_environment = VARIABLES.iter().filter_map(std::env::var_os);
    for url in of_environment {
        know(&url.to_string_lossy());
    }
    for arg in args {
        let arg = arg.to_string_lossy();
        if arg.contains("://") {
            know(&arg);
        }
    }
}

/// The same for refused arguments, which can be half of a URL as well: a message may repeat them.
pub(crate) fn keep_secret_of(args: &[OsString]) {
    for arg in args {
        know(&arg.to_string_lossy());
    }
}

/// User and password together, the password, and both with their percent escapes undone.
fn parts(url: &str) -> Vec<String> {
    // A password may hold an `@` in a URL that is none, and a path may hold one.
    let ends = [url.find('@'), url.rfind('@')].into_iter().flatten();
    let mut parts = Vec::new();
    for end in ends {
        let both = match url[..end].split_once(":/") {
            Some((_, rest)) => rest.trim_start_matches('/'),
            None => &url[..end],
        };
        // Behind every colon something secret can begin.
        let passwords = both.match_indices(':').map(|(at, _)| &both[at + 1..]);
        for part in std::iter::once(both).chain(passwords) {
            let plain = percent_decode_str(part).decode_utf8_lossy();
            parts.extend([part.to_owned(), plain.into_owned()]);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn user_and_password_of_a_url_are_found_in_every_form() {
        for url in [
            "http://user:hunter2@proxy:3128",
            "HTTPS://user:hunter2@:bad",
            "http:/user:hunter2@proxy",
            "http:user:hunter2@proxy",
            "user:hunter2@proxy",
            "--proxi=http://user:hunter2@proxy",
            "http://user:hunter%32@proxy/a",
            "http://user:hunter2@proxy/a@b",
        ] {
            assert!(parts(url).iter().any(|part| part == "hunter2"), "{url}");
        }
        assert!(parts("http://token-1@proxy").contains(&"token-1".to_owned()));
        assert!(parts("http://a@b:c%40d@proxy").contains(&"c@d".to_owned()));
        assert_eq!(parts("http://proxy:3128"), [""; 0]);
    }
}
