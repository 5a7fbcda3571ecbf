// Texts that a careless page would let run: an own list, every control character, every plane, and mixtures of them.

/** Pieces that mean something to HTML, XHTML, scripts, templates, or to what decodes them. */
const PIECES = [
  // ends of scripts and of what a script can stand in
  "</script>", "</SCRIPT>", "</scr\0ipt>", "</script\n>", "</script/>", "</script x='y'>", "</ script>", "<\\/script>", "</style>",
  "</title>", "</textarea>", "</head>", "</body>", "</html>", "<script>", "<script src=//evil.example/x.js></script>",
  // comments and sections
  "<!--", "-->", "--!>", "<!-- <script>", "<!-->", "<!DOCTYPE html>", "<?php ?>", "<?xml version='1.0'?>", "<![CDATA[", "]]>", "]]&gt;",
  "//", "/*", "*/", "//]]>", "/*]]>*/",
  // elements and attributes that run
  "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<iframe src=javascript:alert(1)>",
  "<body onload=alert(1)>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//evil.example>",
  "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>", "\" onfocus=alert(1) autofocus \"", "' onfocus=alert(1) '", "javascript:alert(1)",
  // quotes and escapes
  "'", "\"", "`", "\\", "\\'", "\\\"", "\\\\", "\\u0027", "\\u003c", "\\x3c", "\\0", "\\n", "\\\n", "\\u{1f600}", "\\ud83d", "''", "\"\"",
  // entities
  "&", "&amp;", "&lt;", "&#60;", "&#x3c;", "&#39;", "&apos;", "&quot;", "&lt", "&unknown;", "&amp;amp;", "&#0;", "&#xd800;", "%3C", "%00", "+",
  // what ends a statement, what a template fills in
  "');alert(1);//", "'});alert(1);//", "\"});alert(1);//", "'-alert(1)-'", "'+alert(1)+'", "\"+alert(1)+\"", "</script><script>alert(1)</script>",
  "</script><img src=//evil.example/a.png onerror=alert(1)>", "--></script><img src=//evil.example/b.png>", "\";alert(1);//", "${alert(1)}", "`${alert(1)}`", "{{7*7}}",
  "{{constructor.constructor('alert(1)')()}}", "{% if x %}", "{# x #}", "<%= 7*7 %>", "#{7*7}", "@(7*7)", "[[7*7]]", "$&", "$1", "$`", "$'",
  // what looks like JSON
  "{", "}", "[", "]", "{}", "[]", "null", "true", "{\"a\":1}", "\"}", "}}", "]}", ",\"name\":\"other\"", "__proto__", "constructor", "NaN", "-0",
  // line ends, blanks, marks, directions
  "\r", "\n", "\r\n", "\u2028", "\u2029", "\u0085", "\u00a0", "\u3000", "\u200b", "\u200d", "\u00ad", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\ufdd0",
  "\u202e", "\u202c", "\u2066", "\u2069", "\u0301", "e\u0301", "\u00e9", "\u0130", "\u0131", "\u017f", "\u212a", "\u00df", "\ufb03", "\u1112\u1161\u11ab",
  // bytes of UTF-8 read as windows-1252, and letters of it
  "\u00c3\u00a9", "\u00e2\u20ac\u2122", "\u00ef\u00bb\u00bf", "\u20ac", "\u0152", "\u00bc", "\u00be", "\uff1c", "\uff1e", "\u2039", "\u02b9",
  // UTF-7 and other charsets that browsers guessed once
  "+ADw-script+AD4-", "\u001b$B", "\u001b(J", "~{", "<name>", "<email>", "<phone>", "<comment>", "", " ", "\t", "Ada O'Hara", "李雷", "😀", "👩‍👩‍👧", "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
];

/** A generator that gives the same numbers every time. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** `count` texts, no two of them equal; none with half of a surrogate pair, which is no text. */
export function strings(count) {
  const found = new Set(PIECES);
  const controls = [...Array(32).keys(), 127, ...Array.from({ length: 32 }, (_, at) => 128 + at)];
  for (const code of controls) {
    const control = String.fromCharCode(code);
    for (const text of [control, `a${control}b`, `<${control}/script${control}>`]) found.add(text);
  }
  found.add(controls.map((code) => String.fromCharCode(code)).join(""));
  for (let plane = 0; plane < 17; plane++) {
    for (const low of [0x0000, 0x0041, 0x1234, 0x8000, 0xd7ff, 0xe000, 0xfffd, 0xfffe, 0xffff]) {
      found.add(`${String.fromCodePoint((plane << 16) + low)}</script>`);
    }
  }
  const next = numbers(20161108);
  const any = () => {
    const code = next(2) === 0 ? next(0x3000) : next(0x110000);
    return code >= 0xd800 && code < 0xe000 ? "\\" : String.fromCodePoint(code);
  };
  found.add(Array.from({ length: 10000 }, any).join(""));
  found.add("</script><!--".repeat(800));
  while (found.size < count) {
    const pieces = Array.from({ length: 2 + next(6) }, () => (next(3) === 0 ? any() : PIECES[next(PIECES.length)]));
    found.add(pieces.join(""));
  }
  return [...found];
}
