import Tagove

/// Reads the chats of the server that TAGOVE_BASE_URL names, and says how many there were.
let client = try TagoveClient(apiKey: "any")
let chats = client.listChats(limit: 5)
var ids: Set<String> = []
for try await chat in chats { if let id = chat.id { ids.insert(id) } }
let state = chats.summary.complete ? "complete" : chats.summary.ended ?? "under way"
client.close()
print("\(ids.count) chats, \(state)")
