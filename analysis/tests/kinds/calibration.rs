//! Invented targets.

use analysis::chart::calibration::{Calibration, Headings, Row, Verdict};

const TARGETS: [(&str, f64, &str, &str); 11] = [
    ("Mean attainment, points", 0.2, "46.2", "46.0"),
    ("Attainment spread, s.d.", -0.4, "17.9", "18.3"),
    ("Disadvantage gap, months", 0.3, "18.6", "18.3"),
    ("Between-school variance", -0.5, "14%", "15%"),
    ("Teacher leaving rate", -1.3, "9.1%", "9.6%"),
    ("Persistent absence", -2.6, "18.4%", "21.2%"),
    ("Vacancies per 1,000 posts", 0.7, "5.9", "5.3"),
    ("Schools in a trust", 0.15, "46%", "45%"),
    ("Teachers who move to another school in a year", 9.4, "19%", "8%"),
    ("Head tenure, years", -0.2, "5.1", "5.2"),
    ("Spend per pupil", -7.4, "£6,980", "£7,050"),
];

pub(crate) fn target(index: usize) -> Row {
    let (name, difference, simulated, measured) = TARGETS[index % TARGETS.len()];
    Row {
        name: name.to_owned(),
        difference,
        interval: Some((difference - 0.37, difference + 0.4)),
        simulated: simulated.to_owned(),
        measured: measured.to_owned(),
        verdict: Verdict::of(difference, 2.0),
        held: index % 4 == 2,
    }
}

pub(crate) fn targets(count: usize) -> Calibration {
    Calibration {
        title: format!("Which of the {count} calibration targets does the model meet?"),
        subtitle: "Simulated minus measured, in units of each target’s tolerance. Bar: middle \
                   90% of 200 replicates. Shaded: within tolerance. Hollow: held out."
            .to_owned(),
        alt: "Calibration of the model by target.".to_owned(),
        source: super::source(),
        headings: Headings::default(),
        rows: (0..count).map(target).collect(),
    }
}
