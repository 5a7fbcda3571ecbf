// The addon that holds the local server: loaded when a program first asks for one, so that others never pay for it.
import { load } from "./native";
import type * as ServerAddon from "./server-addon";

let loaded: typeof ServerAddon | undefined;

/**
 * @internal
 * @throws {Error} if this platform has no such addon.
 */
export function local(): typeof ServerAddon {
  return (loaded ??= load<typeof ServerAddon>("tagove-server"));
}
