/// What is compared and what is shown of an error's details: all but the cause, whose words are the app's.
extension TagoveError.Details {
    public static func == (one: Self, other: Self) -> Bool { one.compared == other.compared }

    public func hash(into hasher: inout Hasher) { hasher.combine(compared) }

    private var compared: [AnyHashable?] {
        [status, code, reason, requestId, retryAfter, attempts, at]
    }
}

extension TagoveError.Details: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "Details(\(reason))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "status": status as Any, "code": code as Any, "reason": reason, "requestId": requestId as Any,
                "retryAfter": retryAfter as Any, "attempts": attempts, "at": at as Any,
            ])
    }
}
