//! Text broken into balanced lines.

use super::font::{Weight, width};

/// A space that no line ends at.
pub(crate) const NO_BREAK: char = '\u{a0}';

/// Breaks text into the fewest lines of at most `most` units, then evens them out.
///
/// A word wider than a line is cut. Control characters become spaces.
pub(crate) fn wrap(text: &str, size: f64, weight: Weight, most: f64) -> Vec<String> {
    let words = words(text, size, weight, most);
    let lines = greedy(&words, size, weight, most);
    // The narrowest width that needs no further line: twelve halvings are finer than a pixel.
    let (mut tight, mut loose) = (0.0, most);
    for _ in 0..12 {
        let middle = (tight + loose) / 2.0;
        let fits = words.iter().all(|word| width(word, size, weight) <= middle);
        if fits && greedy(&words, size, weight, middle).len() == lines.len() {
            loose = middle;
        } else {
            tight = middle;
        }
    }
    greedy(&words, size, weight, loose)
}

/// The first lines only, the last of them ending in an ellipsis where text was left out.
pub(crate) fn wrap_at_most(
    text: &str,
    size: f64,
    weight: Weight,
    most: f64,
    lines: usize,
) -> Vec<String> {
    let all = wrap(text, size, weight, most);
    if all.len() <= lines {
        return all;
    }
    let mut kept = greedy(&words(text, size, weight, most), size, weight, most);
    kept.truncate(lines);
    if let Some(last) = kept.last_mut() {
        while width(&format!("{last}…"), size, weight) > most && last.pop().is_some() {}
        *last = format!("{}…", last.trim_end());
    }
    kept
}

/// Keeps what stands in brackets on one line.
pub(crate) fn keep_brackets(text: &str) -> String {
    let mut depth = 0_i32;
    let kept = text.chars().map(|character| {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if character == ' ' && depth > 0 { NO_BREAK } else { character }
    });
    kept.collect()
}

fn words(text: &str, size: f64, weight: Weight, most: f64) -> Vec<String> {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut words = Vec::new();
    for word in clean.split([' ', '\u{2028}', '\u{2029}']).filter(|word| !word.is_empty()) {
        if width(word, size, weight) <= most {
            words.push(word.to_owned());
        } else if word.contains(NO_BREAK) {
            words.extend(self::words(&word.replace(NO_BREAK, " "), size, weight, most));
        } else {
            words.extend(cut(word, size, weight, most));
        }
    }
    words
}

/// A word cut into pieces that each fit.
fn cut(word: &str, size: f64, weight: Weight, most: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for character in word.chars() {
        let last = pieces.last().cloned().unwrap_or_default();
        if !last.is_empty() && width(&format!("{last}{character}"), size, weight) > most {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces
}

fn greedy(words: &[String], size: f64, weight: Weight, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer {
            Some(longer) if width(&longer, size, weight) <= most => {
                lines.pop();
                lines.push(longer);
            }
            _ => lines.push(word.clone()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, most: f64) -> Vec<String> {
        wrap(text, 10.0, Weight::Regular, most)
    }

    #[test]
    fn lines_fit_and_keep_every_word() {
        let text = "Tutoring cuts the disadvantage gap by about two months in five years";
        for most in [30.0, 60.0, 120.0, 500.0] {
            let lines = lines(text, most);
            assert!(lines.iter().all(|l| width(l, 10.0, Weight::Regular) <= most + 1e-9));
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn lines_are_balanced() {
        let two = lines("one two three four five six seven eight nine", 150.0);
        let widths: Vec<f64> = two.iter().map(|l| width(l, 10.0, Weight::Regular)).collect();
        assert_eq!(widths.len(), 2);
        assert!((widths[0] - widths[1]).abs() < 30.0, "{two:?}");
    }

    #[test]
    fn an_overlong_word_is_cut_and_empty_text_has_no_lines() {
        assert!(lines(&"x".repeat(200), 60.0).len() > 5);
        assert!(lines("", 60.0).is_empty() && lines(" \n\t ", 60.0).is_empty());
    }

    #[test]
    fn what_is_left_out_ends_in_an_ellipsis() {
        let kept = wrap_at_most(&"many words ".repeat(30), 10.0, Weight::Regular, 100.0, 2);
        assert_eq!(kept.len(), 2);
        assert!(kept[1].ends_with('…') && width(&kept[1], 10.0, Weight::Regular) <= 100.0);
    }

    #[test]
    fn brackets_stay_on_one_line_where_they_fit() {
        let lines = lines(&keep_brackets("18.5 months (17.9 to 19.1)"), 70.0);
        assert_eq!(lines, ["18.5 months", "(17.9\u{a0}to\u{a0}19.1)"]);
    }
}
