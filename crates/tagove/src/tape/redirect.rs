//! Redirects that were followed: each is an exchange of its own, which a replay follows as the client did.

use super::forget::Forget;
use super::redact;
use super::target;
use crate::receive::Redirect;
use url::Url;

/// What was asked for, below the base URL: what was called first, then where each redirect led.
pub(super) fn targets(
    called: &str,
    redirects: &[Redirect],
    base: &Url,
    forget: &Forget,
    redact: bool,
) -> Vec<String> {
    let led = redirects.iter().map(|redirect| {
        let target = forget.in_url(&target::below(base, &redirect.target));
        match redact {
            true => redact::target(&target, called),
            false => target,
        }
    });
    std::iter::once(called.to_owned()).chain(led).collect()
}

/// A `Location` that leads from one to the other wherever the base URL is.
pub(super) fn location(from: &str, to: &str) -> String {
    let url = |target: &str| Url::parse(&format!("http://host{target}")).ok();
    let relative = || {
        let (from, to) = (url(from)?, url(to)?);
        let relative = from.make_relative(&to)?;
        // Not every relative one means what it was made of: `a:b` has a scheme.
        (from.join(&relative).ok()? == to).then_some(relative)
    };
    relative().unwrap_or_else(|| to.to_owned())
}

#[cfg(test)]
mod tests {
    use super::location;

    #[test]
    fn location_leads_to_the_next_target() {
        for (from, to, expected) in [
            ("/chat/7", "/chat/8", "8"),
            ("/chat/7", "/v2/chat/7", "../v2/chat/7"),
            ("/chat/7", "/chat/7", ""),
            ("/chats?page=1", "/chats?page=1&limit=2", "?page=1&limit=2"),
            ("/chat/7", "/chat/a:b", "/chat/a:b"),
        ] {
            assert_eq!(location(from, to), expected, "{from} to {to}");
        }
    }
}
