//! The page of the metrics, written from their declarations.

use std::fmt::Write as _;

use super::{Metric, Of, Theme, metrics};

/// Every metric in a table for people.
pub fn page() -> String {
    let mut text = String::from(
        "# Metrics\n\nWhat `compare` and `sweep` measure of a run: one number of a school year, for all schools or for a class \
         of them (region,\nphase, surroundings, fifth by disadvantage, coast). Those marked with • are printed first; all of \
         them are in the\ntables. “Better” says which way is better; a sum of money, a judgement or a means is neither.\n",
    );
    for theme in Theme::ALL {
        let _ = write!(
            text,
            "\n## {}\n\n| metric | unit | better | what it is |\n| --- | --- | --- | --- |\n",
            capital(theme.name())
        );
        for metric in metrics().filter(|metric| metric.theme == theme) {
            let _ = writeln!(text, "{}", row(metric));
        }
    }
    text
}

fn row(metric: &Metric) -> String {
    let mark = if metric.is_headline { " •" } else { "" };
    let only = match metric.of {
        Of::Schools(_) => "",
        Of::Areas(..) => " Not for other classes of schools.",
    };
    format!(
        "| `{}`{mark} | {} | {} | {}{only} |",
        metric.name,
        metric.unit,
        metric.better.name(),
        metric.sentence
    )
}

fn capital(words: &str) -> String {
    let (first, rest) = words.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}
