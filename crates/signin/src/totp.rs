//! One-time passwords by time (TOTP, RFC 6238, on HOTP, RFC 4226): six digits, steps of 30 seconds, HMAC-SHA-1, which
//! is what every authenticator app can do.

use std::fmt;

use model::{Rng, Timestamp};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

/// How long a code is good, in seconds.
pub const STEP_SECONDS: u64 = 30;
/// How many steps a clock may be ahead or behind (RFC 6238, section 5.2).
pub const STEPS_OFF_MAX: u64 = 1;
/// The longest issuer and account in an address of enrolment: as long as an address of electronic mail.
pub const LABEL_CHARACTERS_MAX: usize = 254;

/// A secret has the size that RFC 4226 (section 4) recommends.
const SECRET_BYTES: usize = 20;
const DIGITS: usize = 6;
/// The longest text that is looked at as a code: apps show groups.
const TYPED_BYTES_MAX: usize = 16;

/// Why a code or a secret is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TotpError {
    /// The bytes are not as long as a secret.
    #[error("a secret has 20 bytes")]
    NotASecret,
    /// The issuer or the account is empty, too long, or has a colon, which parts the two.
    #[error("issuer and account are 1 to 254 characters without a colon")]
    NotALabel,
    /// The code is not the one of this time.
    #[error("the code is wrong or too old")]
    Wrong,
    /// The code was good, and so was an earlier sign-in with it or a later one.
    #[error("the code was used already: wait for the next one")]
    Used,
}

/// What the server and the authenticator share. To be sealed.
pub struct TotpSecret(Zeroizing<[u8; SECRET_BYTES]>);

impl TotpSecret {
    /// Draws a new one.
    pub fn generate(rng: &dyn Rng) -> Self {
        let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
        rng.fill(bytes.as_mut());
        Self(bytes)
    }

    /// From the 20 bytes that were kept.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TotpError> {
        let mut secret = Zeroizing::new([0; SECRET_BYTES]);
        if bytes.len() != secret.len() {
            return Err(TotpError::NotASecret);
        }
        secret.copy_from_slice(bytes);
        Ok(Self(secret))
    }

    /// The 20 bytes to be sealed and kept.
    pub fn expose(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }

    /// For typing it into an app by hand: base32 without padding (RFC 4648, section 6).
    pub fn to_base32(&self) -> Zeroizing<String> {
        Zeroizing::new(Secret::new_stack(*self.0).to_base32())
    }

    /// For an app to scan: an `otpauth` address (Key Uri Format), in which everything is escaped.
    pub fn enrolment_address(
        &self,
        issuer: &str,
        account: &str,
    ) -> Result<Zeroizing<String>, TotpError> {
        let is_label = |text: &str| {
            !text.trim().is_empty()
                && text.chars().count() <= LABEL_CHARACTERS_MAX
                && !text.contains(|each: char| each == ':' || each.is_control())
        };
        if !is_label(issuer) || !is_label(account) {
            return Err(TotpError::NotALabel);
        }
        let totp = self.builder().with_issuer(Some(issuer)).with_account_name(account);
        let address = totp.build().ok().and_then(|totp| totp.to_url().ok());
        address.map(Zeroizing::new).ok_or(TotpError::NotALabel)
    }

    /// Whether a typed code is good at a time, and of which step it is. That step has to be remembered with the
    /// secret, and handed in as `last_step` the next time: no step counts twice, and none before it (RFC 6238,
    /// section 5.2).
    pub fn verify(
        &self,
        typed: &str,
        at: Timestamp,
        last_step: Option<u64>,
    ) -> Result<u64, TotpError> {
        let now = u64::try_from(at.as_second()).map_err(|_| TotpError::Wrong)? / STEP_SECONDS;
        let code = typed_code(typed)?;
        let totp = self.totp();
        let (mut good, mut used) = (None, false);
        // All steps are looked at, so that the time says nothing of which one it was.
        for step in now.saturating_sub(STEPS_OFF_MAX)..=now.saturating_add(STEPS_OFF_MAX) {
            let fits = totp.check(&code, step.saturating_mul(STEP_SECONDS)).is_some();
            let is_new = last_step.is_none_or(|last| step > last);
            used |= fits && !is_new;
            good = good.or((fits && is_new).then_some(step));
        }
        good.ok_or(if used { TotpError::Used } else { TotpError::Wrong })
    }

    fn builder(&self) -> Builder {
        let builder = Builder::new().with_secret(Secret::new_stack(*self.0)).with_skew(0);
        builder.with_step_duration(STEP_SECONDS)
    }

    fn totp(&self) -> Totp {
        self.builder().build().expect("six digits and twenty bytes are within the RFC")
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret(…)")
    }
}

/// The six digits of what somebody typed, who may have kept the gaps of their app.
fn typed_code(typed: &str) -> Result<Zeroizing<String>, TotpError> {
    if typed.len() > TYPED_BYTES_MAX {
        return Err(TotpError::Wrong);
    }
    let code: String = typed.chars().filter(|each| !matches!(each, ' ' | '-')).collect();
    let code = Zeroizing::new(code);
    let is_code = code.len() == DIGITS && code.bytes().all(|each| each.is_ascii_digit());
    if is_code { Ok(code) } else { Err(TotpError::Wrong) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::TestRng;

    use super::*;

    /// The secret of the vectors of both RFCs.
    fn secret() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").expect("20 bytes")
    }

    fn second(at: i64) -> Timestamp {
        Timestamp::from_second(at).expect("in range")
    }

    fn code(secret: &TotpSecret, step: u64) -> String {
        secret.totp().generate(step * STEP_SECONDS).to_string()
    }

    /// RFC 4226, appendix D.
    #[test]
    fn codes_by_count_are_those_of_the_rfc() {
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
            "399871", "520489",
        ];
        for (step, code) in (0..).zip(codes) {
            let at = second(step * 30 + 29);
            assert_eq!(secret().verify(code, at, None), Ok(step.unsigned_abs()));
        }
    }

    /// RFC 6238, appendix B: eight digits with SHA-1, of which ours are the last six.
    #[test]
    fn codes_by_time_are_those_of_the_rfc() {
        for (at, code, step) in [
            (59, "94287082", 0x1),
            (1_111_111_109, "07081804", 0x0235_23EC),
            (1_111_111_111, "14050471", 0x0235_23ED),
            (1_234_567_890, "89005924", 0x0273_EF07),
            (2_000_000_000, "69279037", 0x03F9_40AA),
            (20_000_000_000, "65353130", 0x27BC_86AA),
        ] {
            let full = secret().builder().with_digits(8).build().expect("eight digits");
            assert_eq!(full.generate(u64::try_from(at).expect("later")).to_string(), code);
            assert_eq!(secret().verify(&code[2..], second(at), None), Ok(step));
        }
    }

    #[test]
    fn clock_may_be_one_step_off_and_no_more() {
        let secret = secret();
        let typed = code(&secret, 1000);
        for (step, verdict) in [
            (998, Err(TotpError::Wrong)),
            (999, Ok(1000)),
            (1000, Ok(1000)),
            (1001, Ok(1000)),
            (1002, Err(TotpError::Wrong)),
        ] {
            assert_eq!(secret.verify(&typed, second(step * 30), None), verdict, "{step}");
        }
    }

    #[test]
    fn no_step_counts_twice_and_none_before_it() {
        let secret = secret();
        let at = second(1000 * 30);
        assert_eq!(secret.verify(&code(&secret, 1000), at, Some(999)), Ok(1000));
        assert_eq!(secret.verify(&code(&secret, 1000), at, Some(1000)), Err(TotpError::Used));
        assert_eq!(secret.verify(&code(&secret, 999), at, Some(1000)), Err(TotpError::Used));
        assert_eq!(secret.verify(&code(&secret, 1001), at, Some(1000)), Ok(1001));
        assert_eq!(secret.verify("000000", at, Some(1000)), Err(TotpError::Wrong));
    }

    #[test]
    fn gaps_of_an_app_are_left_out_and_nothing_else() {
        let secret = secret();
        assert!(secret.verify("755 224", second(0), None).is_ok());
        assert!(secret.verify(" 755-224 ", second(0), None).is_ok());
        for typed in [
            "",
            "75522",
            "7552240",
            "+55224",
            "７５５２２４",
            "75522a",
            "755224                    ",
        ] {
            assert_eq!(secret.verify(typed, second(0), None), Err(TotpError::Wrong), "{typed}");
        }
    }

    #[test]
    fn times_before_1970_have_no_code() {
        assert_eq!(secret().verify("755224", second(-1), None), Err(TotpError::Wrong));
    }

    #[test]
    fn address_of_enrolment_is_escaped() {
        let address = secret().enrolment_address("Klinik Süd & Co", "ann?@example.org");
        assert_eq!(
            address.expect("labels").as_str(),
            "otpauth://totp/Klinik%20S%C3%BCd%20%26%20Co:ann%3F%40example.org\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Klinik%20S%C3%BCd%20%26%20Co"
        );
        assert_eq!(secret().to_base32().as_str(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        for label in ["", " ", "a:b", "a\nb", &"x".repeat(LABEL_CHARACTERS_MAX + 1)] {
            for (issuer, account) in [(label, "account"), ("issuer", label)] {
                let address = secret().enrolment_address(issuer, account);
                assert_eq!(address.err(), Some(TotpError::NotALabel), "{label}");
            }
        }
    }

    #[test]
    fn secrets_come_back_and_are_never_printed() {
        let drawn = TotpSecret::generate(&TestRng::new(1));
        let again = TotpSecret::from_bytes(drawn.expose()).expect("20 bytes");
        assert_eq!(again.expose(), drawn.expose());
        assert_eq!(format!("{drawn:?}"), "TotpSecret(…)");
        assert_eq!(TotpSecret::from_bytes(&[0; 19]).err(), Some(TotpError::NotASecret));
    }

    proptest! {
        #[test]
        fn code_of_a_step_is_good_once_within_its_window(
            seed: u16, step in 1_u64..1_000_000_000, off in -1_i64..=1, last: Option<u64>,
        ) {
            let secret = TotpSecret::generate(&TestRng::new(seed));
            let now = step.checked_add_signed(off).expect("small");
            let at = second(i64::try_from(now * STEP_SECONDS).expect("small"));
            let last = last.map(|last| last % (step * 2));
            match secret.verify(&code(&secret, step), at, last) {
                // Another step of the window may have the same code by chance.
                Ok(found) => prop_assert!(found.abs_diff(now) <= 1 && last.is_none_or(|last| found > last)),
                Err(error) => {
                    prop_assert_eq!(error, TotpError::Used);
                    prop_assert!(last.is_some_and(|last| last >= step));
                }
            }
        }

        #[test]
        fn nothing_typed_makes_it_panic(typed: String, at in -10_i64..10_000_000_000, last: Option<u64>) {
            let verdict = secret().verify(&typed, second(at), last);
            prop_assert!(verdict.is_err() || !typed.is_empty());
        }
    }
}
