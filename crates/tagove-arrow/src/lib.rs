//! Pages of the API as Arrow record batches: columns that are filled straight from a page's rows, driven by the table of
//! models.
//!
//! ```
//! use tagove::{Chat, Page, schema};
//! use tagove_arrow::Table;
//!
//! let page = Page::<Chat>::from_body(br#"{"data": [{"chat": {"id": "7", "messages": [{"id": "1", "message": "Hi"}]}}]}"#)?;
//! let chats = Table::of(&schema::CHAT, None).batch(page.info().rows())?;
//! assert_eq!((chats.num_rows(), chats.num_columns()), (1, schema::CHAT.fields.len() + 1));
//! let messages = Table::messages(None).batch(page.info().rows())?;
//! assert_eq!(messages.schema().field(1).name(), "chat_id");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod column;
mod extra;
mod stream;
mod table;
mod types;

pub use arrow_array::RecordBatch;
pub use arrow_schema::ArrowError;
pub use stream::{CStream, c_stream};
pub use table::Table;
