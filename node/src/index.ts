export { Client, type VisitorSessions } from "./client";
export {
  AuthenticationError,
  CancelledError,
  ConfigurationError,
  ConnectionError,
  DecodeError,
  InvalidRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitedError,
  ServerError,
  TagoveError,
  TimeoutError,
  type ErrorFields,
} from "./errors";
export { Account, Chat, Message, Recording, Visitor, VisitorDetail, VisitorSession } from "./generated/models";
export { List, type Summary } from "./list";
export { type Field, type Json, Model } from "./model";
export type { CallOptions, ClientOptions, ListChatsOptions, ListOptions } from "./options";
export { Page, Warning } from "./page";
