// What a client calls back: the provider of its key, and hooks. The core puts down what it has to tell, and it is taken
// up here, on the main thread: when the bell rings, and before a call that was waited for goes on.
import type { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { types } from "node:util";
import type { KeyWanted, Mailbox, RequestFacts, Told } from "./addon";
import { KEY, checked, isPlain } from "./checks";
import { refused, remembered } from "./errors";
import type { ApiKey, RequestEvent } from "./events";
import { native } from "./native";
import type { ClientOptions } from "./options";
import type { Operation } from "./words";

const HOOKS = ["onRequest", "onResponse", "onRetry", "onPage"] as const;
type Hook = (typeof HOOKS)[number];
type Functions = Pick<ClientOptions, Hook | "credentials">;

/** The callbacks of a client and of those made of it. */
export class Callbacks {
  /** Where the core puts down what it tells. */
  readonly mailbox: Mailbox;
  readonly #given: Functions;
  /** Where the client was made: what calls back could be any call's end, whose context is none of the others' business. */
  readonly #scope: AsyncResource;
  /** Promises of hooks that are under way. */
  readonly #running = new Set<Promise<unknown>>();
  /** Keys that were asked for, held until they are answered: a provider's promise alone does not hold its question. */
  readonly #wanted = new Set<KeyWanted>();
  #deaf = false;

  constructor(given: Functions) {
    this.#given = given;
    this.#scope = new (hooks().AsyncResource)("TagoveCallbacks");
    // Node holds on to the bell: through it, a hook that knows its client would keep it for ever.
    const self = new WeakRef(this);
    this.mailbox = new native.Mailbox(() => self.deref()?.deliver(), {
      credentials: given.credentials !== undefined,
      onRequest: given.onRequest !== undefined,
      onResponse: given.onResponse !== undefined,
      onRetry: given.onRetry !== undefined,
      onPage: given.onPage !== undefined,
    });
  }

  /** Those that were given, if any, and the options without them. */
  static split(options: ClientOptions): [Callbacks | undefined, ClientOptions] {
    const { credentials, onRequest, onResponse, onRetry, onPage, ...rest } = options;
    const given = { credentials, onRequest, onResponse, onRetry, onPage };
    return [Object.values(given).some(Boolean) ? new Callbacks(given) : undefined, rest];
  }

  /** Calls back whoever is to hear what was told since the last time. Never throws. */
  deliver(): void {
    if (this.#deaf) return;
    const told = this.mailbox.take();
    if (told.length > 0) this.#scope.runInAsyncScope(() => this.#tellAll(told));
  }

  /** Refuses a call that the provider of its key makes, and would wait for: neither of the two could end. */
  refuseWithin(): void {
    const inside = storage?.getStore();
    if (inside?.of !== this || !inside.asked) return;
    throw refused("Configuration", "credentials asks through its own client, which waits for it; ask through another client");
  }

  /** Hooks hear what they have not heard yet, and nothing more; waits for the promises of those that still run. */
  async end(): Promise<void> {
    if (!this.#deaf) {
      const last = this.mailbox.take();
      this.#deaf = true;
      this.mailbox.close();
      this.#scope.runInAsyncScope(() => this.#tellAll(last));
    }
    if (within().getStore()?.of !== this) await Promise.all(this.#running);
  }

  #tellAll(all: readonly Told[]): void {
    for (const told of all) {
      // A hook may have closed the client meanwhile: hooks hear the rest of what had been told all the same.
      if (!told.key) this.#tell(told);
      else if (!this.#deaf) void this.#provide(told.key);
    }
  }

  #tell({ request, response, retry, page }: Told): void {
    if (request) this.#call("onRequest", requested(request));
    else if (response) {
      this.#call("onResponse", { ...response, request: requested(response.request) });
    } else if (retry) {
      this.#call("onRetry", { ...retry, request: requested(retry.request), status: retry.status ?? null });
    } else if (page) this.#call("onPage", { ...page, operation: camel(page.operation) });
  }

  #call(name: Hook, event: object): void {
    const hook = this.#given[name] as (event: object) => unknown;
    const failed = (error: unknown) => report(name, error);
    try {
      const result = within().run({ of: this, asked: false }, hook, Object.freeze(event));
      if (typeof (result as PromiseLike<unknown> | undefined)?.then !== "function") return;
      const running = Promise.resolve(result)
        .catch(failed)
        .finally(() => this.#running.delete(running));
      this.#running.add(running);
    } catch (error) {
      failed(error);
    }
  }

  async #provide(wanted: KeyWanted): Promise<void> {
    this.#wanted.add(wanted);
    const inside = { of: this, asked: true };
    try {
      const credentials = this.#given.credentials!;
      const given = await within().run(inside, () => credentials());
      const { apiKey, expiresInMs } = parts(given);
      wanted.give(apiKey, expiresInMs);
    } catch (error) {
      wanted.fail(remembered(error));
    } finally {
      // What goes on behind its answer, a timer of it say, may ask again.
      inside.asked = false;
      this.#wanted.delete(wanted);
    }
  }
}

/** Whose callback runs, and whether that is a provider that still owes a key. */
interface Inside {
  readonly of: Callbacks;
  asked: boolean;
}

/**
 * Whose callback asks: a hook that closes its client is not waited for, and a provider's call of it is refused. One for
 * all clients: Node visits every storage that was ever used at each promise, also those of clients that are gone.
 */
let storage: AsyncLocalStorage<Inside> | undefined;

function within(): AsyncLocalStorage<Inside> {
  return (storage ??= new (hooks().AsyncLocalStorage)());
}

/** Loaded when a client has callbacks: others do not pay for it. */
function hooks(): typeof import("node:async_hooks") {
  return require("node:async_hooks") as typeof import("node:async_hooks");
}

/** The key of a provider. What was given instead of one is not shown: it may be the key. */
function parts(given: string | ApiKey): ApiKey {
  if (typeof given === "string") return { apiKey: given };
  if (!isPlain(given)) throw new TypeError("credentials gives a string, or a plain object { apiKey, expiresInMs }");
  const { apiKey, expiresInMs } = checked("credentials", given, KEY);
  if (apiKey === undefined) throw new TypeError("credentials: what it gives has no apiKey");
  if (expiresInMs !== undefined && !(expiresInMs >= 0)) {
    throw new RangeError("credentials: expiresInMs is a number of milliseconds, from 0 on");
  }
  // What is good for longer than can be counted is good until it is refused.
  return expiresInMs !== undefined && expiresInMs < 1e15 ? { apiKey, expiresInMs } : { apiKey };
}

function requested(facts: RequestFacts): RequestEvent {
  return Object.freeze({ ...facts, operation: camel(facts.operation) });
}

/** `list_chats`, the core's name, as it is called here. */
function camel(operation: string): Operation {
  return operation.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as Operation;
}

/** Tells of an error that no call can be given. Whatever was thrown, this does not throw. */
function report(hook: Hook, error: unknown): void {
  const words = `the hook ${hook} of a Client failed, and the call goes on`;
  try {
    const warning = new Error(words, { cause: error });
    warning.name = "TagoveHookWarning";
    const detail = types.isNativeError(error) ? error.stack : undefined;
    process.emitWarning(typeof detail === "string" ? Object.assign(warning, { detail }) : warning);
  } catch {
    // An error whose stack throws; or one of another realm, as test runners have them, which `process` takes for none.
    process.emitWarning(words, { type: "TagoveHookWarning" });
  }
}
