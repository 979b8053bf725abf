//! Times.
use std::time::Instant;
fn main() {
    let s = sim::scenario::Scenario::default();
    let p = sim::burn_in(sim::population::synthetic(&s), &s);
    let go = |off: &[&'static str]| {
        let mut s = s.clone(); s.switched_off = off.to_vec();
        let mut best = f64::MAX;
        for _ in 0..3 { let t = Instant::now(); let m = sim::Model::new(&s, &p, sim::draw::Seed(1)); std::hint::black_box(m.finish()); best = best.min(t.elapsed().as_secs_f64()); }
        best
    };
    let t = Instant::now(); let m = sim::Model::new(&s, &p, sim::draw::Seed(1)); println!("build {:.3}", t.elapsed().as_secs_f64()); drop(m);
    let all = go(&[]);
    println!("all {all:.3}");
    for q in ["enrolment","deployment","learning","strain","teaching","staffing","record"] { println!("{q} {:.3}", all - go(&[q])); }
}
