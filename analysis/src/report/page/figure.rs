//! A chart in the page.

use std::fmt::Write as _;

use super::ids::prefixed;
use crate::chart::svg::escape;
use crate::chart::{ChartError, Drawing};

/// A chart with its caption.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// The chart as SVG with live text, from [`Drawing::svg_live_text`]. It goes into the page as
    /// it is and must be our own drawing.
    pub svg: String,
    /// The same chart laid out for a narrow screen, usually at single width. Without one, the
    /// chart scrolls sideways there.
    pub narrow: Option<String>,
    /// Words beneath, after the figure's number.
    pub caption: String,
    /// The chart in words, for those who cannot see it.
    pub alt: String,
}

impl Figure {
    /// A chart as a figure, with a narrow layout of it for small screens if there is one.
    pub fn new(
        wide: &Drawing,
        narrow: Option<&Drawing>,
        caption: &str,
    ) -> Result<Self, ChartError> {
        Ok(Self {
            svg: wide.svg_live_text()?,
            narrow: narrow.map(Drawing::svg_live_text).transpose()?,
            caption: caption.to_owned(),
            alt: wide.alt().to_owned(),
        })
    }

    pub(super) fn write(&self, html: &mut String, number: usize) {
        let _ = writeln!(html, "<figure id=\"figure-{number}\">");
        match &self.narrow {
            Some(narrow) => {
                self.chart(html, &self.svg, "chart wide", &format!("f{number}-"));
                self.chart(html, narrow, "chart narrow", &format!("f{number}n-"));
            }
            None => {
                let _ = writeln!(
                    html,
                    "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Figure {number}\">"
                );
                self.chart(html, &self.svg, "chart", &format!("f{number}-"));
                html.push_str("</div>\n");
            }
        }
        let caption = escape(&self.caption);
        let _ = writeln!(
            html,
            "<figcaption><b>Figure {number}.</b> {}</figcaption>\n</figure>",
            caption.trim()
        );
    }

    /// One layout, read aloud as one picture with its description.
    fn chart(&self, html: &mut String, svg: &str, class: &str, prefix: &str) {
        let words = if self.alt.trim().is_empty() { &self.caption } else { &self.alt };
        // A page needs no name of the drawing's language, and holds no address.
        let svg = svg.replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1);
        // What may stand before the drawing, such as an XML declaration, has no place in a page.
        let svg = svg.find("<svg").map_or("", |start| &svg[start..]);
        let _ = writeln!(
            html,
            "<div class=\"{class}\" role=\"img\" aria-label=\"{}\">\n{}\n</div>",
            escape(words),
            prefixed(svg.trim_end(), prefix)
        );
    }
}
