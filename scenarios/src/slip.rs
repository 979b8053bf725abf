//! Slips that people make in such files again and again, recognised where a text cannot be read.

use std::ops::Range;

use crate::snippet::line_of;

/// Advice for what stands at `span`, if it is a slip that is known.
pub(crate) fn of(text: &str, span: &Range<usize>) -> Option<String> {
    in_line(line_of(text, span.start).1)
}

/// Advice for a line that cannot be read.
fn in_line(line: &str) -> Option<String> {
    let line = without_comment(line);
    if line.contains(['“', '”', '„', '‘', '’']) {
        return Some(
            "these are the curly quotation marks of a word processor: write straight ones, \"…\""
                .into(),
        );
    }
    if line.contains(['\u{a0}', '\u{202f}', '\u{200b}']) {
        return Some(
            "an invisible character (a hard space) stands in this line: write it anew by hand"
                .into(),
        );
    }
    if !line.contains('=') && line.contains(':') {
        return Some(
            "a key and its value stand on either side of `=`, not of a colon: title = \"…\"".into(),
        );
    }
    let plain = outside_texts(line);
    let values = plain.split('=').skip(1).map(str::trim);
    values.filter(|value| !value.is_empty()).find_map(|value| number(value).or_else(|| word(value)))
}

/// Advice for a value that was meant to be a number; the same for one in quotation marks.
pub(crate) fn number(value: &str) -> Option<String> {
    let value = value.trim_end_matches(['}', ']', ' ']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(percent) = value.strip_suffix('%').map(str::trim)
        && let Ok(number) = percent.parse::<f64>()
    {
        let share = (number * 1e10).round() / 1e12;
        return Some(format!("a share is written as a decimal number: {percent}% is {share}"));
    }
    if value.starts_with(['£', '$', '€']) {
        return Some("numbers stand alone, without a sign for money".into());
    }
    if let Some(decimals) = value.strip_prefix('.').filter(|rest| digits(rest)) {
        return Some(format!("a digit stands before the point: 0.{decimals}"));
    }
    let (whole, rest) = value.split_once(',')?;
    let next = rest.split([',', ' ']).next().unwrap_or(rest);
    if digits(whole) && digits(next) {
        let with_point = format!("{whole}.{next}");
        if whole.starts_with('0') {
            return Some(format!("numbers have a point and no comma: {with_point}"));
        }
        let together: String = value.split(' ').next().unwrap_or(value).replace(',', "");
        return Some(format!("numbers have a point and no comma: {with_point} or {together}"));
    }
    None
}

/// Advice for a word without quotation marks.
fn word(value: &str) -> Option<String> {
    let first = value.split([' ', ',', '}', ']']).next().unwrap_or(value);
    if ["yes", "no", "True", "False", "TRUE", "FALSE", "on", "off"].contains(&first) {
        return Some("write true or false, in small letters and without quotation marks".into());
    }
    if value.starts_with('(') {
        return Some("lists stand in square brackets, […], and tables in curly ones, {…}".into());
    }
    let parts: Vec<&str> = first.split(['/', '.']).collect();
    let is_date = parts.len() == 3 && parts.iter().all(|part| part.parse::<u16>().is_ok());
    is_date
        .then(|| "a term is a year and a season in quotation marks, such as \"2028-autumn\"".into())
}

/// The line up to a number sign that stands in no text.
fn without_comment(line: &str) -> &str {
    let mut quote = None;
    for (at, letter) in line.char_indices() {
        match quote {
            None if letter == '#' => return &line[..at],
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            Some(open) if open == letter => quote = None,
            _ => {}
        }
    }
    line
}

/// The line with its texts taken out.
fn outside_texts(line: &str) -> String {
    let mut quote = None;
    let mut rest = String::new();
    for letter in line.chars() {
        match quote {
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            None => rest.push(letter),
            Some(open) if open == letter => quote = None,
            Some(_) => {}
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_slips_are_recognised() {
        for (line, advice) in [
            ("stakes = 0,5", "numbers have a point and no comma: 0.5"),
            ("lump_sum_gbp = 2,500", "2.500 or 2500"),
            ("set = { \"accountability.stakes\" = 0,05 }", "no comma: 0.05"),
            ("stakes = .05", "a digit stands before the point: 0.05"),
            ("stakes = 5%", "5% is 0.05"),
            ("stakes = £100", "without a sign for money"),
            ("title = “T”", "curly quotation marks"),
            ("title: \"T\"", "not of a colon"),
            ("title\u{a0}= \"T\"", "an invisible character"),
            ("start = 01/09/2028", "such as \"2028-autumn\""),
            ("follow = True", "write true or false"),
            ("where = ( regions = [\"London\"] )", "square brackets"),
        ] {
            let found = in_line(line);
            assert!(found.as_ref().is_some_and(|one| one.contains(advice)), "{line}: {found:?}");
        }
    }

    #[test]
    fn what_is_no_known_slip_gets_no_advice() {
        for line in [
            "stakes = [",
            "title = \"5%, 0,5 and “so”",
            "# 5%",
            "regions = [\"a\" \"b\"]",
            "",
            "= =",
        ] {
            let found = in_line(line);
            assert!(found.is_none() || line.contains('“'), "{line}: {found:?}");
        }
    }
}
