//! What a reading may cost: the most memory held at once, by the size of what is read.

use peak_alloc::PeakAlloc;

#[global_allocator]
static HELD: PeakAlloc = PeakAlloc;

/// The dearest honest body is a list of `{}`: three bytes that become a row of 17 words and a warning with its place,
/// in tables that double when they grow.
const PER_BYTE: usize = 600;
const BASE: usize = 64 << 10;

/// Does `work` on a body of this size, and holds it to the bound.
pub(crate) fn bounded<T>(size: usize, work: impl FnOnce() -> T) -> T {
    let before = HELD.current_usage();
    HELD.reset_peak_usage();
    let out = work();
    let peak = HELD.peak_usage().saturating_sub(before);
    assert!(
        peak <= BASE + PER_BYTE * size,
        "{peak} bytes held for a body of {size}"
    );
    out
}
