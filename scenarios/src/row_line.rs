//! The line in which a row of a table starts.

/// The line of the row that a reader of `text` finds next, from 1, when it stands at `at`.
///
/// A reader stands before what it will skip: empty lines, comments that start with `comment`, and the
/// second half of a line break of two characters.
pub(crate) fn row_line(text: &str, at: &csv::Position, comment: Option<u8>) -> u64 {
    let mut line = at.line();
    let mut rest = text.as_bytes().get(at.byte() as usize..).unwrap_or_default();
    while let Some((first, after)) = rest.split_first() {
        rest = match first {
            b'\r' => after,
            b'\n' => {
                line += 1;
                after
            }
            mark if Some(*mark) == comment => {
                let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                &rest[end..]
            }
            _ => break,
        };
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_reader_skips_counts_as_lines() {
        let mut at = csv::Position::new();
        at.set_byte(3).set_line(1);
        assert_eq!(row_line("a,b\r\n\r\n# c\nd", &at, Some(b'#')), 4);
        assert_eq!(row_line("a,b\r\n\r\n# c\nd", &at, None), 3);
        at.set_byte(99);
        assert_eq!(row_line("a,b", &at, None), 1);
    }
}
