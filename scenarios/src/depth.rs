//! How deeply a text is nested, found without recursion before any parser sees it.

/// Levels of tables, lists and dotted keys within one another that are accepted.
pub(crate) const DEEPEST: usize = 32;

/// The byte at which `text` goes below [`DEEPEST`] levels, if it does.
///
/// Brackets and the dots of keys each count as a level; those in texts and comments do not.
pub(crate) fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut levels = Levels { open: vec![0], total: 0 };
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'#' => {
                at = line_end(bytes, at);
                continue;
            }
            quote @ (b'"' | b'\'') => {
                at = after_text(bytes, at, quote);
                continue;
            }
            b'[' | b'{' => levels.enter(),
            b']' | b'}' => levels.leave(),
            b'.' => levels.dot(),
            b',' => levels.next_key(),
            b'\n' if levels.open.len() == 1 => levels.next_key(),
            _ => {}
        }
        if levels.total > DEEPEST {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Dots of the current key at each open bracket, and brackets and dots altogether.
struct Levels {
    open: Vec<usize>,
    total: usize,
}

impl Levels {
    fn enter(&mut self) {
        self.open.push(0);
        self.total += 1;
    }

    fn leave(&mut self) {
        if self.open.len() > 1 {
            self.total -= 1 + self.open.pop().unwrap_or(0);
        }
    }

    fn dot(&mut self) {
        if let Some(dots) = self.open.last_mut() {
            *dots += 1;
            self.total += 1;
        }
    }

    fn next_key(&mut self) {
        if let Some(dots) = self.open.last_mut() {
            self.total -= *dots;
            *dots = 0;
        }
    }
}

/// The byte of the line break that ends the line of `at`.
fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end)
}

/// The byte after the text in quotation marks that starts at `at`.
///
/// A text of one line ends with the line, closed or not, so that one missing mark hides little.
fn after_text(bytes: &[u8], at: usize, quote: u8) -> usize {
    let long = bytes[at..].starts_with(&[quote; 3]);
    let marks = if long { 3 } else { 1 };
    let mut at = at + marks;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            b'\n' if !long => return at,
            byte if byte == quote && (!long || bytes[at..].starts_with(&[quote; 3])) => {
                return at + marks;
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_texts_and_comments_do_not_count() {
        let many = "[".repeat(99);
        let text = format!("# {many}\na = \"{many}\\\"{many}\"\nb = '''{many}\n{many}'''\n");
        assert_eq!(too_deep(&text), None);
    }

    #[test]
    fn brackets_and_dots_add_up() {
        assert_eq!(too_deep(&"[a.b]\nc.d = { e.f = 1.5 }\n".repeat(1000)), None);
        assert_eq!(too_deep(&format!("a = {}", "[".repeat(33))), Some(36));
        assert!(too_deep(&format!("{}a = 1", "a.".repeat(33))).is_some());
        assert!(too_deep(&format!("x = {}1", "{ a.b.c.d = ".repeat(9))).is_some());
    }

    #[test]
    fn a_comment_at_the_end_and_stray_brackets_end_well() {
        for text in ["#", "a#", "#\n", "]]]]", "\"", "'''", "\"\\"] {
            assert_eq!(too_deep(text), None, "{text}");
        }
    }
}
