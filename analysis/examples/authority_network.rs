//! Draws the ties between the schools of one authority after some years of the baseline:
//! `cargo run --release -p risingtide-analysis --example authority_network -- "Herefordshire, County of" PICTURE.png`.
//!
//! A third word, `single`, `double` or `slide`, chooses the size, a fourth the theme.

use std::io::Write;

use analysis::chart::{Size, Theme, network};
use analysis::population::network as picture;
use sim::Model;
use sim::draw::Seed;
use sim::scenario::Scenario;

/// School years after which the picture is taken.
const YEARS: u32 = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [authority, path, rest @ ..] = words.as_slice() else {
        return Err("name an authority and the picture to write".into());
    };
    let size = named(rest.first(), Size::Double, &Size::ALL, Size::name)?;
    let theme = named(rest.get(1), Theme::Light, &Theme::ALL, Theme::name)?;
    let mut scenario = Scenario::default();
    scenario.run.years = YEARS;
    scenario.run.ties = true;
    let population = sim::burn_in(sim::population::synthetic(&scenario), &scenario);
    let seed = Seed(scenario.run.seed).of_replicate(0);
    let records = Model::new(&scenario, &population, seed).finish();
    let year = records.ties.school_year.iter().max().copied().ok_or("the run recorded no tie")?;
    let source = format!(
        "Source: Rising Tide {} simulation; baseline, synthetic England; seed {}, one replicate. \
         Markers that would cover one another are moved apart. Not a forecast.",
        env!("CARGO_PKG_VERSION"),
        scenario.run.seed,
    );
    let groups = if size == Size::Single { 3 } else { 4 };
    let chart = picture(&population, &records, (authority, year), groups, &source)?;
    writeln!(std::io::stdout(), "{}", chart.alt)?;
    Ok(std::fs::write(path, network::draw(&chart, size, theme)?.png()?)?)
}

/// The size or theme of a name.
fn named<T: Copy>(
    word: Option<&String>,
    usual: T,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, String> {
    let Some(word) = word else { return Ok(usual) };
    let names: Vec<&str> = all.iter().map(|one| name(*one)).collect();
    let found = names.iter().position(|one| one == word);
    found.map(|at| all[at]).ok_or_else(|| format!("`{word}` is none of {}", names.join(", ")))
}
