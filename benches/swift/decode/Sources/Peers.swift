// What a user would write for the same page. Times and durations stay text: the cheapest that the peer can do.

struct PeerMessage: Decodable {
    let id, chat_id, account_id, sender_type, sender_id, type, message, date_created, seen: String?
}

struct PeerAccount: Decodable {
    let first_name, last_name, mobile_number, email: String?
}

struct PeerChat: Decodable {
    let id, account_id, session_id, type, status, date_created, date_updated, department_id, chat_duration: String?
    let chat_wait_time, feedback_rating, feedback_message, comments, initiator: String?
    let messages: [PeerMessage]?
}

struct PeerItem: Decodable {
    let account: PeerAccount?
    let chat: PeerChat
}

struct PeerAnswer: Decodable {
    let success: Bool
    let data: [PeerItem]
}
