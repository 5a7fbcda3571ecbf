//! What people say, where they are and what they are called, language by language.
//!
//! Every name is made up, every address is on a domain reserved for examples.

mod asian;
mod english;
mod latin;
mod letters;

use Turn::{A, V};

/// One line of a dialogue: the visitor's or the agent's.
///
/// `{visitor}`, `{agent}` and `{order}` stand for the two names and a number.
#[derive(Debug, Clone, Copy)]
pub(super) enum Turn {
    V(&'static str),
    A(&'static str),
}

/// Given name, family name, and both in ASCII for an address.
pub(super) type Person = (&'static str, &'static str, &'static str);

/// A place with its latitude and longitude in hundred-thousandths of a degree.
pub(super) type Place = (&'static str, i64, i64);

/// One language.
#[derive(Debug)]
pub(super) struct Tongue {
    pub(super) people: &'static [Person],
    pub(super) places: &'static [Place],
    pub(super) dialogues: &'static [&'static [Turn]],
    pub(super) feedback: &'static [&'static str],
}

/// All languages, the most frequent one first.
pub(super) const TONGUES: &[&Tongue] = &[
    &english::ENGLISH,
    &latin::GERMAN,
    &latin::FRENCH,
    &latin::SPANISH,
    &latin::PORTUGUESE,
    &latin::POLISH,
    &latin::TURKISH,
    &latin::VIETNAMESE,
    &letters::RUSSIAN,
    &letters::GREEK,
    &letters::HEBREW,
    &letters::ARABIC,
    &letters::HINDI,
    &asian::CHINESE,
    &asian::JAPANESE,
    &asian::KOREAN,
    &asian::THAI,
];

/// Lines that turn up in any conversation and have broken some reader before.
pub(super) const ODDITIES: &[Turn] = &[
    V(""),
    V(" "),
    V("ok"),
    V("👍"),
    V("👩‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍💻 🇩🇪 ❤️‍🔥"),
    V("\"quoted\", 'single', “curly”, «guillemets», `ticks`"),
    V("C:\\Users\\guest\\new\\table.txt"),
    V("first line\nsecond line\r\nthird\tcolumn\n"),
    V("null"),
    V("0"),
    V("[object Object]"),
    V("=SUM(A1:A9)"),
    V("+1+1,\"two\";three"),
    V("{\"order\": \"4711\", \"items\": [1, 2, {\"deep\": null}]}"),
    V("</script><script>alert(1)</script>"),
    V("<![CDATA[ ]]> <!-- note --> &nbsp;&#8364;&euro;"),
    V(
        "e\u{301}clair, nai\u{308}ve, Z\u{335}\u{30d}a\u{334}\u{311}l\u{336}\u{309}g\u{337}\u{30b}o\u{335}\u{306}",
    ),
    V("line\u{2028}separator\u{2029}paragraph\u{a0}no-break\u{200b}zero\u{feff}width"),
    V("\u{202e}right to left override\u{202c} and back"),
    V("𝒜 𝟜𝟚 𠜎 🂡 𓀀"),
    V("𝄞\u{7f}\u{85}\u{1}"),
    A("<b>Important:</b> please keep your order number <i>{order}</i> &amp; this e-mail."),
    A(
        "<a href=\"https://help.example.com/returns?order={order}&amp;lang=en\">How returns work</a>",
    ),
    A("<p>Step 1: open the lid.<br/>Step 2: press &quot;reset&quot; for 5&nbsp;s.</p>"),
    A("https://www.example.org/a%20b/?q=%C3%BC+x#top"),
    A("Tom &amp; Jerry &lt;tom@example.com&gt;"),
    A("100% \u{2713} done \u{2014} 3 \u{2264} 4 \u{20ac}"),
    A("<img src='https://cdn.example.net/i.png' alt=\"\">"),
];
