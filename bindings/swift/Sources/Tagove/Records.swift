// Every record, under the name that this module gives it; their fields come from the table of models.
import TagoveBindings
import TagoveValues

public typealias Chat = TagoveBindings.Chat
public typealias Account = TagoveBindings.Account
public typealias Message = TagoveBindings.Message
public typealias Recording = TagoveBindings.Recording
public typealias VisitorSession = TagoveBindings.VisitorSession
public typealias Visitor = TagoveBindings.Visitor
public typealias VisitorDetail = TagoveBindings.VisitorDetail
public typealias Warning = TagoveBindings.Warning
public typealias Summary = TagoveBindings.Summary
public typealias TagoveTime = TagoveValues.TagoveTime
public typealias TagoveRecord = TagoveValues.TagoveRecord
public typealias JSONValue = TagoveValues.JSONValue
