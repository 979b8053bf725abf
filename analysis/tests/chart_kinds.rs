//! Every kind of chart at every size and theme, with ordinary and awkward data.

mod clear;
mod kinds;

use std::path::PathBuf;

use analysis::chart::{
    ChartError, Drawing, Size, Theme, calibration, dumbbell, equity, network, ridge,
};
use clear::assert_clear;

type Drawn = Result<Drawing, ChartError>;

/// Ordinary charts by name, each to be drawn at a size and in a theme.
fn ordinary() -> Vec<(&'static str, Box<dyn Fn(Size, Theme) -> Drawn>)> {
    let equity = |chart: equity::Equity| move |s, t| equity::draw(&chart, s, t);
    let dumbbell = |chart: dumbbell::Dumbbell| move |s, t| dumbbell::draw(&chart, s, t);
    let ridge = |chart: ridge::Ridge| move |s, t| ridge::draw(&chart, s, t);
    let calibration = |chart: calibration::Calibration| move |s, t| calibration::draw(&chart, s, t);
    let network = |chart: network::Network| move |s, t| network::draw(&chart, s, t);
    vec![
        ("network", Box::new(network(kinds::network::authority(62, 3)))),
        ("network_many", Box::new(network(kinds::network::authority(300, 3)))),
        ("network_two", Box::new(network(kinds::network::authority(2, 1)))),
        ("ridge_five", Box::new(ridge(kinds::ridge::years(5, 400)))),
        ("ridge_seven", Box::new(ridge(kinds::ridge::years(7, 400)))),
        ("calibration_five", Box::new(calibration(kinds::calibration::targets(5)))),
        ("calibration", Box::new(calibration(kinds::calibration::targets(11)))),
        ("calibration_sixty", Box::new(calibration(kinds::calibration::targets(60)))),
        ("equity_three", Box::new(equity(kinds::equity::several(3)))),
        ("equity_six", Box::new(equity(kinds::equity::several(6)))),
        ("equity_run", Box::new(equity(kinds::equity::run()))),
        ("dumbbell", Box::new(dumbbell(kinds::dumbbell::fifths(false)))),
        ("dumbbell_bars", Box::new(dumbbell(kinds::dumbbell::fifths(true)))),
    ]
}

#[test]
#[ignore = "writes samples of every kind to look at, into RT_SAMPLES or the temporary folder"]
fn write_samples() {
    let folder = std::env::var_os("RT_SAMPLES")
        .map_or_else(|| std::env::temp_dir().join("risingtide_charts"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    for (name, draw) in ordinary() {
        for size in Size::ALL {
            for theme in Theme::ALL {
                let Ok(drawing) = draw(size, theme) else { continue };
                let path = folder.join(format!("{name}_{}_{}.png", size.name(), theme.name()));
                std::fs::write(&path, drawing.png().unwrap()).unwrap();
            }
        }
    }
}

/// Whether an ordinary chart has too many rows or series for a size or theme.
fn too_many(name: &str, size: Size, theme: Theme) -> bool {
    match name {
        "ridge_seven" => size == Size::Single,
        "calibration" | "calibration_sixty" => size != Size::Double,
        "equity_six" => size == Size::Single || theme == Theme::Mono,
        _ => false,
    }
}

#[test]
fn every_kind_draws_at_every_size_and_theme() {
    for (name, draw) in ordinary() {
        for size in Size::ALL {
            for theme in Theme::ALL {
                let drawn = draw(size, theme);
                let case = format!("{name} {} {}", size.name(), theme.name());
                if too_many(name, size, theme) {
                    let message = drawn.unwrap_err().to_string();
                    assert!(message.contains("fit"), "{case}: {message}");
                    continue;
                }
                let drawing = drawn.unwrap_or_else(|e| panic!("{case}: {e}"));
                assert_clear(&drawing);
                let svg = drawing.svg().unwrap();
                assert!(!svg.contains("<text") && svg.contains("<desc>"), "{case}");
            }
        }
    }
}

#[test]
fn a_chart_of_many_targets_grows_downwards_only() {
    let many = kinds::calibration::targets(60);
    let drawing = calibration::draw(&many, Size::Double, Theme::Light).unwrap();
    let (width, height) = drawing.pixels();
    assert_eq!(width, 2126);
    assert!(height > 2500, "{height}");
    let svg = drawing.svg_live_text().unwrap();
    assert_eq!(svg.matches(">Head tenure, years<").count(), 5);
    assert!(svg.contains(">held<") && svg.contains(">+9.4<") && svg.contains(">−7.4<"));
}

/// Draws at every size and in every theme, and looks for clipped and overlapping text.
fn draws_clear(name: &str, draw: impl Fn(Size, Theme) -> Drawn) {
    for size in Size::ALL {
        for theme in [Theme::Light, Theme::Mono] {
            let drawing = draw(size, theme);
            let drawing = drawing.unwrap_or_else(|e| panic!("{name} {}: {e}", size.name()));
            assert_clear(&drawing);
        }
    }
}

const LONG: &str =
    "A policy with a very long name indeed that nobody would choose, but somebody will";

#[test]
fn awkward_planes_draw() {
    let change = |name: &str, with: &dyn Fn(&mut equity::Equity)| {
        let mut chart = kinds::equity::several(3);
        with(&mut chart);
        draws_clear(name, |size, theme| equity::draw(&chart, size, theme));
    };
    change("long names", &|c| c.arrows.iter_mut().for_each(|a| a.name = LONG.to_owned()));
    change("long origin", &|c| c.origin = LONG.to_owned());
    change("long corners", &|c| c.corners.lower_wider = LONG.to_owned());
    change("long titles", &|c| {
        c.title = LONG.repeat(3);
        c.attainment.title = "Change of mean attainment at 16".to_owned();
    });
    change("no movement", &|c| {
        c.arrows.iter_mut().for_each(|a| (a.to, a.ellipse) = ((0.0, 0.0), None));
    });
    change("tiny movement", &|c| {
        for arrow in &mut c.arrows {
            (arrow.to, arrow.ellipse) = ((arrow.to.0 * 1e-9, arrow.to.1 * 1e-9), None);
        }
    });
    change("one place", &|c| c.arrows.iter_mut().for_each(|a| a.to = (2.0, 2.0)));
    change("worse in all ways", &|c| {
        for arrow in &mut c.arrows {
            arrow.to = (-arrow.to.0.abs(), -arrow.to.1.abs());
        }
    });
    change("along one axis", &|c| c.arrows.iter_mut().for_each(|a| a.to.1 = 0.0));
    change("far reach", &|c| (c.attainment.reach, c.narrowing.reach) = (50.0, 50.0));
    change("huge", &|c| c.arrows[0].to = (3e6, -2e6));
    change("no corners", &|c| {
        let none = String::new;
        c.corners = equity::Corners {
            lower_narrower: none(),
            higher_narrower: none(),
            lower_wider: none(),
            higher_wider: none(),
        };
    });
    change("markup", &|c| c.arrows[0].name = "<b>&\"'\u{7}</b> 学校".to_owned());
}

#[test]
fn awkward_dumbbells_draw() {
    let change = |name: &str, with: &dyn Fn(&mut dumbbell::Dumbbell)| {
        let mut chart = kinds::dumbbell::fifths(true);
        with(&mut chart);
        draws_clear(name, |size, theme| dumbbell::draw(&chart, size, theme));
    };
    change("one row", &|c| c.rows.truncate(1));
    change("long names", &|c| {
        c.rows.iter_mut().for_each(|row| row.name = LONG.to_owned());
        (c.first, c.last) = (LONG.to_owned(), LONG.to_owned());
        c.change_heading = "Change".to_owned();
        c.axis_title = "Months from the national mean".to_owned();
    });
    change("no change", &|c| c.rows.iter_mut().for_each(|row| row.last = row.first));
    change("backwards", &|c| {
        for row in &mut c.rows {
            (row.first, row.last) = (row.last, row.first);
        }
    });
    change("all zero", &|c| {
        for row in &mut c.rows {
            (row.first, row.last) = (0.0, 0.0);
            (row.first_interval, row.last_interval) = (None, None);
        }
    });
    change("tiny and huge", &|c| (c.rows[0].first, c.rows[1].last) = (1e-9, -2.5e9));
    change("pounds", &|c| c.format = analysis::chart::number::NumberFormat::Pounds);
    change("many rows", &|c| {
        let more = c.rows.clone();
        c.rows.extend(more);
    });
}

#[test]
fn awkward_ridges_draw() {
    let change = |name: &str, with: &dyn Fn(&mut ridge::Ridge)| {
        let mut chart = kinds::ridge::years(4, 60);
        with(&mut chart);
        draws_clear(name, |size, theme| ridge::draw(&chart, size, theme));
    };
    change("one row", &|c| c.rows.truncate(1));
    change("one school", &|c| c.rows.iter_mut().for_each(|row| row.values = vec![1.5]));
    change("one school once", &|c| c.rows[2].values = vec![-3.0]);
    change("equal schools", &|c| c.rows.iter_mut().for_each(|row| row.values = vec![0.1; 30]));
    change("all zero, no threshold", &|c| {
        c.threshold = None;
        c.rows.iter_mut().for_each(|row| row.values = vec![0.0; 3]);
    });
    change("far threshold", &|c| c.threshold.as_mut().unwrap().at = 500.0);
    change("tail above", &|c| c.threshold.as_mut().unwrap().side = ridge::Side::Above);
    change("an outlier", &|c| c.rows[1].values[0] = 1e6);
    change("tiny", &|c| c.rows.iter_mut().flat_map(|row| &mut row.values).for_each(|v| *v *= 1e-9));
    change("huge", &|c| {
        c.format = analysis::chart::number::NumberFormat::Pounds;
        c.rows.iter_mut().flat_map(|row| &mut row.values).for_each(|v| *v *= 1e9);
    });
    change("long names", &|c| {
        c.rows.iter_mut().for_each(|row| row.name = LONG.to_owned());
        c.median_heading = "Median school".to_owned();
        c.title = LONG.repeat(3);
    });
}

#[test]
fn awkward_calibrations_draw() {
    let change = |name: &str, with: &dyn Fn(&mut calibration::Calibration)| {
        let mut chart = kinds::calibration::targets(5);
        with(&mut chart);
        draws_clear(name, |size, theme| calibration::draw(&chart, size, theme));
    };
    change("one target", &|c| c.rows.truncate(1));
    change("all held", &|c| c.rows.iter_mut().for_each(|row| row.held = true));
    change("exact", &|c| {
        c.rows.iter_mut().for_each(|row| (row.difference, row.interval) = (0.0, Some((0.0, 0.0))));
    });
    change("far out", &|c| {
        (c.rows[0].difference, c.rows[1].difference) = (1e12, -1e12);
        c.rows[2].interval = Some((-1e9, 1e9));
    });
    change("tiny", &|c| c.rows.iter_mut().for_each(|row| row.difference *= 1e-12));
    change("long names", &|c| c.rows.iter_mut().for_each(|row| row.name = LONG.to_owned()));
    change("no values", &|c| {
        for row in &mut c.rows {
            row.simulated.clear();
            row.measured.clear();
        }
    });
    change("no headings", &|c| {
        let none = String::new;
        c.headings = calibration::Headings {
            low: none(),
            within: none(),
            high: none(),
            simulated: none(),
            measured: none(),
        };
    });
}

#[test]
fn awkward_networks_draw() {
    let change = |name: &str, with: &dyn Fn(&mut network::Network)| {
        let mut chart = kinds::network::authority(40, 3);
        with(&mut chart);
        draws_clear(name, |size, theme| network::draw(&chart, size, theme));
    };
    change("one school", &|c| {
        c.schools.truncate(1);
        c.ties.clear();
    });
    change("one place", &|c| c.schools.iter_mut().for_each(|s| s.place = (400.0, 300.0)));
    change("one line", &|c| c.schools.iter_mut().for_each(|s| s.place.0 = 400.0));
    change("a far school", &|c| c.schools[7].place = (1e6, 1e6));
    change("tiny", &|c| {
        c.schools.iter_mut().for_each(|s| s.place = (s.place.0 * 1e-9, s.place.1 * 1e-9));
    });
    change("no pupils", &|c| c.schools.iter_mut().for_each(|s| s.pupils = 0.0));
    change("a huge school", &|c| c.schools[0].pupils = 1e12);
    change("no ties", &|c| c.ties.clear());
    change("every tie twice", &|c| c.ties.extend(c.ties.clone()));
    change("no groups", &|c| {
        c.groups.clear();
        c.schools.iter_mut().for_each(|s| s.group = None);
    });
    change("long names", &|c| {
        c.groups.iter_mut().for_each(|name| *name = LONG.to_owned());
        c.schools[3].name = Some(LONG.to_owned());
        c.tie_names.formal = LONG.to_owned();
        (c.alone, c.group_heading) = (LONG.to_owned(), LONG.to_owned());
    });
    change("markup", &|c| c.schools[3].name = Some("<b>&\"'\u{7}</b> 学校".to_owned()));
}

#[test]
fn networks_that_cannot_be_drawn_are_refused_in_a_sentence() {
    let refused = |with: &dyn Fn(&mut network::Network)| {
        let mut chart = kinds::network::authority(40, 3);
        with(&mut chart);
        refusal(network::draw(&chart, Size::Double, Theme::Light))
    };
    assert!(refused(&|c| c.schools.clear()).contains("no schools; give at least one"));
    assert!(refused(&|c| c.schools[2].place.0 = f64::NAN).contains("school 2 stands at (NaN"));
    assert!(refused(&|c| c.schools[2].pupils = -1.0).contains("school 2 has -1 pupils"));
    assert!(refused(&|c| c.schools[2].group = Some(3)).contains("in none of the 3 groups"));
    assert!(refused(&|c| c.ties[4].from = 99).contains("tie 4 does not lead"));
    assert!(
        refused(&|c| c.ties[4].to = network::End::School(c.ties[4].from)).contains("tie 4 does")
    );
    let named = |c: &mut network::Network| {
        c.schools.iter_mut().for_each(|s| s.name = Some("A school".to_owned()));
    };
    assert!(refused(&named).contains("40 schools have names; name at most 6"));
}

#[test]
fn a_network_has_as_many_groups_as_its_size_has_colours() {
    let mut chart = kinds::network::authority(40, 3);
    chart.groups.push("A fourth".to_owned());
    assert!(network::draw(&chart, Size::Double, Theme::Mono).is_ok());
    let problem = network::draw(&chart, Size::Single, Theme::Light).unwrap_err().to_string();
    assert!(problem.contains("4 coloured series") && problem.contains("at most 3"), "{problem}");
}

/// The sentence with which data that cannot be drawn are refused.
fn refusal(drawn: Drawn) -> String {
    match drawn {
        Err(problem @ ChartError::Data { .. }) => problem.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn empty_charts_are_refused_in_a_sentence() {
    let (size, theme) = (Size::Double, Theme::Light);
    let refused = refusal(equity::draw(&kinds::equity::several(0), size, theme));
    assert!(refused.contains("no arrows; give at least one"), "{refused}");
    let refused = refusal(ridge::draw(&kinds::ridge::years(0, 9), size, theme));
    assert!(refused.contains("no rows; give at least one"), "{refused}");
    let refused = refusal(ridge::draw(&kinds::ridge::years(2, 0), size, theme));
    assert!(refused.contains("row `2024/25` has no schools"), "{refused}");
    let refused = refusal(calibration::draw(&kinds::calibration::targets(0), size, theme));
    assert!(refused.contains("no targets; give at least one"), "{refused}");
    let mut none = kinds::dumbbell::fifths(false);
    none.rows.clear();
    let refused = refusal(dumbbell::draw(&none, size, theme));
    assert!(refused.contains("no rows; give at least one"), "{refused}");
}

#[test]
fn numbers_that_cannot_be_drawn_are_refused_by_name() {
    let (size, theme) = (Size::Double, Theme::Light);
    let mut plane = kinds::equity::several(2);
    plane.arrows[1].to.0 = f64::NAN;
    assert!(refusal(equity::draw(&plane, size, theme)).contains("`Attendance support`"));
    let mut years = kinds::ridge::years(2, 9);
    years.rows[1].values[3] = f64::INFINITY;
    assert!(refusal(ridge::draw(&years, size, theme)).contains("`2026/27`"));
    let mut fifths = kinds::dumbbell::fifths(true);
    fifths.rows[1].last_interval = Some((2.0, 1.0));
    assert!(
        refusal(dumbbell::draw(&fifths, size, theme)).contains("`2nd` has an interval from 2 to 1")
    );
    let mut targets = kinds::calibration::targets(3);
    targets.rows[2].difference = f64::NAN;
    assert!(
        refusal(calibration::draw(&targets, size, theme)).contains("`Disadvantage gap, months`")
    );
}

#[test]
fn the_printed_change_is_the_one_given() {
    let mut fifths = kinds::dumbbell::fifths(false);
    fifths.rows[0].change = Some(2.04);
    let svg = dumbbell::draw(&fifths, Size::Double, Theme::Light).unwrap().svg_live_text().unwrap();
    assert!(svg.contains(">+2.0<") && !svg.contains(">+2.3<") && svg.contains(">+1.6<"));
}
