//! Times.
use std::time::Instant;
fn main() {
    let s = sim::scenario::Scenario::default();
    let p = sim::burn_in(sim::population::synthetic(&s), &s);
    let mut best = f64::MAX;
    for _ in 0..std::env::args().nth(1).map_or(6, |n| n.parse().unwrap()) {
        let t = Instant::now();
        let m = sim::Model::new(&s, &p, sim::draw::Seed(1));
        std::hint::black_box(m.finish());
        best = best.min(t.elapsed().as_secs_f64());
    }
    println!("best {best:.3}");
}
