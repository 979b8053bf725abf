//! Whole runs of ten years at three sizes, what comes before them, and the twin in plain arrays.
//!
//! Throughput is in teacher-terms: teachers' posts times terms.

use std::hint::black_box;
use std::time::Duration;

use benches::{ENGLAND, SOME, scenario, settled, teacher_terms, twin};
use criterion::{
    BatchSize, BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main,
};
use sim::Model;
use sim::draw::Seed;
use sim::population::{Contacts, synthetic};

/// School years of a run.
const YEARS: u32 = 10;
/// Schools of a small region.
const REGION: u32 = 500;
/// Terms of the twin, as published.
const TWIN_TERMS: u32 = 30;

fn runs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("run");
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_millis(500));
    group.measurement_time(Duration::from_secs(4));
    for schools in [200, REGION, SOME, ENGLAND] {
        let scenario = scenario(schools, YEARS);
        let population = settled(&scenario);
        group.throughput(Throughput::Elements(teacher_terms(&scenario, &population)));
        group.bench_function(BenchmarkId::new("terms", schools), |bencher| {
            bencher.iter_batched(
                || Model::new(&scenario, &population, Seed(1)),
                Model::finish,
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

fn beginnings(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("before");
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_millis(500));
    group.measurement_time(Duration::from_secs(4));
    let scenario = scenario(ENGLAND, YEARS);
    let drawn = synthetic(&scenario);
    group.throughput(Throughput::Elements(drawn.teachers() as u64));
    group.bench_function("population", |bencher| {
        bencher.iter_with_large_drop(|| synthetic(black_box(&scenario)));
    });
    group.bench_function("contacts", |bencher| {
        bencher.iter_with_large_drop(|| Contacts::of(black_box(&drawn)));
    });
    group.bench_function("world", |bencher| {
        bencher.iter_with_large_drop(|| Model::new(black_box(&scenario), &drawn, Seed(1)));
    });
    group.bench_function("burn_in", |bencher| {
        bencher.iter_batched(
            || drawn.clone(),
            |drawn| sim::burn_in(drawn, &scenario),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// What a run of a sweep takes beside its terms: the world goes back to the eve of its first term.
fn starts(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start");
    group.sample_size(20).warm_up_time(Duration::from_millis(500));
    group.measurement_time(Duration::from_secs(3));
    for schools in [REGION, SOME] {
        let scenario = scenario(schools, YEARS);
        let population = settled(&scenario);
        let mut model = Model::new(&scenario, &population, Seed(1));
        model.term();
        group.bench_function(BenchmarkId::new("restart", schools), |bencher| {
            bencher.iter(|| model.restart(black_box(&scenario), &population, Seed(1)));
        });
    }
    group.finish();
}

fn twins(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("twin");
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_millis(500));
    group.measurement_time(Duration::from_secs(4));
    for schools in [2_200, 22_000] {
        let teacher_terms = (schools * twin::TEACHERS) as u64 * u64::from(TWIN_TERMS);
        group.throughput(Throughput::Elements(teacher_terms));
        group.bench_function(BenchmarkId::new("staffroom", schools), |bencher| {
            bencher.iter(|| twin::run(black_box(schools), TWIN_TERMS, Seed(1)));
        });
    }
    group.finish();
}

criterion_group!(benches, runs, beginnings, starts, twins);
criterion_main!(benches);
