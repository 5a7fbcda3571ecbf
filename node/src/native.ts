// Finds the addon: beside this file where it was built, else in the package of this platform.
import type * as Addon from "./addon";

const FILE = `tagove.${platform()}.node`;
const PACKAGE = `@tagove/native-${platform()}`;

/** @internal */
export const native: typeof Addon = load();

function load(): typeof Addon {
  for (const place of [`./${FILE}`, PACKAGE]) {
    try {
      return require(place) as typeof Addon;
    } catch (error) {
      // One that is there and cannot be loaded has its own reason to tell.
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new Error(
    `tagove has no addon for ${platform()}: install ${PACKAGE}, or build it from a checkout with \`npm run build\``,
  );
}

/** As `napi build --platform` names it: linux-x64-gnu, darwin-arm64, win32-x64-msvc. */
function platform(): string {
  const abi = process.platform === "win32" ? "-msvc" : process.platform === "linux" ? `-${libc()}` : "";
  return `${process.platform}-${process.arch}${abi}`;
}

function libc(): string {
  const header = (process.report.getReport() as { header?: { glibcVersionRuntime?: string } }).header;
  return header?.glibcVersionRuntime ? "gnu" : "musl";
}
