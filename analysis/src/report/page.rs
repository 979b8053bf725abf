//! The report page: one file that opens anywhere, without a network and without scripts.
//!
//! Charts stand in the page as SVG with live text, so that their words can be searched, copied and
//! read aloud; the font is in the page once. Everything that is given as words is escaped.

mod figure;
mod font;
mod ids;
mod table;

use std::fmt::Write as _;

use crate::chart::svg::escape;

pub use figure::Figure;
pub use table::{Align, HtmlTable};

/// How the page looks: on screens wide and narrow, light and dark, and in print.
const STYLE: &str = include_str!("page/page.css");

/// Nothing may be loaded and nothing may run; style and fonts are in the page itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; \
     form-action 'none'";

/// What a page says.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The main heading, and the name of the window.
    pub title: String,
    /// A line beneath it; may be empty.
    pub subtitle: String,
    /// Paragraphs before the contents.
    pub summary: Vec<String>,
    /// The sections, in order; each has its line in the contents.
    pub sections: Vec<Section>,
    /// Where the numbers come from: version, hashes, seed and the like, as names and values.
    pub facts: Vec<(String, String)>,
}

/// A part of a page under its own heading.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Paragraphs.
    pub words: Vec<String>,
    /// Commands to copy, after the paragraphs, each in a block of its own.
    pub commands: Vec<String>,
    /// Charts, after the paragraphs.
    pub figures: Vec<Figure>,
    /// Tables, after the charts.
    pub tables: Vec<HtmlTable>,
}

/// Heading of the facts.
const FACTS: &str = "Where these numbers come from";

/// The page as HTML. Figures and tables are numbered through the page.
pub fn html(page: &Page) -> String {
    let mut html = head(page);
    html.push_str("<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
    header(&mut html, page);
    html.push_str("<main id=\"main\" tabindex=\"-1\">\n");
    paragraphs(&mut html, &page.summary);
    let (mut figures, mut tables) = (0, 0);
    for (place, section) in page.sections.iter().enumerate() {
        let number = place + 1;
        let heading = escape(&section.heading);
        let _ = writeln!(
            html,
            "<section aria-labelledby=\"section-{number}\">\n<h2 id=\"section-{number}\">{heading}</h2>"
        );
        paragraphs(&mut html, &section.words);
        for command in &section.commands {
            let _ = writeln!(html, "<pre tabindex=\"0\"><code>{}</code></pre>", escape(command));
        }
        for figure in &section.figures {
            figures += 1;
            figure.write(&mut html, figures);
        }
        for table in &section.tables {
            tables += 1;
            table.write(&mut html, tables);
        }
        html.push_str("</section>\n");
    }
    facts(&mut html, page);
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

fn head(page: &Page) -> String {
    let title = escape(&page.title);
    let fonts = font::faces();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <style>\n{fonts}{STYLE}</style>\n</head>\n"
    )
}

/// Title, subtitle and contents.
fn header(html: &mut String, page: &Page) {
    let _ = writeln!(html, "<header>\n<h1>{}</h1>", escape(&page.title));
    if !page.subtitle.trim().is_empty() {
        let _ = writeln!(html, "<p class=\"subtitle\">{}</p>", escape(&page.subtitle));
    }
    html.push_str("</header>\n");
    let mut lines: Vec<(String, &str)> = Vec::new();
    for (place, section) in page.sections.iter().enumerate() {
        lines.push((format!("section-{}", place + 1), &section.heading));
    }
    if !page.facts.is_empty() {
        lines.push(("facts".to_owned(), FACTS));
    }
    if lines.is_empty() {
        return;
    }
    html.push_str("<nav aria-label=\"Contents\">\n<ol>\n");
    for (id, words) in lines {
        let _ = writeln!(html, "<li><a href=\"#{id}\">{}</a></li>", escape(words));
    }
    html.push_str("</ol>\n</nav>\n");
}

fn facts(html: &mut String, page: &Page) {
    if page.facts.is_empty() {
        return;
    }
    let _ = writeln!(
        html,
        "<section class=\"facts\" aria-labelledby=\"facts\">\n<h2 id=\"facts\">{FACTS}</h2>\n<dl>"
    );
    for (name, value) in &page.facts {
        let _ = writeln!(html, "<dt>{}</dt>\n<dd>{}</dd>", escape(name), escape(value));
    }
    html.push_str("</dl>\n</section>\n");
}

fn paragraphs(html: &mut String, paragraphs: &[String]) {
    for words in paragraphs.iter().filter(|words| !words.trim().is_empty()) {
        let _ = writeln!(html, "<p>{}</p>", escape(words));
    }
}
