// Times as a `Date`: only where the moment is known.

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(?:Z|([+-])(\d\d):(\d\d)(?::(\d\d))?)$/;

/**
 * The moment of a time with an offset, fractions of a millisecond cut off; null without one, because a `Date` would take
 * the zone of whoever reads it. Offsets of long ago have seconds, which `Date` itself does not read.
 */
export function instant(text: string | null): Date | null {
  const parts = text === null ? null : TIME.exec(text);
  if (parts === null) return null;
  const [, civil, fraction = "", sign, hours = "0", minutes = "0", seconds = "0"] = parts;
  const east = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === "-" ? -1000 : 1000);
  return new Date(Date.parse(`${civil}${fraction.slice(0, 4)}Z`) - east);
}
