//! One line of a text with a stretch of it underlined.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Characters of a line that are shown; a longer line is cut around the stretch.
const SHOWN: usize = 100;
/// Characters shown before the stretch in a cut line.
const BEFORE: usize = 40;
/// Spaces that stand for a tab.
const TAB: usize = 4;
/// Characters of a quoted word that are shown.
const QUOTED: usize = 60;

/// One character as shown.
struct Cell {
    shown: char,
    width: usize,
    inside: bool,
}

/// Line and column of a byte of `text`, both from 1; the column counts characters.
pub(crate) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let at = boundary(text, at);
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before[start..].chars().count() + 1)
}

/// The line in which `span` starts, and a line of carets under the part of the span in it.
pub(crate) fn underlined(text: &str, span: &Range<usize>) -> (String, String) {
    let start = boundary(text, span.start);
    let end = boundary(text, span.end).max(start);
    let (first, line) = line_of(text, start);
    draw(&cells(line, start - first, end - first))
}

/// Where the line of a byte starts, and the line without its break.
pub(crate) fn line_of(text: &str, at: usize) -> (usize, &str) {
    let at = boundary(text, at);
    let first = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let last = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    (first, text[first..last].trim_end_matches('\r'))
}

/// `text` with characters that would disturb a terminal replaced.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// `text` in quotation marks of code, cleaned and cut to a readable length.
pub(crate) fn quote(text: &str) -> String {
    quote_up_to(QUOTED, text)
}

/// A path in quotation marks of code, which may be longer than other words.
pub(crate) fn quote_path(path: &str) -> String {
    quote_up_to(QUOTED * 5, path)
}

/// `text` in quotation marks of code, cleaned and cut after `longest` characters.
fn quote_up_to(longest: usize, text: &str) -> String {
    let mut shown: String = text.chars().take(longest).map(visible).collect();
    if text.chars().nth(longest).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// The nearest start of a character at or before `at`.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// The character to show for `character`: none that moves the cursor or turns the direction.
fn visible(character: char) -> char {
    match character {
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        '\n' | '\t' => ' ',
        other if other.is_control() => '\u{fffd}',
        other => other,
    }
}

/// The characters of a line, and which of them lie in the bytes from `start` to `end`.
fn cells(line: &str, start: usize, end: usize) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(line.len() + 1);
    for (at, character) in line.char_indices() {
        let inside = at >= start && (at < end || at == start);
        let shown = visible(character);
        let width = shown.width().unwrap_or(1);
        let copies = if character == '\t' { TAB } else { 1 };
        cells.extend((0..copies).map(|_| Cell { shown, width, inside }));
    }
    if start >= line.len() {
        cells.push(Cell { shown: ' ', width: 1, inside: true });
    }
    cells
}

/// The line and its carets, cut around the carets when the line is long.
fn draw(cells: &[Cell]) -> (String, String) {
    let marked = cells.iter().position(|cell| cell.inside).unwrap_or(0);
    let from = if cells.len() <= SHOWN {
        0
    } else {
        marked.saturating_sub(BEFORE).min(cells.len() - SHOWN)
    };
    let to = (from + SHOWN).min(cells.len());
    let (mut line, mut mark) = (String::new(), String::new());
    if from > 0 {
        line.push('…');
        mark.push(' ');
    }
    for cell in &cells[from..to] {
        line.push(cell.shown);
        let sign = if cell.inside { '^' } else { ' ' };
        mark.extend(std::iter::repeat_n(sign, cell.width));
    }
    if to < cells.len() {
        line.push('…');
    }
    (line.trim_end().to_owned(), mark.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_moves_the_carets_with_the_line() {
        let (line, mark) = underlined("a\n\tb = 3", &(7..8));
        assert_eq!((line.as_str(), mark.as_str()), ("    b = 3", "        ^"));
    }

    #[test]
    fn wide_characters_count_two_columns() {
        let (_, mark) = underlined("学校 = 3", &(9..10));
        assert_eq!(mark, "       ^");
        assert_eq!(line_and_column("学校 = 3", 9), (1, 6));
    }

    #[test]
    fn a_long_line_is_cut_around_the_stretch() {
        let text = format!("{}x{}", "a".repeat(5000), "b".repeat(5000));
        let (line, mark) = underlined(&text, &(5000..5001));
        assert!(line.chars().count() <= SHOWN + 2);
        assert_eq!(line.chars().nth(mark.chars().count() - 1), Some('x'));
    }

    #[test]
    fn a_stretch_outside_the_text_is_marked_at_its_end() {
        let (line, mark) = underlined("ab", &(90..99));
        assert_eq!((line.as_str(), mark.as_str()), ("ab", "  ^"));
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert!(!clean("a\u{1b}[31m\u{202e}b").contains(['\u{1b}', '\u{202e}']));
    }
}
