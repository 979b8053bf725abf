//! Invented planes of improvement against equity.

use analysis::chart::equity::{Arrow, Axis, Corners, Equity};
use analysis::chart::number::NumberFormat;
use analysis::statistic::Ellipse;

const NAMES: [&str; 6] = [
    "Tutoring",
    "Attendance support",
    "Early language",
    "Trust growth",
    "Merit grants",
    "Teacher pay uplift",
];
const TO: [(f64, f64); 6] =
    [(1.9, 2.1), (0.62, 1.45), (2.75, 0.85), (-0.62, -0.72), (2.35, -1.05), (3.15, 1.75)];

pub(crate) fn arrow(index: usize) -> Arrow {
    let (x, y) = TO[index];
    let ellipse = Ellipse { centre: (x, y), first: (0.4, 0.1), second: (0.0, 0.3) };
    Arrow { name: NAMES[index].to_owned(), colour: index, to: TO[index], ellipse: Some(ellipse) }
}

pub(crate) fn several(arrows: usize) -> Equity {
    let axis =
        |title: &str| Axis { title: title.to_owned(), format: NumberFormat::Plain, reach: 0.0 };
    Equity {
        title: "Which policies raise attainment and narrow the gap?".to_owned(),
        subtitle: "Change by 2036/37 against current policy, months of progress. Arrow: median \
                   of paired runs. Ellipse: middle 90%."
            .to_owned(),
        alt: "Plane of change of attainment and narrowing of the gap.".to_owned(),
        source: super::source(),
        attainment: axis("Change in mean attainment, months"),
        narrowing: axis("Gap narrowed by, months"),
        corners: Corners::default(),
        origin: "Current policy".to_owned(),
        arrows: (0..arrows).map(arrow).collect(),
    }
}

/// A single run: from its first year to its last.
pub(crate) fn run() -> Equity {
    let mut chart = several(1);
    chart.title = "Where has the system moved?".to_owned();
    chart.subtitle = "Change from 2026/27 to 2036/37 in standard deviations of pupils (SD). \
                      Arrow: median of 16 replicates. Ellipse: middle 90% of them."
        .to_owned();
    chart.attainment.title = "Change in mean attainment at 16, SD".to_owned();
    chart.narrowing.title = "Gap narrowed by, SD".to_owned();
    chart.origin = "2026/27".to_owned();
    chart.arrows[0].name = "2036/37".to_owned();
    chart.arrows[0].to = (-0.0121, 0.0042);
    chart.arrows[0].ellipse =
        Some(Ellipse { centre: (-0.012, 0.004), first: (0.004, -0.002), second: (0.0, 0.003) });
    chart
}
