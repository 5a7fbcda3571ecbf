// What a client is made of, whether of options or of another client.
import type { NativeClient } from "./addon";
import { Callbacks } from "./callbacks";
import { direct } from "./errors";
import { Life } from "./life";
import { native } from "./native";
import type { ClientOptions } from "./options";
import type { NativeServer } from "./server-addon";

export class Parts {
  constructor(
    readonly client: NativeClient,
    readonly life: Life,
  ) {}
}

/** Of options whose types were checked, and the server of a demo. */
export function made(options: ClientOptions, server?: NativeServer): Parts {
  const [callbacks, rest] = Callbacks.split(options);
  const given: object = rest;
  return new Parts(direct(() => new native.NativeClient(given, callbacks?.mailbox)), new Life(callbacks, server));
}
