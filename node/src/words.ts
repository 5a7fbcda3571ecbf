// Closed sets of words, the same in every language. What the service may extend (a chat's status, say) is any text.

/** What kind of thing went wrong. */
export type ErrorKind =
  | "Configuration"
  | "InvalidRequest"
  | "Authentication"
  | "PermissionDenied"
  | "NotFound"
  | "RateLimited"
  | "Server"
  | "Connection"
  | "Timeout"
  | "Decode"
  | "Cancelled";

/** What a client is asked for: the name of its method. */
export type Operation =
  | "listChats"
  | "getChat"
  | "listMessages"
  | "getRecording"
  | "listVisitorSessions"
  | "getVisitorSessions";

/**
 * How a list ended: with an empty page; with "not found" after a page that was not empty; with a page that had come
 * before, so that nobody knows whether there is more; with as many records as `take` wanted; with an error.
 */
export type Ended = "empty_page" | "not_found" | "repeated_page" | "taken" | "error";

/** What was read with a reservation. `repeated_page` and `fewer_than_announced` are of a list as a whole. */
export type WarningCode =
  | "unfit_value"
  | "missing_id"
  | "duplicate_member"
  | "lone_surrogate"
  | "ambiguous_time"
  | "skipped_time"
  | "error_beside_data"
  | "repeated_page"
  | "fewer_than_announced";
