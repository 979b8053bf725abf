//! `run`: what happens under one scenario.

use std::path::{Path, PathBuf};

use analysis::population_file::population_hash;
use analysis::report::{Facts, SchoolFigures, run_charts, summary};
use analysis::store::{
    ResultHash, Run, RunTables, area_columns, draw_columns, draw_rows, fifth_columns,
    group_columns, nation_columns, policy_columns, reach_columns, result_columns, run_tables,
    school_columns, school_list, sha256_of_text, tie_columns,
};
use analysis::table::Values;
use scenarios::{Loaded, Reached};
use sim::draw::Seed;
use sim::population::{Population, with_sites};
use sim::records::Records;
use sim::scenario::Scenario;

use crate::absent::absent;
use crate::args::{LargeTables, RunOptions};
use crate::folder::{self, Folder};
use crate::manifest::{Hashes, Timings, manifest};
use crate::meetings::met;
use crate::outcome::{self, Table};
use crate::pictures;
use crate::population::{self, Drawn, FromFile};
use crate::problem::Problem;
use crate::progress::Progress;
use crate::replicates::{Start, replicates, threads};
use crate::report::RunReport;
use crate::scenario;
use crate::signals::Stop;
use crate::timer::Timer;

/// Runs a scenario and writes its result; the text to print.
pub(crate) fn run(options: &RunOptions) -> Result<String, Problem> {
    let named = &options.scenario;
    if let Some(out) = &options.output.out {
        folder::check_out(out, options.output.overwrite, folder::MANIFEST)?;
    }
    let mut loaded = scenario::load(named)?;
    loaded.scenario.run.ties = options.output.tie_tables != LargeTables::None;
    let progress = Progress::of(loaded.scenario.run.replicates, options.output.quiet);
    let mut timings = Timings::default();
    let timer = Timer::start();
    progress.doing("drawing the population");
    let drawn = population::draw(&loaded)?;
    timings.population = timer.seconds();
    if !scenario::reach_of_the_day(&loaded) {
        scenario::reached(&loaded, &drawn.population)?;
    }
    if !options.output.quiet {
        drawn.warn();
    }
    let resolved = scenarios::resolved_toml(&loaded);
    let target = match &options.output.out {
        Some(out) => out.clone(),
        None => default_folder(&loaded, &resolved, &drawn),
    };
    if options.output.out.is_none() && !options.output.overwrite && folder::is_result(&target) {
        return Ok(folder::existing(&target, options.output.quiet));
    }
    let text = Job { options, loaded: &loaded, resolved, progress: &progress, timings }
        .done(drawn, &target);
    Ok(if options.output.quiet { text.map(|_| String::new())? } else { text? })
}

/// The hash of the settled population: known already if it came settled from its file.
fn settled_hash(population: &Population, file: Option<&FromFile>) -> String {
    let known = file.filter(|file| file.settled()).map(|file| file.hash().to_owned());
    known.unwrap_or_else(|| population_hash(population))
}

/// `results/<scenario>-<first 8 digits of the hash of the inputs>`.
fn default_folder(loaded: &Loaded, resolved: &str, drawn: &Drawn) -> PathBuf {
    let inputs = format!(
        "{}\n{}\n{}\n{}\n{resolved}",
        env!("CARGO_PKG_VERSION"),
        loaded.scenario.run.seed,
        loaded.scenario.run.replicates,
        drawn.hash()
    );
    let hash = sha256_of_text(&inputs);
    Path::new("results").join(format!("{}-{}", loaded.scenario.name, &hash[..8]))
}

/// A run that is about to start.
struct Job<'a> {
    options: &'a RunOptions,
    loaded: &'a Loaded,
    resolved: String,
    progress: &'a Progress,
    timings: Timings,
}

/// What the replicates leave behind.
#[derive(Default)]
struct Recorded {
    nation: Vec<Values>,
    areas: Vec<Values>,
    fifths: Vec<Values>,
    reach: Vec<Values>,
    groups: Vec<Values>,
    policies: Vec<Values>,
    /// What the charts of schools need, whichever rows are written.
    figures: SchoolFigures,
    hash: ResultHash,
}

impl Job<'_> {
    fn done(mut self, mut drawn: Drawn, target: &Path) -> Result<String, Problem> {
        let stop = Stop::listen()?;
        let folder = Folder::start(target, &["tables", "charts"])?;
        let timer = Timer::start();
        self.progress.doing("settling the population");
        let (population, settled) = drawn.settled(&self.loaded.scenario);
        self.timings.burn_in = timer.seconds();
        if stop.asked() {
            return Err(Problem::stopped());
        }
        let reached = scenario::reached(self.loaded, &population)?;
        let threads = threads(self.options.output.threads);
        let timer = Timer::start();
        let (recorded, begun) =
            self.replicates(&folder, (&drawn, &population), settled, threads, &stop)?;
        self.timings.run = timer.seconds();
        let timer = Timer::start();
        self.progress.doing("writing tables and charts");
        begun.into_iter().try_for_each(Table::finish)?;
        let hashes = Hashes {
            scenario: sha256_of_text(&self.resolved),
            population: settled_hash(&population, drawn.file.as_ref()),
            result: recorded.hash.hex(),
        };
        let text = self.write(&folder, (&population, &reached), &recorded, &hashes, threads)?;
        if !drawn.account.is_empty() {
            folder.write("register.txt", drawn.account.as_bytes())?;
        }
        self.timings.write = timer.seconds();
        let manifest = manifest(
            self.loaded,
            &self.resolved,
            population.seed,
            drawn.file.as_ref(),
            threads,
            &self.timings,
            &hashes,
        );
        folder.write(folder::MANIFEST, manifest.as_bytes())?;
        if stop.asked() {
            return Err(Problem::stopped());
        }
        folder.finish()?;
        let account =
            if drawn.account.is_empty() { String::new() } else { format!("{}\n", drawn.account) };
        let absent = absent(&self.loaded.scenario.policies, &population);
        Ok(format!(
            "{account}{absent}{text}\nResult hash {}\nThe report is {}.\nThe result is in {}.\n",
            hashes.result,
            target.join(folder::REPORT).display(),
            target.display()
        ))
    }

    /// Runs the replicates, writing schools as they come.
    fn replicates(
        &self,
        folder: &Folder,
        (drawn, population): (&Drawn, &Population),
        settled: Option<sim::Model>,
        threads: u32,
        stop: &Stop,
    ) -> Result<(Recorded, Vec<Table>), Problem> {
        let timer = Timer::start();
        let wanted = self.options.output.school_tables;
        let specs = [school_columns(), result_columns()];
        let mut school_tables = Vec::new();
        if wanted != LargeTables::None {
            for spec in specs {
                let spec = spec.map_err(Problem::fault)?;
                school_tables.push(Table::start(folder, &spec, self.options.output.csv)?);
            }
        }
        let mut recorded = Recorded::default();
        let scenario = &self.loaded.scenario;
        let keep = |replicate: u32| wanted.has(replicate);
        let ties_wanted = self.options.output.tie_tables;
        let mut tie_table = match ties_wanted {
            LargeTables::None => None,
            _ => {
                let spec = tie_columns().map_err(Problem::fault)?;
                Some(Table::start(folder, &spec, self.options.output.csv)?)
            }
        };
        let make = |run: &Run, records: Records, _: &mut Option<sim::Model>| {
            let tables =
                run_tables(records, run, population, &scenario.policies).map_err(Problem::fault)?;
            let figures = SchoolFigures::of(&tables, run.replicate, population);
            let figures = figures.map_err(Problem::fault)?;
            let ties = if ties_wanted.has(run.replicate) { tables.ties } else { Vec::new() };
            let tables = RunTables { ties, ..tables };
            if keep(run.replicate) {
                return Ok((tables, figures));
            }
            // Hashed already, and too large to wait in memory for nothing.
            Ok((RunTables { schools: Vec::new(), results: Vec::new(), ..tables }, figures))
        };
        let take = |replicate: u32, (tables, figures): (RunTables, SchoolFigures)| {
            recorded.hash.add(tables.digests);
            recorded.figures.add(figures);
            append(&mut recorded.nation, tables.nation)?;
            append(&mut recorded.areas, tables.areas)?;
            append(&mut recorded.fifths, tables.fifths)?;
            append(&mut recorded.reach, tables.reach)?;
            append(&mut recorded.groups, tables.groups)?;
            append(&mut recorded.policies, tables.policies)?;
            if let (Some(table), true) = (&mut tie_table, ties_wanted.has(replicate)) {
                table.write(&tables.ties)?;
            }
            // Written as they come: the rows of one replicate are as large as the world.
            if let ([schools, results], true) = (school_tables.as_mut_slice(), keep(replicate)) {
                schools.write(&tables.schools)?;
                results.write(&tables.results)?;
            }
            self.progress.runs(replicate + 1, timer.elapsed());
            Ok(())
        };
        let again = |scenario: &Scenario| drawn.again(scenario);
        let start = Start { scenario, population, again: &again };
        replicates(&start, settled, threads, stop, make, take)?;
        Ok((recorded, school_tables.into_iter().chain(tie_table).collect()))
    }

    /// Writes everything but the manifest; the summary.
    fn write(
        &self,
        folder: &Folder,
        (population, reached): (&Population, &[Reached]),
        recorded: &Recorded,
        hashes: &Hashes,
        threads: u32,
    ) -> Result<String, Problem> {
        let csv = self.options.output.csv;
        let nation = nation_columns().map_err(Problem::fault)?;
        outcome::table(folder, &nation, &recorded.nation, csv)?;
        let areas = area_columns().map_err(Problem::fault)?;
        outcome::table(folder, &areas, &recorded.areas, csv)?;
        let fifths = fifth_columns().map_err(Problem::fault)?;
        outcome::table(folder, &fifths, &recorded.fifths, csv)?;
        let reach = reach_columns().map_err(Problem::fault)?;
        outcome::table(folder, &reach, &recorded.reach, csv)?;
        let groups = group_columns().map_err(Problem::fault)?;
        outcome::table(folder, &groups, &recorded.groups, csv)?;
        if !self.loaded.scenario.policies.is_empty() {
            let policies = policy_columns().map_err(Problem::fault)?;
            outcome::table(folder, &policies, &recorded.policies, csv)?;
        }
        self.draws(folder)?;
        let sites = with_sites(population, &self.loaded.scenario);
        let listed = sites.as_ref().map_or(population, |(all, _)| all);
        let (spec, rows) = school_list(listed).map_err(Problem::fault)?;
        outcome::table(folder, &spec, &rows, csv)?;
        let facts = self.facts(population, hashes);
        let charts = run_charts(&nation, &recorded.nation, &recorded.figures, &facts);
        let drawn = pictures::draw(folder, &charts.charts, threads)?;
        let met = met(&recorded.policies)?;
        let report = RunReport {
            options: self.options,
            loaded: self.loaded,
            population,
            reached,
            met: &met,
            facts: &facts,
            hashes,
            nation: (&nation, &recorded.nation),
            areas: (&areas, &recorded.areas),
        };
        folder.write(folder::REPORT, report.html(drawn, charts.left_out).as_bytes())?;
        let mut text = summary(&nation, &recorded.nation, &facts);
        for sentence in &met {
            text.push_str(&format!("{sentence}\n"));
        }
        folder.write("summary.txt", text.as_bytes())?;
        folder.write("scenario.toml", self.resolved.as_bytes())?;
        Ok(text)
    }

    /// The values that each replicate drew, where they draw any.
    fn draws(&self, folder: &Folder) -> Result<(), Problem> {
        let scenario = &self.loaded.scenario;
        if !scenario.doubt.draw {
            return Ok(());
        }
        let spec = draw_columns().map_err(Problem::fault)?;
        let mut rows = Vec::new();
        for replicate in 0..scenario.run.replicates {
            let seed = Seed(scenario.run.seed).of_replicate(replicate);
            let first_term = scenario.run.first_term();
            let run = Run { replicate, seed: seed.0, first_term };
            append(&mut rows, draw_rows(&scenario.with_draws(seed), &run))?;
        }
        outcome::table(folder, &spec, &rows, self.options.output.csv)
    }

    fn facts(&self, population: &Population, hashes: &Hashes) -> Facts {
        let scenario = &self.loaded.scenario;
        let first = scenario.policies.iter().min_by_key(|policy| policy.from);
        let year = |policy: &sim::scenario::Policy| i64::from(policy.from.school_year_start()) + 1;
        Facts {
            version: env!("CARGO_PKG_VERSION").into(),
            scenario: scenario.name.clone(),
            title: scenario.title.clone(),
            changes_nothing: scenario.policies.is_empty()
                && scenario.switched_off.is_empty()
                && scenario.values == sim::catalogue::Values::default(),
            first_policy: first.map(|policy| (year(policy), policy.name.clone())),
            sizes: (population.len() as u64, population.teachers() as u64, population.pupils()),
            start: scenario.run.start,
            years: scenario.run.years,
            replicates: scenario.run.replicates,
            epi_month: (
                scenario.values.of("record.epi_month_11"),
                scenario.values.of("record.epi_month_16"),
            ),
            seed: scenario.run.seed,
            draws_parameters: scenario.doubt.draw,
            hash: hashes.result[..8].into(),
        }
    }
}

/// Adds rows to a table held in memory.
fn append(table: &mut Vec<Values>, rows: Vec<Values>) -> Result<(), Problem> {
    if table.is_empty() {
        *table = rows;
        return Ok(());
    }
    for (column, more) in table.iter_mut().zip(rows) {
        if !column.append(more) {
            return Err(Problem::fault("rows of another kind"));
        }
    }
    Ok(())
}
