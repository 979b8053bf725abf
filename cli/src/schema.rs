//! `schema`: the JSON Schema of scenario files.

use crate::args::SchemaOptions;
use crate::problem::Problem;

/// The schema, as text.
#[expect(clippy::unnecessary_wraps, reason = "every command has one signature")]
pub(crate) fn schema(_: &SchemaOptions) -> Result<String, Problem> {
    Ok(scenarios::schema())
}
