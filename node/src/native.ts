// Finds an addon: beside this file where it was built, else in the package of this platform.
import type * as Addon from "./addon";

/** The client's own, which is what the package of a platform gives by its bare name. */
const CLIENT = "tagove";

/** @internal */
export const native: typeof Addon = load<typeof Addon>(CLIENT);

/** @internal The addon of that name. */
export function load<T>(name: string): T {
  let unloadable: Error | undefined;
  for (const platform of platforms()) {
    const file = `${name}.${platform}.node`;
    for (const place of [`./${file}`, name === CLIENT ? packageOf(platform) : `${packageOf(platform)}/${file}`]) {
      try {
        return require(place) as T;
      } catch (error) {
        // One that is there and cannot be loaded has its own reason to tell, unless another one can.
        if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") unloadable ??= error as Error;
      }
    }
  }
  throw unloadable ? new Error(`${here()} has an addon of ${name} that cannot be loaded: ${unloadable.message}`, { cause: unloadable }) : missing(name);
}

/** As `napi build --platform` names it: linux-x64-gnu, darwin-arm64, win32-x64-msvc. */
function platforms(): string[] {
  const machine = `${process.platform}-${process.arch}`;
  if (process.platform === "win32") return [`${machine}-msvc`];
  // Which libc it is would cost tens of milliseconds to ask: npm has installed the one that fits.
  return process.platform === "linux" ? [`${machine}-gnu`, `${machine}-musl`] : [machine];
}

function packageOf(platform: string): string {
  return `@tagove/native-${platform}`;
}

function missing(name: string): Error {
  const [first, other] = platforms();
  const wanted = packageOf(libc() === "musl" ? other! : first!);
  return new Error(
    `${name} has no addon for ${here()}: install ${wanted} (npm leaves it out with --omit=optional), ` +
      "or build it from a checkout with `npm run build`",
  );
}

function here(): string {
  const with_ = libc();
  return `${process.platform}-${process.arch}${with_ ? ` with ${with_}` : ""}`;
}

function libc(): "glibc" | "musl" | undefined {
  if (process.platform !== "linux") return undefined;
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  return report?.header?.glibcVersionRuntime ? "glibc" : "musl";
}
