//! `compare`: what scenarios change against a first one, under the same chances.

mod arms;
mod page;
mod spread;
mod tables;
mod until;
mod work;
mod write;

use std::path::{Path, PathBuf};

use analysis::compare::{cost, headline_table, who_gains};
use analysis::store::sha256_of_text;
use scenarios::{Loaded, changes_between, resolved_toml};

use crate::args::{CompareOptions, LargeTables};
use crate::counted::counted;
use crate::folder;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::signals::Stop;
use crate::timer::Timer;

use arms::Arms;
use until::Until;
use work::Found;

/// Differences of the inputs that are printed.
const LISTED: usize = 20;

/// Compares scenarios and writes the result; the text to print.
pub(crate) fn compare(options: &CompareOptions) -> Result<String, Problem> {
    if let Some(out) = &options.output.out {
        folder::check_out(out, options.output.overwrite, folder::MANIFEST)?;
    }
    let until = Until::of(&options.until, options.at_most)?;
    let mut loaded = arms::load(options)?;
    for one in &mut loaded {
        one.scenario.run.ties = options.output.tie_tables != LargeTables::None;
    }
    let stop = Stop::listen()?;
    let progress = Progress::of(loaded[0].scenario.run.replicates, options.output.quiet);
    let timer = Timer::start();
    progress.doing("drawing the population");
    let mut arms = Arms::draw(loaded)?;
    if !options.output.quiet {
        arms.drawn.warn();
    }
    let target = options.output.out.clone().unwrap_or_else(|| usual_folder(&arms, options));
    if options.output.out.is_none() && !options.output.overwrite && folder::is_result(&target) {
        return Ok(folder::existing(&target, options.output.quiet));
    }
    let parts = ["tables", "charts", "scenarios"];
    let folder = folder::Folder::start(&target, &parts)?;
    progress.doing("settling the population");
    arms.settle();
    arms.check_reach()?;
    let settled = timer.seconds();
    if stop.asked() {
        return Err(Problem::stopped());
    }
    let timer = Timer::start();
    let found = work::work(&arms, options, &until, &folder, &stop, &progress)?;
    let run = timer.seconds();
    progress.doing("following the change from school to school");
    let spread = spread::sentences(&arms, &stop)?;
    let text = text(&arms, &found, &spread, &until);
    progress.doing("writing tables and charts");
    write::write(&folder, &arms, options, found, &text, &spread, (settled, run))?;
    if stop.asked() {
        return Err(Problem::stopped());
    }
    folder.finish()?;
    if options.output.quiet {
        return Ok(String::new());
    }
    Ok(format!(
        "{}{text}\nThe report is {}.\nThe result is in {}.\n",
        if arms.drawn.account.is_empty() {
            String::new()
        } else {
            format!("{}\n", arms.drawn.account)
        },
        target.join(folder::REPORT).display(),
        target.display()
    ))
}

/// `results/<first>-and-<second>-<first 8 digits of the hash of the inputs>`.
fn usual_folder(arms: &Arms, options: &CompareOptions) -> PathBuf {
    let mut inputs = format!("{}\n{}\n", env!("CARGO_PKG_VERSION"), arms.drawn.hash());
    for loaded in &arms.loaded {
        inputs += &resolved_toml(loaded);
    }
    inputs += &format!("{:?} {}", options.until, options.at_most);
    let names: Vec<&str> = arms.names.iter().take(3).map(String::as_str).collect();
    let more = if arms.names.len() > 3 { "-and-others" } else { "" };
    let name: String = format!("{}{more}", names.join("-and-")).replace([' ', '(', ')'], "");
    Path::new("results").join(format!("{name}-{}", &sha256_of_text(&inputs)[..8]))
}

/// What differs in the inputs, what was checked, and what differs in the outcomes.
fn text(arms: &Arms, found: &Found, spread: &[Vec<String>], until: &Until) -> String {
    let comparison = &found.comparison;
    let first = &arms.loaded[0];
    let population = arms.population();
    let mut text = format!(
        "{} against {}: {} schools, {} from autumn {}, {} of runs, seed {}.\n",
        arms.names[1..].join(", "),
        arms.names[0],
        population.len(),
        counted(first.scenario.run.years as usize, "school year"),
        first.scenario.run.start,
        counted(comparison.replicates(), "pair"),
        first.scenario.run.seed
    );
    for (scenario, name) in arms.names.iter().enumerate().skip(1) {
        text += &format!("\n{name} against {}\n\nWhat differs in the inputs:\n", arms.names[0]);
        text += &inputs(first, &arms.loaded[scenario]);
        for sentence in &spread[scenario - 1] {
            text += &format!("{sentence}\n");
        }
        text += &format!("{}\n", found.checked_in_words(scenario, arms));
        text += &format!("\n{}", headline_table(comparison, scenario));
        text.extend(cost(comparison, scenario).map(|words| format!("{words}\n")));
        text += &format!(
            "\nWho gains, differences in the last school year:\n{}",
            who_gains(comparison, scenario)
        );
    }
    text += "\n`better`: replicates in which the second is better. `worth`: unpaired runs of each scenario that tell as \
             much\nas one pair. Intervals are those of the paired t test and cover ";
    text += if first.scenario.doubt.draw {
        "chance and doubt about parameters as their priors\nstate it.\n"
    } else {
        "chance in the model, not doubt about its\nparameters.\n"
    };
    text += &until.in_words(comparison);
    text += "Not a forecast.\n";
    text
}

/// What differs in the inputs of two scenarios, in lines.
fn inputs(first: &Loaded, second: &Loaded) -> String {
    let lines = changes_between(first, second);
    if lines.is_empty() {
        return "  nothing: these are the same scenario\n".into();
    }
    let mut text = String::new();
    for line in lines.iter().take(LISTED) {
        text += &format!("  {line}\n");
    }
    if lines.len() > LISTED {
        text += &format!("  and {} more: risingtide diff lists them\n", lines.len() - LISTED);
    }
    text
}
