//! What `tagove-codegen` writes from `models.toml`. No logic lives here.

pub(crate) mod owned;
pub(crate) mod schema;
pub(crate) mod views;
