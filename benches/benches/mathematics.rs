//! The model's own mathematics beside the standard library's, and the draws.
//!
//! Every function maps 1,024 numbers to 1,024 others; the throughput is in calls.

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput};
use criterion::{criterion_group, criterion_main};
use sim::draw::{Purpose, Seed, Word, normals, purpose, uniform};
use sim::math;

const CALLS: usize = 1_024;
const PURPOSE: Purpose = purpose("benches.mathematics");

/// Numbers spread evenly over the open unit interval.
fn words() -> Vec<Word> {
    let mut words = vec![[0; 8]; CALLS];
    Seed(1).draws(PURPOSE).fill(0, 0, &mut words);
    words
}

fn brief(group: &mut BenchmarkGroup<'_, WallTime>) {
    group.sample_size(30).warm_up_time(Duration::from_millis(300));
    group.measurement_time(Duration::from_secs(1));
}

/// Measures one function over all numbers.
fn mapped(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    inputs: &[f64],
    function: impl Fn(f64) -> f64,
) {
    let mut outputs = vec![0.0; inputs.len()];
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            for (output, input) in outputs.iter_mut().zip(black_box(inputs)) {
                *output = function(*input);
            }
            black_box(&mut outputs);
        });
    });
}

#[expect(clippy::disallowed_methods, reason = "the comparison is the benchmark")]
fn functions(criterion: &mut Criterion) {
    let chances: Vec<f64> = words().into_iter().map(uniform).collect();
    let exponents: Vec<f64> = chances.iter().map(|u| 10.0 * u - 8.0).collect();
    let mut group = criterion.benchmark_group("mathematics");
    brief(&mut group);
    group.throughput(Throughput::Elements(CALLS as u64));
    mapped(&mut group, "exp", &exponents, math::exp);
    mapped(&mut group, "exp_std", &exponents, f64::exp);
    mapped(&mut group, "ln", &chances, math::ln);
    mapped(&mut group, "ln_std", &chances, f64::ln);
    mapped(&mut group, "pow", &chances, |x| math::pow(x, 1.7));
    mapped(&mut group, "pow_std", &chances, |x| x.powf(1.7));
    mapped(&mut group, "cbrt", &chances, math::per_term);
    mapped(&mut group, "cbrt_std", &chances, f64::cbrt);
    mapped(&mut group, "normal_quantile", &chances, math::normal_quantile);
    // The standard library has no quantile. Box and Muller's score is what one would write with it.
    mapped(&mut group, "normal_std_box_muller", &chances, |u| {
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * (1.0 - u)).cos()
    });
    group.finish();
}

fn draws(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("draws");
    brief(&mut group);
    let mut draws = Seed(1).draws(PURPOSE);
    let mut entity = 0_u32;
    for posts in [13, 65] {
        let mut words = vec![[0; 8]; posts];
        group.throughput(Throughput::Elements(posts as u64));
        group.bench_function(BenchmarkId::new("fill", posts), |bencher| {
            bencher.iter(|| {
                entity = entity.wrapping_add(1);
                draws.fill(entity, 6_078, black_box(&mut words));
            });
        });
    }
    group.throughput(Throughput::Elements(1));
    group.bench_function("at", |bencher| {
        bencher.iter(|| {
            entity = entity.wrapping_add(1);
            draws.at::<1>(entity, 6_078, black_box(41))
        });
    });
    let words = words();
    let mut scores = vec![0.0; CALLS];
    group.throughput(Throughput::Elements(CALLS as u64));
    group.bench_function("normals", |bencher| {
        bencher.iter(|| normals(black_box(&words), black_box(&mut scores)));
    });
    group.finish();
}

criterion_group!(benches, functions, draws);
criterion_main!(benches);
