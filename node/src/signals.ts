// What hears of an aborted signal: one listener a signal, however many calls share it. Of more than ten Node warns as of a
// leak.

/** The calls under way of each signal, and the listener of them all. */
const UNDER_WAY = new WeakMap<AbortSignal, { readonly stops: Set<() => void>; readonly listener: () => void }>();

/** Calls `stop` when the signal is aborted; what it gives ends that. */
export function heard(signal: AbortSignal, stop: () => void): () => void {
  let calls = UNDER_WAY.get(signal);
  if (!calls) {
    const stops = new Set<() => void>();
    calls = { stops, listener: () => stops.forEach((each) => each()) };
    UNDER_WAY.set(signal, calls);
    signal.addEventListener("abort", calls.listener);
  }
  const { stops, listener } = calls;
  stops.add(stop);
  return () => {
    stops.delete(stop);
    if (stops.size > 0) return;
    signal.removeEventListener("abort", listener);
    UNDER_WAY.delete(signal);
  };
}
