//! The public interface against the local server.

mod corpus;
