// AbortSignal over a native call: the listener goes when the call ends, and the signal's own reason is thrown.
import { CancelledError, rebuild } from "./errors";
import { heard } from "./signals";

/** Runs a call that `stop` cancels. */
export async function cancellable<T>(
  signal: AbortSignal | undefined,
  stop: () => void,
  run: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const leave = signal && heard(signal, stop);
  try {
    return await run();
  } catch (thrown) {
    const error = rebuild(thrown);
    throw signal?.aborted && error instanceof CancelledError ? signal.reason : error;
  } finally {
    leave?.();
  }
}
