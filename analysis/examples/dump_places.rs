fn main() {
    let p = sim::population::synthetic(&sim::scenario::Scenario::default());
    let s = &p.schools;
    for i in 0..p.len() {
        println!(
            "{},{},{},{},{},{}",
            s.place[i].easting,
            s.place[i].northing,
            s.phase[i].index(),
            s.setting[i].index(),
            s.authority[i].0,
            s.free_meals[i].0
        );
    }
}
