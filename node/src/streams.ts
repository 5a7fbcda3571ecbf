// A list as a stream of Node's or of the web's: records are asked for when the reader wants them, and not before.
import type { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

/** Records one by one, for one reader that can go away while it waits. */
export interface Source<R> {
  /** The next record that is here already. Throws the reason of a signal that is aborted. */
  next(): R | undefined;
  /** Waits for more; false after the end. */
  more(): Promise<boolean>;
  /** Takes a record back that nobody has read: the next reader begins with it. */
  back(record: R): void;
  /** The reader went away: what it waits for is given up, and what was asked for ahead. */
  leave(): void;
}

export function readable<R>(source: Source<R>): Readable {
  // Loaded when it is needed: it takes as long as a request.
  const stream = require("node:stream") as typeof import("node:stream");
  let last: R | undefined;
  return new stream.Readable({
    objectMode: true,
    // Nothing is read ahead, so that the one record that can lie here goes back when the stream is destroyed.
    highWaterMark: 0,
    read() {
      const step = (): void => {
        // A record that nobody reads any more stays in the list.
        if (this.destroyed) return;
        const record = source.next();
        if (record !== undefined) {
          last = record;
          this.push(record);
          return;
        }
        source.more().then((more) => (more ? step() : this.push(null))).catch((error: unknown) => this.destroy(told(error)));
      };
      try {
        step();
      } catch (error) {
        this.destroy(told(error));
      }
    },
    destroy(error, done) {
      if (this.readableLength > 0 && last !== undefined) source.back(last);
      source.leave();
      done(error);
    },
  });
}

/** Why a stream ends. It takes a reason of `null`, `0` or `""` for none, and would then tell nobody. */
function told(reason: unknown): Error {
  return (reason || new DOMException("The operation was aborted", "AbortError")) as Error;
}

export function web<R>(source: Source<R>): ReadableStream<R> {
  const { ReadableStream: Stream } = globalThis as unknown as { ReadableStream: typeof ReadableStream };
  let cancelled = false;
  return new Stream<R>(
    {
      async pull(controller) {
        while (!cancelled) {
          const record = source.next();
          if (record !== undefined) return controller.enqueue(record);
          if (!(await source.more())) return cancelled ? undefined : controller.close();
        }
      },
      cancel() {
        cancelled = true;
        source.leave();
      },
    },
    // Nothing is asked for before somebody reads.
    { highWaterMark: 0 },
  );
}
