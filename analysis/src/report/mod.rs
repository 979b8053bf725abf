//! What a result shows, in words and pictures.

mod band;
mod charts;
pub mod page;
mod summary;

pub use band::{Band, yearly_bands};
pub use charts::{NamedChart, run_charts};
pub use summary::{Facts, summary};
