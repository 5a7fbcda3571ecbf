//! Writes the foreign sources from the built library: `uniffi-bindgen generate … -l kotlin|swift`.

fn main() {
    uniffi::uniffi_bindgen_main();
}
