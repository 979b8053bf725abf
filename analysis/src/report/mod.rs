//! What a result shows, in words and pictures.

mod band;
mod charts;
mod columns;
pub mod page;
mod schools;
mod sentences;
mod summary;
mod tables;

pub use band::{Band, yearly_bands};
pub use charts::{LeftOut, NamedChart, Picture, RunCharts, run_charts};
pub use schools::{Distribution, Fifths, SchoolFigures};
pub use sentences::sentences;
pub use summary::{Facts, summary};
pub use tables::{national_tables, region_table};
