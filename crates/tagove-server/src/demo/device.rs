//! Browsers and addresses.

use super::random::Random;

/// What a visitor's browser said of itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Device {
    pub(super) browser: [&'static str; 2],
    pub(super) os: [&'static str; 2],
    pub(super) engine: [&'static str; 2],
    pub(super) cpu: Option<&'static str>,
}

/// The devices there are.
pub(super) const DEVICES: &[Device] = &[
    device(
        ["Firefox", "45.0"],
        ["Linux", "i686"],
        ["Gecko", "45.0"],
        Some("ia32"),
    ),
    device(
        ["Chrome", "53.0.2785.143"],
        ["Windows", "10"],
        ["WebKit", "537.36"],
        Some("amd64"),
    ),
    device(
        ["Mobile Safari", "10.0"],
        ["iOS", "10.0.2"],
        ["WebKit", "602.1.50"],
        None,
    ),
    device(
        ["Edge", "14.14393"],
        ["Windows", "10"],
        ["EdgeHTML", "14.14393"],
        Some("amd64"),
    ),
    device(
        ["Chrome", "54.0.2840.68"],
        ["Android", "6.0.1"],
        ["WebKit", "537.36"],
        Some("arm"),
    ),
    device(["Opera Mini", ""], ["", ""], ["Presto", "2.12.423"], None),
];

const fn device(
    browser: [&'static str; 2],
    os: [&'static str; 2],
    engine: [&'static str; 2],
    cpu: Option<&'static str>,
) -> Device {
    Device {
        browser,
        os,
        engine,
        cpu,
    }
}

/// An address of a range kept free for documentation.
pub(super) fn address(random: &mut Random) -> String {
    let host = random.between(1, 254);
    match random.below(8) {
        0 | 1 => format!("192.0.2.{host}"),
        2 | 3 => format!("198.51.100.{host}"),
        4..=6 => format!("203.0.113.{host}"),
        _ => format!("2001:db8:{:x}::{host:x}", random.between(1, 0xffff)),
    }
}

/// `degrees` (in hundred-thousandths) moved by up to some hundred metres, with all the
/// digits the vendor sends.
pub(super) fn coordinate(random: &mut Random, degrees: i64) -> String {
    const UNIT: u64 = 100_000_000_000_000;
    let jitter = random.below(1_000_000_000_000) as i64 - 500_000_000_000;
    let exact = degrees * (UNIT / 100_000) as i64 + jitter;
    let sign = if exact < 0 { "-" } else { "" };
    let exact = exact.unsigned_abs();
    format!("{sign}{}.{:014}", exact / UNIT, exact % UNIT)
}

#[cfg(test)]
mod tests {
    use super::{Random, coordinate};

    #[test]
    fn coordinate_just_south_of_the_equator_keeps_its_sign() {
        let mut random = Random::new(1);
        let text = coordinate(&mut random, -50_000);
        assert!(
            text.starts_with("-0.4") || text.starts_with("-0.50"),
            "{text}"
        );
        assert_eq!(
            text.split_once('.').map(|(_, digits)| digits.len()),
            Some(14)
        );
    }
}
