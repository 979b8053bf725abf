//! Writes what every scenario of the library does against the baseline, as a page of Markdown:
//! `cargo run --release -p risingtide-analysis --example library_page > docs/library.md`.

use std::io::Write as _;

use analysis::library::{Asked, Line, Reached, Section, Span, effects, page, span};
use scenarios::{LibraryEntry, Loaded, Overrides, library, load, reached};
use sim::population::synthetic;

/// Schools and replicates.
const SCHOOLS: u64 = 4_000;
const REPLICATES: u32 = 16;
/// School year, counted from a scenario's first, in which it is measured.
const NTH: i64 = 5;
/// Schools of England, to which sums of money are scaled.
const ENGLAND: usize = 20_200;

/// Headings, the tag of the scenarios below each, and what they have in common. A scenario stands under the
/// first heading that fits.
const SECTIONS: [(&str, &str, &str); 5] = [
    (
        "The commission of 2020",
        "commission",
        "The thirteen recommendations of the School Improvement Commission that a heads’ union convened, and all of them \
         at once.",
    ),
    (
        "The nine barriers",
        "barrier",
        "What the same commission names as brakes on improvement, each lifted as far as levers allow, and all at once.",
    ),
    (
        "Stances",
        "stance",
        "Ways to balance accountability, competition, funding and collaboration in the whole nation or a large part of it.",
    ),
    ("History", "history", "What happened, laid over the years of a run."),
    (
        "Named systems",
        "system",
        "Arrangements with a name, in the order of [the page of systems](systems.md). Some stand above, as a stance or a \
         recommendation.",
    ),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let england = loaded("england")?;
    let population = sim::burn_in(synthetic(&england.scenario), &england.scenario);
    let entries: Vec<LibraryEntry> =
        library().into_iter().filter(|entry| entry.name != "england").collect();
    let all = entries.iter().map(|entry| loaded(entry.name)).collect::<Result<Vec<_>, _>>()?;
    let mut schools = Vec::new();
    for (entry, one) in entries.iter().zip(&all) {
        reached(one, &population)?;
        schools.push(Reached::of(&one.scenario, entry.measured_in().as_deref(), &population));
    }
    let mut asked = Vec::new();
    for (one, reached) in all.iter().zip(&schools) {
        asked.push(Asked { scenario: &one.scenario, reached, year: span(&one.scenario).year(NTH) });
    }
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u32);
    let found = effects(&england.scenario, &asked, &population, (REPLICATES, threads));
    let mut sections: Vec<Section> = SECTIONS
        .iter()
        .map(|(title, _, about)| Section { title, about, lines: Vec::new() })
        .collect();
    for (((entry, asked), effects), reached) in entries.iter().zip(&asked).zip(found).zip(&schools)
    {
        let at = SECTIONS.iter().position(|(_, tag, _)| entry.has(tag));
        sections[at.ok_or("a scenario without a heading")?].lines.push(Line {
            name: entry.name.to_owned(),
            summary: entry.summary.clone(),
            systems: entry.systems.clone(),
            claims: entry.claims.clone(),
            watch: entry.watch(),
            schools: (reached.count(), population.len()),
            year: asked.year,
            effects,
        });
    }
    let text = page(OPENING, &sections, ENGLAND);
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

/// A scenario on the schools and years of the page. Policies that start after its last year do not come to
/// it.
fn loaded(name: &str) -> Result<Loaded, scenarios::Failure> {
    let overrides = Overrides { schools: Some(SCHOOLS), ..Overrides::default() };
    let mut loaded = load(name, &[], &overrides)?;
    let start = loaded.scenario.run.start;
    // Policies begin in the first or the second school year.
    loaded.scenario.run.years = Span::years(start, i64::from(start) + 1 + NTH);
    Ok(loaded)
}

const OPENING: &str = "\
<!-- Generated: `cargo run --release -p risingtide-analysis --example library_page > docs/library.md` writes it anew. -->

# The library of scenarios

What every built-in scenario does against `england`, the baseline, in the model and at its usual parameters. It says
nothing about what such an arrangement does in life: the effects come from processes whose sizes are partly assumed, and
contested ones may as well be nothing or the reverse. `risingtide show NAME` prints a scenario, whose head says what it
is, what its authors expect, where its numbers come from and what is assumed; `risingtide compare england NAME` holds it
against the baseline at full size, with any other metric and school by school.

How to read the tables:

- 4,000 synthetic schools; 16 pairs of runs, each pair under the same chances. All numbers are differences, with the 95%
  interval of the paired t test in brackets. It covers chance in the model, not doubt about its parameters, and with a
  hundred scenarios some five intervals will miss by chance.
- *Schools*: the share of schools that the scenario reaches; everything beside it is measured in them alone. Where a
  scenario begins with some schools and goes on to others, the first ones count; where its head says so, those of one of
  its policies; grades and governance are those before the first term.
- *Year*: the fifth school year from the scenario’s first on, or the last one of a programme that ends earlier.
- *Attainment* is what pupils of 11 and of 16 truly know, in SD of pupils: 0.01 SD is little, 0.05 much for a programme.
- *What moves*: of the metrics that the scenario’s head says to watch, the one that moves most against its spread between
  schools, from its value in the baseline. [The page of metrics](metrics.md) explains them.
- *£ a pupil* is what schools spend more in that year, and *£m a year* the same for England. It is what stands in
  schools’ accounts: what a ministry pays to others (advisers, leaders, mentors, providers) is not in it.
- `nothing-expected` as a tag (`risingtide list --tag nothing-expected`) marks scenarios of which the best evidence
  expects nothing for pupils.
";
