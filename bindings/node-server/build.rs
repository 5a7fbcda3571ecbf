//! Platform-specific linker arguments of a Node addon.

fn main() {
    napi_build::setup();
}
