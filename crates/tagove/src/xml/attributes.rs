//! Attributes as members.

use super::Result;
use crate::json::Fault;
use quick_xml::XmlVersion;
use quick_xml::errors::Error;
use quick_xml::escape::EscapeError;
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;
use std::collections::HashSet;

/// Attributes on one element: some hundred times what any has.
const MOST: usize = 10_000;

/// What an element's attributes say.
pub(super) struct Said<'x> {
    /// `xsi:nil`: there is no value.
    pub(super) nil: bool,
    /// Those that are members: name and value.
    pub(super) members: Vec<(&'x str, Cow<'x, str>)>,
}

/// Reads the attributes of an element, which stand at `at`.
pub(super) fn read<'x>(source: &'x str, at: usize) -> Result<Said<'x>> {
    let mut said = Said {
        nil: false,
        members: Vec::new(),
    };
    let refused = |within| Fault::byte(at + within, "an attribute that is not well-formed");
    let place = |part: &str| part.as_ptr() as usize - source.as_ptr() as usize;
    let mut names = HashSet::new();
    // Its own check for repeated names compares each with each.
    let mut attributes = Attributes::new(source, 0);
    for attribute in attributes.with_checks(false) {
        if names.len() >= MOST {
            let what = "more attributes on one element than are read";
            return Err(Fault::byte(at, what));
        }
        let attribute = attribute.map_err(|_| refused(0))?;
        let name = checked(attribute.key.0, at + place(attribute.key.0))?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| {
                let reference = match error {
                    Error::Escape(EscapeError::UnrecognizedEntity(range, _)) => range.start - 1,
                    _ => 0,
                };
                let value = match &attribute.value {
                    Cow::Borrowed(value) => place(value),
                    Cow::Owned(_) => place(name),
                };
                refused(value + reference)
            })?;
        if !names.insert(name) {
            return Err(refused(place(name)));
        }
        match name.rsplit_once(':') {
            None if name == "xmlns" => {}
            Some(("xmlns", _)) => {}
            // These speak of the XML, not of the record: they must not fill a field.
            Some((_, "nil")) if is_true(&value) => said.nil = true,
            Some(("xsi" | "xml", _)) => said.members.push((name, value)),
            None if name == "nil" && is_true(&value) => said.nil = true,
            Some((_, local)) => said.members.push((local, value)),
            None => said.members.push((name, value)),
        }
    }
    Ok(said)
}

fn is_true(value: &str) -> bool {
    matches!(value, "true" | "1")
}

/// A name that XML allows, near enough: the reader takes whatever stands before a blank.
fn checked(name: &str, at: usize) -> Result<&str> {
    local(name, at).map(|_| name)
}

/// The same without its prefix.
pub(super) fn local(name: &str, at: usize) -> Result<&str> {
    let (mut sound, mut begin) = (true, 0);
    for (index, byte) in name.bytes().enumerate() {
        sound &= byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'-' | b'.' | b':')
            || byte >= 0x80;
        if byte == b':' {
            begin = index + 1;
        }
    }
    if !sound || begin == name.len() {
        return Err(Fault::byte(at, "a name that XML does not allow"));
    }
    Ok(&name[begin..])
}
