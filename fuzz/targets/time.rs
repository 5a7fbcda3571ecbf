#![no_main]
#![expect(
    missing_docs,
    reason = "the program is all that stands here: `tagove_fuzz::clock`"
)]

libfuzzer_sys::fuzz_target!(|input: &[u8]| tagove_fuzz::clock::check(input));
