//! Mistakes drawn for a terminal, with colours and lines; everywhere else they are plain text.

use ariadne::{Color, Config, IndexType, Label, Report, ReportKind, sources};

use crate::error::{Diagnostic, Failure};
use crate::snippet::{boundary, clean, line_of};
use crate::source::Place;

/// Bytes of a line that is drawn; a longer one is shown in the plain way, which cuts it.
const LONGEST: usize = 160;

/// A text's name and a stretch of it.
type Stretch = (String, std::ops::Range<usize>);

impl Failure {
    /// All mistakes for a terminal, in colour if it takes colours.
    pub fn for_terminal(&self, colour: bool) -> String {
        let drawn = self.diagnostics().iter().map(|one| drawn(one, colour));
        let mut text: Vec<String> = drawn.collect();
        let more = self.count() - self.diagnostics().len();
        if more > 0 {
            text.push(format!("and {more} more"));
        }
        text.join("\n\n")
    }
}

/// One mistake; the plain text where it has no place that can be drawn.
fn drawn(one: &Diagnostic, colour: bool) -> String {
    let plain = || format!("Error: {one}");
    let Some(place) = one.place() else { return plain() };
    let Some(stretch) = stretch(place) else { return plain() };
    let mut texts = vec![(stretch.0.clone(), place.source.text.clone())];
    let config = Config::default().with_color(colour).with_index_type(IndexType::Byte);
    let label = Label::new(stretch.clone()).with_message("here").with_color(Color::Red);
    let mut report = Report::build(ReportKind::Error, stretch.clone())
        .with_config(config)
        .with_message(one.message())
        .with_label(label);
    if let Some((other, message)) = one.second() {
        let Some(second) = self::stretch(other) else { return plain() };
        if second.0 != stretch.0 {
            texts.push((second.0.clone(), other.source.text.clone()));
        }
        report =
            report.with_label(Label::new(second).with_message(message).with_color(Color::Blue));
    }
    for line in one.advice() {
        report = report.with_help(line);
    }
    let mut bytes = Vec::new();
    match report.finish().write(sources(texts), &mut bytes) {
        Ok(()) => String::from_utf8_lossy(&bytes).trim_end().to_owned(),
        Err(_) => plain(),
    }
}

/// A stretch that lies on one line which a terminal shows as it is.
fn stretch(place: &Place) -> Option<Stretch> {
    let text = &place.source.text;
    let start = boundary(text, place.span.start);
    let (first, line) = line_of(text, start);
    let is_plain = clean(line) == line && line.len() <= LONGEST && !text.contains('\r');
    let end = boundary(text, place.span.end.min(first + line.len()));
    (is_plain && start < end).then(|| (place.source.label.to_string(), start..end))
}

#[cfg(test)]
mod tests {
    use crate::{Overrides, load};

    fn drawn(name: &str, text: &str, colour: bool) -> String {
        let folder =
            std::env::temp_dir().join(format!("risingtide-terminal-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        let said = load(path.to_str().unwrap(), &[], &Overrides::default()).unwrap_err();
        let said = said.for_terminal(colour);
        std::fs::remove_file(&path).unwrap();
        said
    }

    #[test]
    fn a_mistake_is_drawn_with_its_line_and_advice_and_colours_only_where_wanted() {
        let text = "[accountability]\nstaeks = 0.5\n";
        let plain = drawn("plain.toml", text, false);
        for part in ["`accountability.staeks` is not known", "staeks = 0.5", "nearest", ":2:1"] {
            assert!(plain.contains(part), "{plain}");
        }
        assert!(!plain.contains('\u{1b}'), "{plain}");
        assert!(drawn("colours.toml", text, true).contains("\u{1b}["));
    }

    #[test]
    fn both_places_of_a_conflict_are_drawn() {
        let policy =
            "[[policy]]\nfrom = \"2027-autumn\"\nset = { \"accountability.stakes\" = 0.1 }\n";
        let said = drawn("two.toml", &policy.repeat(2), false);
        assert!(
            said.contains("here “policy 1” sets it") && said.matches("0.1").count() == 2,
            "{said}"
        );
    }

    #[test]
    fn a_line_that_cannot_be_drawn_is_told_in_the_plain_way() {
        let long = format!("[accountability]\nstakes = \"{}\"\n", "x".repeat(500));
        assert!(drawn("long.toml", &long, true).contains("long.toml:2:10"));
        let control = "[accountability]\nstakes = '\u{202e}'\n";
        assert!(!drawn("control.toml", control, true).contains('\u{202e}'));
    }
}
