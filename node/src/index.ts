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
export type { ApiKey, Credentials, PageEvent, RequestEvent, ResponseEvent, RetryEvent } from "./events";
export { Account, Chat, Message, Recording, Visitor, VisitorDetail, VisitorSession } from "./generated/models";
export type {
  AccountObject,
  ChatObject,
  MessageObject,
  RecordingObject,
  VisitorDetailObject,
  VisitorObject,
  VisitorSessionObject,
} from "./generated/models";
export { List, type Summary } from "./list";
export { type Field, type Json, Model, type ModelObject } from "./model";
export type {
  CallOptions,
  ClientChanges,
  ClientOptions,
  DemoOptions,
  ListChatsOptions,
  ListOptions,
  Query,
  QueryValue,
  RequestOptions,
} from "./options";
export { Page, Warning } from "./page";
export { RawAnswer } from "./raw";
export type { Customer, SnippetOptions } from "./page_snippet";
export type { Ended, ErrorKind, Operation, WarningCode } from "./words";
export {
  BOOT_SCRIPT,
  BOOT_SCRIPT_HASH,
  SKIP_COBROWSE,
  SKIP_UI_COBROWSE,
  WEBHOOK_SIGNATURE_HEADER,
  customerSnippet,
  parseWebhook,
  userHash,
  verifyWebhookSignature,
} from "./web";
export type { WebhookEvent, WebhookKind } from "./webhook";
