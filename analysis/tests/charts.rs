//! Charts at every size and theme, and with awkward data.

mod clear;
mod example;

use analysis::chart::trajectory::{Role, Trajectory, draw};
use analysis::chart::{ChartError, Size, Theme};
use clear::{assert_clear, rendered_texts};
use resvg::usvg::{Options, Tree};

const GOLDEN: &str = include_str!("golden/trajectory_double_light.svg");

fn golden_path() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/trajectory_double_light.svg")
}

fn golden() -> String {
    draw(&example::one(), Size::Double, Theme::Light).unwrap().svg_live_text().unwrap()
}

#[test]
fn the_svg_is_the_one_on_record() {
    assert_eq!(golden(), GOLDEN, "see `rewrite_the_svg_on_record` if the change is wanted");
}

#[test]
#[ignore = "rewrites the SVG on record, which is our own output"]
fn rewrite_the_svg_on_record() {
    std::fs::write(golden_path(), golden()).unwrap();
}

#[test]
fn every_size_and_theme_draws_at_its_own_size() {
    for size in Size::ALL {
        for theme in Theme::ALL {
            for chart in [example::one(), example::several(3)] {
                let drawing = draw(&chart, size, theme).unwrap();
                let png = drawing.png().unwrap();
                let (width, height) = png_size(&png);
                assert_eq!((width, height), drawing.pixels());
                let expected = match size {
                    Size::Single => (1039, 874),
                    Size::Double => (2126, 1181),
                    Size::Slide => (1600, 900),
                };
                assert_eq!((width, height), expected, "{} {}", size.name(), theme.name());
            }
        }
    }
}

fn png_size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    (number(16), number(20))
}

#[test]
fn print_pngs_say_300_dots_per_inch() {
    let png = draw(&example::one(), Size::Single, Theme::Light).unwrap().png().unwrap();
    let at = png.windows(4).position(|w| w == b"pHYs").unwrap();
    assert_eq!(png[at + 4..at + 13], [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1]);
}

#[test]
fn exported_svg_has_millimetres_title_description_and_outlines() {
    let mut chart = example::one();
    chart.alt = "Gap < 2 & falling".to_owned();
    let svg = draw(&chart, Size::Double, Theme::Light).unwrap().svg().unwrap();
    assert!(svg.contains("width=\"180mm\" height=\"100mm\""), "{}", &svg[..300]);
    assert!(svg.contains("<desc>Gap &lt; 2 &amp; falling</desc>"));
    assert!(svg.contains("<title>Tutoring cuts"));
    assert!(!svg.contains("<text") && !svg.contains("font-"));
    assert!(Tree::from_str(&svg, &Options::default()).is_ok());
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let draw = || draw(&example::several(3), Size::Single, Theme::Dark).unwrap();
    assert_eq!(draw().svg().unwrap(), draw().svg().unwrap());
    assert_eq!(draw().png().unwrap(), draw().png().unwrap());
}

#[test]
fn the_renderer_agrees_that_no_text_is_clipped_or_overlaps() {
    for size in Size::ALL {
        for scenarios in 1..=3 {
            let chart = example::several(scenarios);
            assert_clear(&draw(&chart, size, Theme::Light).unwrap());
        }
    }
    assert_clear(&draw(&example::several(6), Size::Double, Theme::Light).unwrap());
}

#[test]
fn semibold_text_is_wider_than_regular_text_when_rendered() {
    let mut chart = example::one();
    chart.series[0].name = "Same words".to_owned();
    chart.series[0].end_label = "Same words".to_owned();
    let drawing = draw(&chart, Size::Double, Theme::Light).unwrap();
    let (_, _, texts) = rendered_texts(&drawing);
    let widths: Vec<f32> =
        texts.iter().filter(|t| t.0 == "Same words").map(|t| t.1.width()).collect();
    assert!(widths[0] > widths[1] * 1.02, "{widths:?}");
}

fn change(mut chart: Trajectory, with: impl Fn(&mut Trajectory)) -> Trajectory {
    with(&mut chart);
    chart
}

fn values(chart: &mut Trajectory, with: impl Fn(f64) -> f64) {
    for series in &mut chart.series {
        for list in [&mut series.median, &mut series.low, &mut series.high] {
            list.iter_mut().for_each(|value| *value = with(*value));
        }
    }
}

fn awkward() -> Vec<(&'static str, Trajectory)> {
    let one = example::one;
    vec![
        ("constant", change(one(), |c| values(c, |_| 5.0))),
        ("all zero", change(one(), |c| values(c, |_| 0.0))),
        ("negative", change(one(), |c| values(c, |y| y - 40.0))),
        ("other scripts", change(one(), |c| c.series[1].name = "学校 🎓 Tide".to_owned())),
        ("across zero", change(one(), |c| values(c, |y| y - 17.0))),
        ("narrow", change(one(), |c| values(c, |y| 1.0 + y * 1e-9))),
        ("small", change(one(), |c| values(c, |y| y * 1e-6))),
        ("wide", change(one(), |c| values(c, |y| y * 1e9))),
        ("one year", example::chart(vec![example::series("One", Role::Series(0), 0, 1, 0.0)])),
        ("two years", example::chart(vec![example::baseline(2)])),
        ("forty years", example::chart(vec![example::baseline(40)])),
        ("long title", change(one(), |c| c.title = "A very long title indeed ".repeat(20))),
        ("one long word", change(one(), |c| c.title = "Donaudampfschiff".repeat(20))),
        ("long name", change(one(), |c| c.series[1].name = "Tutoring for everyone ".repeat(9))),
        ("markup", change(one(), |c| c.series[1].name = "<b>&\"'\u{7}</b>".to_owned())),
        (
            "empty words",
            change(one(), |c| {
                c.title.clear();
                c.subtitle.clear();
                c.source.clear();
                c.alt.clear();
                c.series[0].name.clear();
                c.series[0].end_label.clear();
            }),
        ),
        ("no labels", change(one(), |c| c.x_labels.clear())),
        (
            "late start",
            change(one(), |c| {
                c.policy_start =
                    Some((2036.0, "A policy with a long name starts, 2036/37".to_owned()));
            }),
        ),
        ("early start", change(one(), |c| c.policy_start.as_mut().unwrap().0 = 2024.0)),
        ("zero line", change(one(), |c| c.zero_line = true)),
        ("axis title", change(one(), |c| c.y_axis.title = "Months of learning".to_owned())),
    ]
}

#[test]
fn awkward_data_draw_at_every_size() {
    for (name, chart) in awkward() {
        for size in Size::ALL {
            let drawing = draw(&chart, size, Theme::Light);
            let drawing = drawing.unwrap_or_else(|e| panic!("{name} {}: {e}", size.name()));
            drawing.svg().unwrap();
            if !["empty words", "no labels"].contains(&name) {
                assert_clear(&drawing);
            }
        }
    }
}

#[test]
fn data_that_cannot_be_drawn_are_refused_by_name() {
    let cases = [
        change(example::one(), |c| c.series[1].median[2] = f64::NAN),
        change(example::one(), |c| c.series[1].low[0] = 1e300),
        change(example::one(), |c| c.series[1].high.truncate(3)),
        change(example::one(), |c| c.series[1].x.reverse()),
        change(example::one(), |c| c.series[1].low[1] = 99.0),
        change(example::one(), |c| c.series[1].role = Role::Series(8)),
    ];
    for chart in cases {
        let message = draw(&chart, Size::Double, Theme::Light).unwrap_err().to_string();
        assert!(message.contains("series `Tutoring`"), "{message}");
    }
    let none = example::chart(vec![]);
    assert!(draw(&none, Size::Double, Theme::Light).is_err());
}

#[test]
fn more_series_than_can_be_told_apart_are_refused() {
    let refused = |scenarios, size, theme| {
        let drawn = draw(&example::several(scenarios), size, theme);
        matches!(drawn, Err(ChartError::TooManySeries { .. }))
    };
    assert!(refused(4, Size::Single, Theme::Light) && !refused(3, Size::Single, Theme::Light));
    assert!(refused(5, Size::Double, Theme::Mono) && !refused(4, Size::Double, Theme::Mono));
    assert!(!refused(6, Size::Double, Theme::Dark));
}

#[test]
fn a_policy_outside_the_years_shown_has_no_line() {
    let words = |start: f64| {
        let mut chart = example::one();
        chart.policy_start.as_mut().unwrap().0 = start;
        draw(&chart, Size::Double, Theme::Light).unwrap().svg_live_text().unwrap()
    };
    assert!(words(2030.0).contains("Tutoring starts"));
    assert!(!words(2040.0).contains("Tutoring starts"));
    assert!(!words(2020.0).contains("Tutoring starts"));
}

#[test]
fn scenarios_are_drawn_from_where_the_policy_starts() {
    let mut early = example::one();
    let full = example::series("Tutoring", Role::Series(0), 0, 13, -0.2);
    early.series[1] = full;
    let svg = draw(&early, Size::Double, Theme::Light).unwrap().svg_live_text().unwrap();
    let corners = |line: &str| line.split("points=\"").nth(1).unwrap().split(' ').count();
    let lines: Vec<usize> = svg
        .lines()
        .filter(|l| l.starts_with("<polygon") && l.contains("0.17"))
        .map(corners)
        .collect();
    assert_eq!(lines, [27, 21], "thirteen and ten places, twice each, and the closing quote");
}
