//! Who is logged in, as far as the page tells the widget.

use super::near;
use crate::TagoveError;
use crate::redact::Words;
use std::fmt;

/// The largest field of a [`Customer`], in bytes of UTF-8. A page carries every byte to every visitor.
pub const MAX_CUSTOMER_FIELD_BYTES: usize = 64 << 10;

/// Who is logged in: what [`customer_snippet`](crate::customer_snippet) tells the chat widget.
///
/// All four fields are optional. One that is not set is left out of the page, so that the widget keeps what it knows;
/// an empty one is sent empty. Any text is right, also one with quotes, tags or control characters. `Debug` shows
/// sizes only.
///
/// ```
/// let customer = tagove::Customer::new().name("Ada O'Hara").email("ada@example.com");
/// let same = tagove::Customer::new().field("name", "Ada O'Hara")?.field("email", "ada@example.com")?;
/// assert_eq!(customer, same);
/// # Ok::<(), tagove::TagoveError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Customer {
    fields: [Option<String>; 4],
}

/// In the order of the vendor's sample, which is that of the page.
const FIELDS: [&str; 4] = ["name", "email", "phone", "remarks"];
const EMAIL: usize = 1;

impl Customer {
    /// Nobody: nothing is set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The full name.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        self.with(0, name.into())
    }

    /// The e-mail address.
    #[must_use]
    pub fn email(self, email: impl Into<String>) -> Self {
        self.with(EMAIL, email.into())
    }

    /// The phone number, in any form.
    #[must_use]
    pub fn phone(self, phone: impl Into<String>) -> Self {
        self.with(2, phone.into())
    }

    /// Whatever the agent should know. The visitor can read it in the page's source.
    #[must_use]
    pub fn remarks(self, remarks: impl Into<String>) -> Self {
        self.with(3, remarks.into())
    }

    /// A field by its name (`name`, `email`, `phone`, `remarks`), for names that come from outside.
    ///
    /// # Errors
    /// `InvalidRequest` for any other name; the near match is named.
    pub fn field(self, name: &str, value: impl Into<String>) -> Result<Self, TagoveError> {
        match FIELDS.iter().position(|known| *known == name) {
            Some(at) => Ok(self.with(at, value.into())),
            None => Err(TagoveError::invalid_request(format!(
                "`{}` is no field of a customer; {}",
                near::shown(name),
                near::hint(name, &FIELDS)
            ))),
        }
    }

    fn with(mut self, at: usize, value: String) -> Self {
        self.fields[at] = Some(value);
        self
    }

    /// What is set, with its names, in the order of the page.
    pub(super) fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = FIELDS.into_iter().zip(&self.fields);
        fields.filter_map(|(name, value)| Some((name, value.as_deref()?)))
    }

    /// The e-mail address, if it is one that can be hashed.
    pub(super) fn hashable_email(&self) -> Option<&str> {
        let email = self.fields[EMAIL].as_deref();
        email.filter(|email| !email.is_empty())
    }

    /// # Errors
    /// `InvalidRequest` for a field that is larger than [`MAX_CUSTOMER_FIELD_BYTES`].
    pub(super) fn check(&self) -> Result<(), TagoveError> {
        match self
            .given()
            .find(|(_, value)| value.len() > MAX_CUSTOMER_FIELD_BYTES)
        {
            None => Ok(()),
            Some((name, value)) => Err(TagoveError::invalid_request(format!(
                "{name} is {} bytes long, and a field of a customer takes {MAX_CUSTOMER_FIELD_BYTES} at most; shorten it",
                value.len()
            ))),
        }
    }
}

impl fmt::Debug for Customer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Customer");
        for (name, value) in FIELDS.iter().zip(&self.fields) {
            out.field(name, &Words(value.as_deref()));
        }
        out.finish()
    }
}
