use std::time::Instant;
fn main() {
    let mut s = sim::scenario::Scenario::default();
    if let Some(n) = std::env::args().nth(1) { s.population.schools = n.parse().unwrap(); }
    let t = Instant::now();
    let p = sim::population::synthetic(&s);
    println!("population {:.3} s: {} schools {} teachers {} pupils {} cohorts", t.elapsed().as_secs_f64(), p.len(), p.teachers(), p.pupils(), p.cohorts.year.len());
    let t = Instant::now();
    let p = sim::burn_in(p, &s);
    println!("burn-in {:.3} s {:?}", t.elapsed().as_secs_f64(), p.baseline);
    for i in 0..3 {
        let t = Instant::now();
        let mut m = sim::Model::new(&s, &p, sim::draw::Seed(i));
        let b = t.elapsed().as_secs_f64();
        if i == 0 { for o in m.order() { println!("{o}"); } }
        let r = m.finish();
        println!("run {:.3} s (build {b:.3})", t.elapsed().as_secs_f64());
        if i == 0 { 
            let n = &r.nation;
            for t in (2..n.term.len()).step_by(3) { println!("{} e {:.4} s {:.4} c {:.4} a11 {:.4} a16 {:.4} g11 {:.3} g16 {:.3} sp {:.3} {:.3} l {:.4} m {:.4} v {:.4}", n.school_year[t], n.staff_expertise[t], n.strain[t], n.commitment[t], n.attainment_11[t].unwrap_or(0.0), n.attainment_16[t].unwrap_or(0.0), n.gap_11[t].unwrap_or(0.0), n.gap_16[t].unwrap_or(0.0), n.spread_11[t].unwrap_or(0.0), n.spread_16[t].unwrap_or(0.0), n.leaving_rate[t].unwrap(), n.moving_rate[t].unwrap(), n.vacancy_rate[t].unwrap()); }
        }
    }
}
