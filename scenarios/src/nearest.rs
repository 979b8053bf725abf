//! The known names nearest to one that is not known.

/// Names that a message offers.
const OFFERED: usize = 3;
/// A longer word is like no name.
const LONGEST: usize = 80;
/// Known names that a message lists in full when none is near.
const LISTED: usize = 20;

/// Up to three of `known` that are like `word`, nearest first.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Vec<&'a str> {
    if word.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let mut scored: Vec<(usize, &str)> =
        known.iter().filter_map(|name| Some((score(word, name)?, *name))).collect();
    scored.sort_unstable();
    scored.dedup();
    let best = scored.first().map_or(0, |(score, _)| *score);
    // What is much less like the word than the best is no help.
    scored.retain(|(score, _)| *score <= best + 1);
    scored.into_iter().map(|(_, name)| name).take(OFFERED).collect()
}

/// A line that offers the nearest names; all names when none is near and they are few.
pub(crate) fn advice(word: &str, known: &[&str]) -> Option<String> {
    let near = nearest(word, known);
    if !near.is_empty() {
        return Some(format!("nearest: {}", list(&near)));
    }
    (!known.is_empty() && known.len() <= LISTED).then(|| format!("known here: {}", list(known)))
}

/// Names in quotation marks of code, with commas.
pub(crate) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// How unlike two names are; nothing when they are too unlike. A path is also known by its last
/// part.
fn score(word: &str, name: &str) -> Option<usize> {
    let (word, name) = (word.to_lowercase(), name.to_lowercase());
    let whole = close(&word, &name);
    let part = close(last(&word), last(&name)).map(|distance| distance + 1);
    let contains = |whole: &str, part: &str| part.len() >= 4 && whole.contains(part);
    let within = (contains(&name, &word) || contains(&word, &name)).then_some(3);
    [whole, part, within].into_iter().flatten().min()
}

/// The last part of a path.
fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// The distance of two words, when it is at most a third of the longer one.
fn close(a: &str, b: &str) -> Option<usize> {
    let longest = a.chars().count().max(b.chars().count());
    let distance = distance(a, b);
    (distance <= (longest / 3).max(1)).then_some(distance)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_in_the_wrong_order_are_one_mistake() {
        assert_eq!(distance("stakes", "staeks"), 1);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn a_path_is_found_by_its_last_part() {
        let known = ["accountability.stakes", "funding.grant_per_pupil_gbp"];
        assert_eq!(nearest("stakes", &known), ["accountability.stakes"]);
        assert_eq!(nearest("founding.grant_per_pupil_gbp", &known), [known[1]]);
    }

    #[test]
    fn a_word_like_none_gets_no_name() {
        assert!(nearest("zebra", &["run", "population"]).is_empty());
        assert!(nearest(&"run".repeat(100_000), &["run"]).is_empty());
    }
}
