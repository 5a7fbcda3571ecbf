//! The exit codes, final for all commands. 8 (not verified) is kept for commands to come.

use tagove::ErrorKind;

pub(crate) const OK: u8 = 0;
/// An export that may be incomplete.
pub(crate) const FINDINGS: u8 = 1;
pub(crate) const USAGE: u8 = 2;
pub(crate) const DISK: u8 = 9;

/// The code of a failed request.
pub(crate) fn of_kind(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Configuration | ErrorKind::InvalidRequest => USAGE,
        ErrorKind::Authentication | ErrorKind::PermissionDenied => 3,
        ErrorKind::NotFound => 4,
        ErrorKind::RateLimited | ErrorKind::Timeout => 5,
        ErrorKind::Connection => 6,
        ErrorKind::Cancelled => 130,
        // Server and Decode, and whatever kind of failed answer a later core may add.
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_code_of_every_kind_is_the_documented_one() {
        let codes = ErrorKind::ALL.map(|kind| (kind.to_string(), of_kind(kind)));
        let documented = [
            ("Configuration", 2),
            ("InvalidRequest", 2),
            ("Authentication", 3),
            ("PermissionDenied", 3),
            ("NotFound", 4),
            ("RateLimited", 5),
            ("Server", 7),
            ("Connection", 6),
            ("Timeout", 5),
            ("Decode", 7),
            ("Cancelled", 130),
        ];
        assert_eq!(
            codes,
            documented.map(|(kind, code)| (kind.to_owned(), code))
        );
    }
}
