//! The page that sets populations against the published figures.

use std::fmt::Write as _;

use super::file::Quantity;

/// One population's figures, as text for the cells of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Heading.
    pub name: String,
    /// A cell for every figure of every quantity, in their order.
    pub cells: Vec<Vec<String>>,
}

impl Column {
    /// The column of values that were measured.
    pub fn of(name: &str, values: &[Vec<Option<f64>>]) -> Self {
        let cells = values.iter().map(|row| row.iter().map(|value| number(*value)).collect());
        Self { name: name.to_owned(), cells: cells.collect() }
    }
}

/// Markdown: under each quantity a table of its figures, with the published value, how far it may be
/// off, each column, and whether the first column holds it.
pub fn page(quantities: &[Quantity], held: &[Vec<Option<f64>>], columns: &[Column]) -> String {
    let mut page = String::new();
    for (at, quantity) in quantities.iter().enumerate() {
        let _ = write!(page, "\n## {}\n\nIn {}.", quantity.title, quantity.unit);
        if let Some(note) = &quantity.note {
            let _ = write!(page, " {note}");
        }
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let _ = write!(
            page,
            " Source: {}\n\n| of | figure | published | may differ by | {} | holds |\n\
             | --- | --- | --- | --- |{} --- |\n",
            quantity.citation,
            names.join(" | "),
            " --- |".repeat(columns.len())
        );
        for (row, figure) in quantity.figures.iter().enumerate() {
            let cells: Vec<&str> =
                columns.iter().map(|column| column.cells[at][row].as_str()).collect();
            let _ = writeln!(
                page,
                "| {} | {} | {} | {} | {} | {} |",
                figure.of,
                figure.statistic,
                number(Some(figure.value)),
                figure.tolerance.map_or_else(String::new, |tolerance| number(Some(tolerance))),
                cells.join(" | "),
                match figure.holds(held[at][row]) {
                    Some(true) => "yes",
                    Some(false) => "**no**",
                    None => "",
                }
            );
        }
    }
    page
}

/// Whole numbers from 1,000 on, three figures below.
fn number(value: Option<f64>) -> String {
    match value {
        None => "none".to_owned(),
        Some(value) if value.abs() >= 1000.0 => {
            let whole = value.round() as i64;
            format!("{},{:03}", whole / 1000, whole.abs() % 1000)
        }
        Some(value) if value.fract() == 0.0 => format!("{value}"),
        Some(value) if value.abs() >= 100.0 => format!("{value:.0}"),
        Some(value) if value.abs() >= 10.0 => format!("{value:.1}"),
        Some(value) if value.abs() >= 1.0 => format!("{value:.2}"),
        Some(value) => format!("{value:.3}"),
    }
}
