// Every record, under the name that this module gives it; their fields come from the table of models.
import TagoveBindings
import TagoveValues

/// A conversation between a visitor and an agent.
public typealias Chat = TagoveBindings.Chat
/// The person who answers on the company's side.
public typealias Account = TagoveBindings.Account
/// One entry of a chat: a person's words or an event.
public typealias Message = TagoveBindings.Message
/// A chat and the paths of its recorded files.
public typealias Recording = TagoveBindings.Recording
/// One stay of a visitor on the site.
public typealias VisitorSession = TagoveBindings.VisitorSession
/// A browser that came to the site.
public typealias Visitor = TagoveBindings.Visitor
/// What is known of a visitor as a customer.
public typealias VisitorDetail = TagoveBindings.VisitorDetail
/// Something that was read with a reservation: `code`, one of a closed list of words, and where it stands.
public typealias Warning = TagoveBindings.Warning
/// What is known of a list so far: its counts, how it ended, and whether it is `complete`.
public typealias Summary = TagoveBindings.Summary
/// A point in time as the API sent it, civil unless an offset is known.
public typealias TagoveTime = TagoveValues.TagoveTime
/// What every record has besides its fields: unknown members, and the normalised form.
public typealias TagoveRecord = TagoveValues.TagoveRecord
/// A JSON value of a member that no model knows.
public typealias JSONValue = TagoveValues.JSONValue
