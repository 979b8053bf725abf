//! Numbers with their nouns.

/// A number with its noun.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let number = analysis::chart::number::number(count as f64, 0);
    format!("{number} {noun}{}", if count == 1 { "" } else { "s" })
}
