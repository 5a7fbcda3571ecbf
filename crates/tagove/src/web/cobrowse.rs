//! The attributes that keep parts of a page from a co-browsing agent.

/// The attribute that hides an input from a co-browsing agent. It stands on the input itself, and takes no value:
/// `<input data-skip-cobrowse type="text" name="creditcard">` (in XHTML `data-skip-cobrowse=""`).
///
/// The vendor documents it for text boxes and for nothing else. Nothing promises that it hides an element that is no
/// input, what stands inside of an element, what a script copies from the input to somewhere else, the input's label,
/// or anything from recordings made otherwise. Nor can this library see whether the vendor's widget obeys.
///
/// ```
/// let field = format!(r#"<input {} type="text" name="creditcard">"#, tagove::SKIP_COBROWSE);
/// assert_eq!(field, r#"<input data-skip-cobrowse type="text" name="creditcard">"#);
/// ```
pub const SKIP_COBROWSE: &str = "data-skip-cobrowse";

/// The attribute that hides all text and all fields inside of any element from a co-browsing agent. **Of the vendor's
/// later product** (Acquire, 2018): the documentation of Tagove does not know it. It takes no value.
///
/// Nothing promises that an account of Tagove's own obeys it, nor that it hides images, what styles draw, or the size
/// and place of the element. Where an input has to be hidden, put [`SKIP_COBROWSE`] on it as well.
///
/// ```
/// assert_eq!(format!("<section {}>", tagove::SKIP_UI_COBROWSE), "<section data-skipui-cobrowse>");
/// ```
pub const SKIP_UI_COBROWSE: &str = "data-skipui-cobrowse";
