// AbortSignal over a native call: the listener goes when the call ends, and the signal's own reason is thrown.
import type { Callbacks } from "./callbacks";
import { CancelledError, rebuild } from "./errors";
import { heard } from "./signals";

/** Runs a call that `stop` cancels. Who is called back has heard of all of it when it ends. */
export async function cancellable<T>(
  signal: AbortSignal | undefined,
  stop: () => void,
  run: () => Promise<T>,
  callbacks: Callbacks | undefined,
): Promise<T> {
  signal?.throwIfAborted();
  callbacks?.refuseWithin();
  const leave = signal && heard(signal, stop);
  try {
    return await run();
  } catch (thrown) {
    const error = rebuild(thrown);
    throw signal?.aborted && error instanceof CancelledError ? signal.reason : error;
  } finally {
    leave?.();
    callbacks?.deliver();
  }
}
