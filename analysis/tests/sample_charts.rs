//! Sample charts to look at: `cargo test --test sample_charts -- --ignored`.

mod example;

use analysis::chart::trajectory::{Role, draw};
use analysis::chart::{Size, Theme};

#[test]
#[ignore = "writes sample charts to look at"]
fn write_samples() {
    let folder = std::env::temp_dir().join("risingtide_charts");
    std::fs::create_dir_all(&folder).unwrap();
    let mut year = example::chart(vec![
        example::baseline(1),
        example::series("Tutoring", Role::Series(0), 0, 1, 0.0),
        example::series("Hubs", Role::Series(1), 0, 1, 0.0),
    ]);
    year.series[1].median[0] += 0.05;
    year.policy_start = None;
    let mut zero = example::several(3);
    zero.zero_line = true;
    zero.y_axis.title = "Change in the gap, months".to_owned();
    for series in &mut zero.series {
        for list in [&mut series.median, &mut series.low, &mut series.high] {
            list.iter_mut().for_each(|y| *y -= 18.3);
        }
    }
    let mut crowded = example::several(3);
    for series in &mut crowded.series {
        series.low = series.median.iter().map(|y| y - 5.0).collect();
        series.high = series.median.iter().map(|y| y + 5.0).collect();
    }
    let charts = [
        ("one", example::one()),
        ("four", example::several(3)),
        ("seven", example::several(6)),
        ("year", year),
        ("zero", zero),
        ("crowded", crowded),
    ];
    for (name, chart) in charts {
        for size in Size::ALL {
            for theme in Theme::ALL {
                let Ok(drawing) = draw(&chart, size, theme) else { continue };
                let path = folder.join(format!("{name}_{}_{}.png", size.name(), theme.name()));
                std::fs::write(&path, drawing.png().unwrap()).unwrap();
                std::fs::write(path.with_extension("svg"), drawing.svg().unwrap()).unwrap();
            }
        }
    }
}
