//! Prints how the synthetic population compares with the published figures.

use std::io::Write;

use analysis::population::{Column, measure, page, quantities};
use sim::scenario::Scenario;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let quantities = quantities()?;
    let population = sim::population::synthetic(&Scenario::default());
    let values = measure(&quantities, &population);
    let page = page(&quantities, &values, &[Column::of("synthetic", &values)]);
    Ok(std::io::stdout().write_all(page.as_bytes())?)
}
