//! The colours keep the contrast they promise.

use analysis::chart::Theme;
use analysis::chart::style::{Rgb, SERIES_COLOURS};

/// Relative luminance, WCAG 2.2.
#[expect(clippy::disallowed_methods, reason = "a test's last digit does not matter")]
fn luminance((r, g, b): Rgb) -> f64 {
    let [r, g, b] = [r, g, b].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn least(theme: Theme, colour: impl Fn(usize) -> Rgb) -> f64 {
    let of = |index| contrast(colour(index), theme.ground());
    (0..SERIES_COLOURS).map(of).fold(contrast(theme.baseline(), theme.ground()), f64::min)
}

#[test]
fn series_stand_out_from_the_ground() {
    for (theme, promised) in [(Theme::Light, 3.04), (Theme::Dark, 4.70), (Theme::Mono, 3.0)] {
        let found = least(theme, |index| theme.series(index));
        assert!(found >= promised - 0.005, "{}: {found}", theme.name());
    }
}

#[test]
fn small_type_has_a_contrast_of_four_and_a_half() {
    for theme in Theme::ALL {
        let names = least(theme, |index| theme.series_text(index));
        let words =
            contrast(theme.muted(), theme.ground()).min(contrast(theme.ink(), theme.ground()));
        assert!(names >= 4.5 && words >= 4.5, "{}: {names} {words}", theme.name());
    }
}

#[test]
fn neighbouring_series_differ_in_more_than_colour() {
    use analysis::chart::{marker::marker, style::dash};
    for index in 1..SERIES_COLOURS {
        assert_ne!(dash(index - 1), dash(index));
        assert_ne!(marker(index - 1), marker(index));
    }
}
