// What a client, the clients made of it and their lists have in common, and keep as long as one of them is there.
import type { Callbacks } from "./callbacks";
import type { NativeServer } from "./server-addon";

export class Life {
  constructor(
    /** Whom the core calls back. */
    readonly callbacks: Callbacks | undefined,
    /** The embedded server that a demo asks; it stops when nothing holds it. */
    readonly server: NativeServer | undefined,
  ) {}

  /** What is left to do once the client is closed. */
  async end(): Promise<void> {
    await Promise.all([this.callbacks?.end(), this.server?.close()]);
  }
}
