//! An authority that signs for this run of a server only.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, DnType, Error,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

/// The names under which a server of ours can be reached.
const NAMES: [&str; 3] = ["127.0.0.1", "::1", "localhost"];

pub(super) struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key.
pub(super) struct Signed {
    pub(super) certificate: Certificate,
    pub(super) key: PrivatePkcs8KeyDer<'static>,
    pub(super) key_pem: String,
}

impl Authority {
    pub(super) fn new() -> Result<Self, Error> {
        let mut params = named("Tagove local server: authority", &[])?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        CertifiedIssuer::self_signed(params, KeyPair::generate()?).map(Self)
    }

    pub(super) fn server(&self) -> Result<Signed, Error> {
        let params = named("Tagove local server", &NAMES)?;
        self.sign(params, ExtendedKeyUsagePurpose::ServerAuth)
    }

    pub(super) fn client(&self) -> Result<Signed, Error> {
        let params = named("Tagove test client", &["client.localhost"])?;
        self.sign(params, ExtendedKeyUsagePurpose::ClientAuth)
    }

    pub(super) fn pem(&self) -> String {
        self.0.pem()
    }

    pub(super) fn der(&self) -> CertificateDer<'static> {
        self.0.der().clone()
    }

    fn sign(
        &self,
        mut params: CertificateParams,
        usage: ExtendedKeyUsagePurpose,
    ) -> Result<Signed, Error> {
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![usage];
        let key = KeyPair::generate()?;
        Ok(Signed {
            certificate: params.signed_by(&key, &self.0)?,
            key: PrivatePkcs8KeyDer::from(key.serialize_der()),
            key_pem: key.serialize_pem(),
        })
    }
}

/// Valid for about a year from two days ago: Apple's verifier refuses what is valid for longer
/// than 825 days, and clocks differ.
fn named(name: &str, hosts: &[&str]) -> Result<CertificateParams, Error> {
    let hosts: Vec<String> = hosts.iter().map(|&host| host.to_owned()).collect();
    let mut params = CertificateParams::new(hosts)?;
    params.distinguished_name.remove(DnType::CommonName);
    params.distinguished_name.push(DnType::CommonName, name);
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    // A closure, for the type of a moment belongs to a crate that we need not name.
    let midnight = |date: Date| {
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        date_time_ymd(date.year().into(), month, day)
    };
    params.not_before = midnight(today.saturating_sub(2.days()));
    params.not_after = midnight(today.saturating_add(365.days()));
    Ok(params)
}
