//! Every kind of chart at every size and theme, with ordinary and awkward data.

mod clear;
mod kinds;

use std::path::PathBuf;

use analysis::chart::{ChartError, Drawing, Size, Theme, calibration, dumbbell, equity, ridge};

type Drawn = Result<Drawing, ChartError>;

/// Ordinary charts by name, each to be drawn at a size and in a theme.
fn ordinary() -> Vec<(&'static str, Box<dyn Fn(Size, Theme) -> Drawn>)> {
    let equity = |chart: equity::Equity| move |s, t| equity::draw(&chart, s, t);
    let dumbbell = |chart: dumbbell::Dumbbell| move |s, t| dumbbell::draw(&chart, s, t);
    let ridge = |chart: ridge::Ridge| move |s, t| ridge::draw(&chart, s, t);
    let calibration = |chart: calibration::Calibration| move |s, t| calibration::draw(&chart, s, t);
    vec![
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
