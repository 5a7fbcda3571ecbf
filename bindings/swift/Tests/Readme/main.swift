import Tagove

let client = try TagoveClient(apiKey: "any", baseUrl: "http://127.0.0.1:8787", timeZone: "Europe/Berlin")
let chats = client.listChats(startDate: "2016-08-01", include: [.messages]).take(30)
do {
    for try await chat in chats { print(chat.id ?? "?", chat.messages?.count ?? 0, chat.dateCreated?.text ?? "?") }
    print(chats.summary.ended ?? "?")
} catch TagoveError.authentication(let details) {
    print(details.reason)
}
