// The word that was probably meant.

/** That of the known words which is the given one in another spelling, or with at most two letters wrong. */
export function near(given: string, known: readonly string[]): string | undefined {
  const bare = (word: string) => word.toLowerCase().replace(/[^a-z0-9]|ms$/g, "");
  const same = known.find((word) => bare(word) === bare(given));
  if (same !== undefined || given.length < 3) return same;
  let best: string | undefined;
  let least = Math.min(2, Math.floor(given.length / 3)) + 1;
  for (const word of known) {
    const wrong = distance(given.toLowerCase(), word.toLowerCase());
    if (wrong < least) [best, least] = [word, wrong];
  }
  return best;
}

/** How many letters are to be put in, taken out or changed. */
function distance(from: string, to: string): number {
  // What nobody meant is not measured.
  if (Math.abs(from.length - to.length) > 2) return Infinity;
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
