//! Which form of answer a client prefers.

use axum::http::{HeaderMap, header};

/// The form of an answer, with its media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Xml(&'static str),
}

/// JSON unless `Accept` prefers XML: by a higher `q`, or by an equal one and a name where
/// JSON is only meant by a wildcard. Somebody who takes neither gets JSON as well, for the
/// vendor tells of no refusal.
pub(super) fn format(headers: &HeaderMap) -> Format {
    let ranges: Vec<Range> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(Range::read)
        .collect();
    let json = preference(&ranges, "application", "json");
    let mut best = (Format::Json, json);
    for (media, name) in [("application/xml", "application"), ("text/xml", "text")] {
        let xml = preference(&ranges, name, "xml");
        if xml.quality > 0 && xml > best.1 {
            best = (Format::Xml(media), xml);
        }
    }
    best.0
}

/// How much a form is liked: first by `q` in thousandths, then by how closely it was named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Preference {
    quality: u16,
    closeness: u8,
}

/// What the range that names a media type most closely says of it.
fn preference(ranges: &[Range], kind: &str, subtype: &str) -> Preference {
    ranges
        .iter()
        .filter_map(|range| range.preference(kind, subtype))
        .max_by_key(|preference| (preference.closeness, preference.quality))
        .unwrap_or_default()
}

/// One element of `Accept`, as `text/*;q=0.5`.
#[derive(Debug)]
struct Range {
    kind: String,
    subtype: String,
    quality: u16,
}

impl Range {
    /// One that cannot be read says nothing.
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (kind, subtype) = parts.next()?.split_once('/')?;
        let quality = parts
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
        Some(Self {
            kind: kind.to_ascii_lowercase(),
            subtype: subtype.to_ascii_lowercase(),
            quality: match quality {
                Some((_, number)) => thousandths(number.trim())?,
                None => 1000,
            },
        })
    }

    fn preference(&self, kind: &str, subtype: &str) -> Option<Preference> {
        let closeness = match (&*self.kind, &*self.subtype) {
            ("*", "*") => 0,
            (named, "*") if named == kind => 1,
            (named, sub) if named == kind && sub == subtype => 2,
            _ => return None,
        };
        Some(Preference {
            quality: self.quality,
            closeness,
        })
    }
}

/// `0.75` is 750. RFC 9110: from 0 to 1, with three decimals at most.
fn thousandths(number: &str) -> Option<u16> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits = decimals.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || decimals.len() > 3 || !matches!(whole, "0" | "1") {
        return None;
    }
    let value: u16 = format!("{whole}{decimals:0<3}").parse().ok()?;
    (value <= 1000).then_some(value)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{Format, format};

    fn preferred(accept: &[&'static str]) -> Format {
        let mut headers = HeaderMap::new();
        for value in accept {
            headers.append(header::ACCEPT, HeaderValue::from_static(value));
        }
        format(&headers)
    }

    #[test]
    fn format_xml_where_it_is_preferred() {
        for accept in [
            "application/xml",
            "Application/XML; charset=utf-8",
            "application/xml, */*",
            "application/json;q=0.5, application/xml;q=0.9",
            "application/json;q=0.899,application/xml ; q=0.9",
            "application/json;q=0, */*;q=0.1",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "application/*;q=0.4, application/json;q=0.2",
        ] {
            assert_eq!(
                preferred(&[accept]),
                Format::Xml("application/xml"),
                "{accept}"
            );
        }
        for accept in [
            "text/xml",
            "text/*, */*;q=0.5",
            "application/xml;q=0.3, text/xml",
        ] {
            assert_eq!(preferred(&[accept]), Format::Xml("text/xml"), "{accept}");
        }
        assert_eq!(
            preferred(&["application/json;q=0.1", "application/xml"]),
            Format::Xml("application/xml")
        );
    }

    #[test]
    fn format_json_everywhere_else() {
        for accept in [
            "",
            "*/*",
            "application/*",
            "application/json",
            "application/xml, application/json",
            "application/xml;q=0.5, application/json",
            "application/xml;q=0.5, */*",
            "application/xml;q=0",
            "application/xml;q=2",
            "application/xml;q=one, */*",
            "text/html",
            "image/png, *",
        ] {
            assert_eq!(preferred(&[accept]), Format::Json, "{accept}");
        }
        assert_eq!(preferred(&[]), Format::Json);
    }
}
