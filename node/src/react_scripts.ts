// Scripts as elements of React.
import { Fragment, type ReactElement, createElement } from "react";

/** One script of a snippet. */
export interface Script {
  type: string | undefined;
  nonce: string | undefined;
  text: string;
}

/** The scripts side by side, nothing between them; null for none. */
export function scripts(all: readonly Script[]): ReactElement | null {
  if (all.length === 0) return null;
  const elements = all.map(({ type, nonce, text }) =>
    createElement("script", {
      type,
      nonce,
      dangerouslySetInnerHTML: { __html: text },
      // Browsers hide the nonce from scripts, and do not have the text: what the server has sent stays.
      suppressHydrationWarning: true,
    }),
  );
  return createElement(Fragment, null, ...elements);
}
