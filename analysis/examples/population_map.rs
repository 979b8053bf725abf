//! Draws the synthetic England beside a register of schools:
//! `cargo run --release -p risingtide-analysis --example population_map -- REGISTER PICTURE.png`.

use sim::scenario::Scenario;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(register), Some(picture)) = (arguments.next(), arguments.next()) else {
        return Err("name a register of schools and the picture to write".into());
    };
    let scenario = Scenario::default();
    let register = scenarios::read_register(&register, None)?;
    let (real, _) = sim::population::from_register(&register.rows, &register.groups, &scenario);
    let drawn = sim::population::synthetic(&scenario);
    let png = analysis::population::map(&[("Register, July 2022", &real), ("Synthetic", &drawn)])?;
    Ok(std::fs::write(picture, png)?)
}
