//! A table in the page.

use std::fmt::Write as _;

use crate::chart::svg::escape;

/// A table whose first column names its rows.
#[derive(Clone, Debug, Default)]
pub struct HtmlTable {
    /// Words above, after the table's number.
    pub caption: String,
    /// Headings of the columns, with units, and how their cells stand.
    pub columns: Vec<(String, Align)>,
    /// Cells row by row, as printed. Rows that are too short are filled up with empty cells.
    pub rows: Vec<Vec<String>>,
}

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words: at the left.
    #[default]
    Left,
    /// Numbers: at the right, so that their digits stand under each other.
    Right,
}

impl HtmlTable {
    pub(super) fn write(&self, html: &mut String, number: usize) {
        let _ = writeln!(
            html,
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table {number}\">\n\
             <table id=\"table-{number}\">\n<caption><b>Table {number}.</b> {}</caption>\n<thead>\n<tr>",
            escape(&self.caption).trim()
        );
        for (heading, align) in &self.columns {
            let _ = writeln!(html, "<th scope=\"col\"{}>{}</th>", class(*align), escape(heading));
        }
        html.push_str("</tr>\n</thead>\n<tbody>\n");
        self.rows.iter().for_each(|row| self.row(html, row));
        html.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn row(&self, html: &mut String, row: &[String]) {
        html.push_str("<tr>");
        for place in 0..self.columns.len().max(row.len()) {
            let align = self.columns.get(place).map(|column| column.1).unwrap_or_default();
            let words = row.get(place).map_or_else(String::new, |cell| escape(cell));
            let class = class(align);
            let _ = match place {
                0 => write!(html, "<th scope=\"row\"{class}>{words}</th>"),
                _ => write!(html, "<td{class}>{words}</td>"),
            };
        }
        html.push_str("</tr>\n");
    }
}

fn class(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Right => " class=\"number\"",
    }
}
