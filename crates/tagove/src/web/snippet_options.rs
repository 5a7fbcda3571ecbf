//! How the script is to stand in the page.

use super::near;
use crate::TagoveError;
use std::fmt;
use std::str::FromStr;

/// In which form the customer stands in the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SnippetForm {
    /// One script with the customer in it. A page with a Content-Security-Policy needs a nonce.
    #[default]
    Inline,
    /// A block of data, and a script that is the same in every page ([`BOOT_SCRIPT`](crate::BOOT_SCRIPT)): a
    /// Content-Security-Policy can name its hash ([`BOOT_SCRIPT_HASH`](crate::BOOT_SCRIPT_HASH)), so that pages without
    /// nonces (cached ones) work too. The two elements have to stay side by side.
    DataBlock,
}

impl SnippetForm {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Inline, Self::DataBlock];

    /// Its name, the same in every language.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::DataBlock => "data_block",
        }
    }
}

impl FromStr for SnippetForm {
    type Err = TagoveError;

    /// # Errors
    /// `InvalidRequest` for any other name; the near match is named.
    fn from_str(word: &str) -> Result<Self, TagoveError> {
        let found = Self::ALL.into_iter().find(|form| form.as_str() == word);
        found.ok_or_else(|| {
            TagoveError::invalid_request(format!(
                "form does not know `{}`; {}",
                near::shown(word),
                near::hint(word, &Self::ALL.map(Self::as_str))
            ))
        })
    }
}

/// Options of [`customer_snippet`](crate::customer_snippet). None is needed.
///
/// ```
/// use tagove::{SnippetForm, SnippetOptions};
///
/// let options = SnippetOptions::new().nonce("rAnd0m+/==").form(SnippetForm::DataBlock);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SnippetOptions {
    pub(super) nonce: Option<String>,
    pub(super) form: SnippetForm,
    pub(super) user_hash: Option<String>,
}

impl SnippetOptions {
    /// One inline script without a nonce.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The nonce of this answer's Content-Security-Policy: base64 or base64url, 1 to 256 characters, without `nonce-`.
    #[must_use]
    pub fn nonce(mut self, nonce: impl Into<String>) -> Self {
        self.nonce = Some(nonce.into());
        self
    }

    /// The form of the script; [`SnippetForm::Inline`] unless set.
    #[must_use]
    pub fn form(mut self, form: SnippetForm) -> Self {
        self.form = form;
        self
    }

    /// What [`user_hash`](crate::user_hash()) gave for the customer's e-mail, which has to be given too. **Of the
    /// vendor's later product** (Acquire).
    #[must_use]
    pub fn user_hash(mut self, user_hash: impl Into<String>) -> Self {
        self.user_hash = Some(user_hash.into());
        self
    }
}

impl fmt::Debug for SnippetOptions {
    /// A nonce opens the policy of its page, and who has the hash is taken for the customer: neither is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SnippetOptions")
            .field("nonce", &self.nonce.as_ref().map(|_| "<redacted>"))
            .field("form", &self.form)
            .field("user_hash", &self.user_hash.as_ref().map(|_| "<redacted>"))
            .finish()
    }
}
