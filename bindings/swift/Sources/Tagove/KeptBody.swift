import Foundation
import TagoveBindings

/// Reads a body of `GET /chats` that was kept, JSON or XML, for example one that `PageInfo.body` gave.
public func decodeChats(body: Data) throws -> Page<Chat> {
    let page = try rethrowing { try TagoveBindings.decodeChats(body: body) }
    return Page(records: page.records, info: PageInfo(facts: page.facts))
}
