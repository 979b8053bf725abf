//! Each process of the timetable alone: 2,000 schools, one school year, the others switched off.
//!
//! The list comes from the timetable, so that a new process is measured from its first day. Two more
//! lines stand beside it: `none`, what the schedule itself costs, and `all`, the whole year.
//!
//! `record` is a process among the others, and each of them runs here without it. That says what they
//! cost, and nothing else would be worth having: a run without `record` leaves no trace of itself.
//!
//! Alone, a process meets the state that the settled population and one year of itself left behind.
//! Where the others feed it, it has less to do than in company: without departures, for example,
//! nobody new has to be deployed. The lines therefore do not add up to `all`.

use std::hint::black_box;
use std::time::Duration;

use benches::{SOME, scenario, settled};
use criterion::{BatchSize, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use sim::Model;
use sim::catalogue::{Kind, catalogue};
use sim::draw::Seed;
use sim::population::Population;
use sim::process::TIMETABLE;
use sim::reach::Reach;
use sim::scenario::{Policy, Scenario};
use sim::term::{Season, TERMS_PER_YEAR, Term};

/// A year to build the schedule and fill the caches, and the year that is measured.
const YEARS: u32 = 2;

/// Two years with a policy that starts and ends in the second, so that `policy` has its work to do.
fn two_years() -> Scenario {
    let mut scenario = scenario(SOME, YEARS);
    let start = scenario.run.start;
    let lever = catalogue().iter().position(|entry| entry.kind == Kind::Lever);
    scenario.policies.push(Policy {
        name: "measured".into(),
        from: Term::autumn(start + 1),
        until: Some(Term::new(start + 2, Season::Spring)),
        ramp_terms: 0,
        follow: false,
        reach: Reach::default(),
        set: lever.map(|at| (at, scenario.values.at(at))).into_iter().collect(),
    });
    scenario
}

/// Runs one school year.
fn year(model: &mut Model) {
    for _ in 0..TERMS_PER_YEAR {
        black_box(model.term());
    }
}

/// Every process but those that `runs` names.
fn all_but(runs: impl Fn(&str) -> bool) -> Vec<&'static str> {
    TIMETABLE.iter().map(|process| process.name).filter(|name| !runs(name)).collect()
}

fn processes(criterion: &mut Criterion) {
    let mut scenario = two_years();
    let population: Population = settled(&scenario);
    let mut group = criterion.benchmark_group("process");
    let teacher_terms = population.teachers() as u64 * u64::from(TERMS_PER_YEAR);
    group.throughput(Throughput::Elements(teacher_terms));
    group
        .sample_size(20)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_millis(500));
    group.measurement_time(Duration::from_secs(2));
    let alone = TIMETABLE.iter().map(|process| process.name);
    for name in alone.chain(["none", "all"]) {
        scenario.switched_off = all_but(|process| name == "all" || name == process);
        group.bench_function(name, |bencher| {
            bencher.iter_batched_ref(
                || {
                    let mut model = Model::new(&scenario, &population, Seed(1));
                    year(&mut model);
                    model
                },
                year,
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, processes);
criterion_main!(benches);
