//! The extension module `tagove._native`: convert in, call the core, convert out.
//!
//! What users see is the Python package `tagove`, in `python/`; its `_native.pyi` says what stands here.

mod asking;
mod attached;
mod bell;
mod changes;
mod client;
mod command;
mod errors;
mod events;
mod facts;
mod frames;
mod hearing;
mod html;
mod interned;
mod life;
mod list;
mod mailbox;
mod nesting;
mod options;
mod page;
mod page_snippet;
mod pager;
mod place;
mod raw;
mod records;
mod relay;
mod reported;
mod repr;
mod root;
mod runtime;
mod server;
mod server_start;
mod slice;
mod webhook;

use pyo3::prelude::*;

#[pymodule(gil_used = false, name = "_native")]
mod native {
    use super::{Bound, PyModule, PyModuleMethods as _, PyResult};
    use pyo3::exceptions::PyImportError;

    /// The version of the package and of the core, where it works.
    #[pymodule_init]
    fn begin(module: &Bound<'_, PyModule>) -> PyResult<()> {
        if !crate::attached::is_main_interpreter(module.py()) {
            return Err(PyImportError::new_err(
                "tagove does not work in a subinterpreter; import it in the main one, or use a process",
            ));
        }
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }

    #[pymodule_export]
    use crate::client::Client;
    #[pymodule_export]
    use crate::command::run_command;
    #[pymodule_export]
    use crate::errors::error_kinds;
    #[pymodule_export]
    use crate::events::{KeyWanted, PageEvent, RequestEvent, ResponseEvent, RetryEvent};
    #[pymodule_export]
    use crate::facts::{Summary, Warning};
    #[pymodule_export]
    use crate::frames::{Batches, arrow_stream};
    #[pymodule_export]
    use crate::list::{PageIterator, RecordList};
    #[pymodule_export]
    use crate::mailbox::{Call, Mailbox};
    #[pymodule_export]
    use crate::page::{Page, kept_page};
    #[pymodule_export]
    use crate::page_snippet::{customer_snippet, user_hash};
    #[pymodule_export]
    use crate::raw::RawAnswer;
    #[pymodule_export]
    use crate::records::{
        Account, Chat, Message, Recording, Visitor, VisitorDetail, VisitorSession,
    };
    #[pymodule_export]
    use crate::reported::report;
    #[pymodule_export]
    use crate::server::LocalServer;
    #[pymodule_export]
    use crate::webhook::{WebhookEvent, parse_webhook, verify_webhook_signature};
    #[pymodule_export]
    const BOOT_SCRIPT: &str = tagove::BOOT_SCRIPT;
    #[pymodule_export]
    const BOOT_SCRIPT_HASH: &str = tagove::BOOT_SCRIPT_HASH;
    #[pymodule_export]
    const SKIP_COBROWSE: &str = tagove::SKIP_COBROWSE;
    #[pymodule_export]
    const SKIP_UI_COBROWSE: &str = tagove::SKIP_UI_COBROWSE;
    #[pymodule_export]
    const WEBHOOK_SIGNATURE_HEADER: &str = tagove::WEBHOOK_SIGNATURE_HEADER;
}
