//! Maps of populations side by side: a dot for each school, coloured by its setting.

use std::fmt::Write as _;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use sim::agent::Setting;
use sim::population::Population;

use crate::chart::ChartError;
use crate::chart::font::{FAMILY, database};
use crate::chart::style::{Rgb, Theme};

/// Kilometres of the national grid that a map shows: west, south, east, north.
const SHOWN: [f64; 4] = [80.0, 0.0, 660.0, 660.0];
/// Pixels for each kilometre.
const SCALE: f64 = 1.6;
/// Pixels above the maps for their titles, and below for the key.
const ABOVE: f64 = 60.0;
const BELOW: f64 = 60.0;
/// Size of a dot, pixels.
const DOT: f64 = 2.2;

/// A picture (PNG) of populations side by side under their titles, with a key of settings.
///
/// # Errors
/// If the picture cannot be drawn.
pub fn map(populations: &[(&str, &Population)]) -> Result<Vec<u8>, ChartError> {
    let panel = (SHOWN[2] - SHOWN[0]) * SCALE;
    let (width, height) =
        (panel * populations.len() as f64, (SHOWN[3] - SHOWN[1]) * SCALE + ABOVE + BELOW);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         font-family=\"{FAMILY}\" font-size=\"26\" stroke-linecap=\"round\">"
    );
    for (at, (title, population)) in populations.iter().enumerate() {
        let left = panel * at as f64;
        let _ = write!(
            svg,
            "<text x=\"{:.0}\" y=\"38\" font-weight=\"600\">{title}</text>",
            left + 20.0
        );
        for setting in Setting::ALL {
            let _ = write!(
                svg,
                "<path fill=\"none\" stroke=\"{}\" stroke-width=\"{DOT}\" d=\"{}\"/>",
                colour(*setting),
                dots(population, *setting, left)
            );
        }
    }
    for (at, setting) in Setting::ALL.iter().enumerate() {
        let x = 20.0 + 290.0 * at as f64;
        let _ = write!(
            svg,
            "<path fill=\"none\" stroke=\"{}\" stroke-width=\"16\" d=\"M{x:.0} {:.0}h0\"/>\
             <text x=\"{:.0}\" y=\"{:.0}\">{}</text>",
            colour(*setting),
            height - 30.0,
            x + 18.0,
            height - 22.0,
            setting.name()
        );
    }
    svg.push_str("</svg>");
    render(&svg, (width as u32, height as u32))
}

/// One dot for each school of a setting.
fn dots(population: &Population, setting: Setting, left: f64) -> String {
    let schools = &population.schools;
    let mut path = String::new();
    for (place, own) in schools.place.iter().zip(&schools.setting) {
        if *own == setting {
            let x = left + (place.easting - SHOWN[0]) * SCALE;
            let y = ABOVE + (SHOWN[3] - place.northing) * SCALE;
            let _ = write!(path, "M{x:.1} {y:.1}h0");
        }
    }
    path
}

fn colour(setting: Setting) -> String {
    let (r, g, b): Rgb = match setting {
        Setting::London => Theme::Light.muted(),
        Setting::MajorUrban => Theme::Light.ink(),
        Setting::Town => Theme::Light.series(0),
        Setting::RuralTown => Theme::Light.series(1),
        Setting::Village => Theme::Light.series(2),
    };
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn render(svg: &str, (width, height): (u32, u32)) -> Result<Vec<u8>, ChartError> {
    let problem = |problem: &dyn ToString| ChartError::Draw { problem: problem.to_string() };
    let options =
        Options { font_family: FAMILY.to_owned(), fontdb: database(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| problem(&error))?;
    let mut pixels =
        Pixmap::new(width, height).ok_or_else(|| problem(&"there is no memory for its pixels"))?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| problem(&error))
}
